package org.kvit.bank;

import com.prowidesoftware.swift.model.mx.AbstractMX;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads camt files by Prowide's beans, which were made of the standard's schemas, and tells of them as [Told] does of
/// ours. It shares nothing with our reader but the rules.
final class ProwideCamt {
    private static final Map<String, Optional<Field>> FIELDS = new ConcurrentHashMap<>();
    private static final List<String> RETURNS = List.of("RRTN", "RPCR", "UPDD", "PRDD", "RCDD", "UPCQ", "CQRV", "UPCT");
    private static final List<String> NONE =
            List.of("NOTPROVIDED", "NONREF", "NOREF", "NONE", "NOTAVAILABLE", "NA", "UNKNOWN");

    private final List<String> lines = new ArrayList<>();
    private final String message;

    private ProwideCamt(String message) {
        this.message = message;
    }

    static String told(String xml) throws ReflectiveOperationException {
        var type = xml.replaceAll("(?s).*?camt\\.(05[234])\\.001\\.(\\d\\d).*", "$1 $2")
                .split(" ");
        var read = Class.forName("com.prowidesoftware.swift.model.mx.MxCamt" + type[0] + "001" + type[1])
                .getMethod("parse", String.class)
                .invoke(null, xml);
        var told = new ProwideCamt("camt." + type[0]);
        var bean = new Bean((AbstractMX) read);
        var body = bean.one(
                type[0].equals("053")
                        ? "bkToCstmrStmt"
                        : type[0].equals("052") ? "bkToCstmrAcctRpt" : "bkToCstmrDbtCdtNtfctn");
        body.all(type[0].equals("053") ? "stmt" : type[0].equals("052") ? "rpt" : "ntfctn")
                .forEach(told::statement);
        return String.join("\n", told.lines) + "\n";
    }

    private void statement(Bean s) {
        var account = account(s.one("acct"));
        var to = s.one("frToDt").day("toDtTm");
        var made = s.day("creDtTm");
        s.all("ntry").forEach(e -> entry(e, account, to.isEmpty() ? made : to));
        var sequence = s.text("elctrncSeqNb").isEmpty() ? s.text("lglSeqNb") : s.text("elctrncSeqNb");
        lines.add(Told.line(
                message,
                s.text("id"),
                "no " + sequence,
                account + " " + s.one("acct").text("ccy"),
                s.one("frToDt").day("frDtTm") + ".." + to,
                "made " + made));
        s.all("bal")
                .forEach(b -> lines.add(Told.line(
                        "balance",
                        b.one("tp").one("cdOrPrtry").choice()
                                + b.one("tp").one("subTp").choice(),
                        (b.text("cdtDbtInd").equals("DBIT") ? "-" : "") + amount(b.one("amt")) + " "
                                + b.one("amt").text("ccy"),
                        b.one("dt").choice().isEmpty() ? "" : b.one("dt").eitherDay())));
    }

    private void entry(Bean e, String account, String fallback) {
        var details = e.all("ntryDtls");
        var transactions =
                details.stream().flatMap(d -> d.all("txDtls").stream()).toList();
        int announced = details.stream()
                .map(d -> d.one("btch").text("nbOfTxs"))
                .mapToInt(n -> n.isEmpty() ? 0 : Integer.parseInt(n))
                .sum();
        var currency = e.one("amt").text("ccy");
        if (transactions.isEmpty()) {
            told(e, List.of(), account, fallback, announced > 1 ? Entry.BATCH_WITHOUT_DETAILS : "", false);
        } else if (transactions.size() == 1 && announced < 2) {
            told(e, transactions, account, fallback, "", false);
        } else if (addsUp(e, transactions, currency)) {
            transactions.forEach(t -> told(e, List.of(t), account, fallback, "", true));
        } else {
            told(e, transactions, account, fallback, Entry.BATCH_MISMATCH, false);
        }
    }

    private static boolean addsUp(Bean e, List<Bean> transactions, String currency) {
        var sum = BigDecimal.ZERO;
        for (var t : transactions) {
            var part = moved(t, currency);
            if (part == null) {
                return false;
            }
            var sign = t.text("cdtDbtInd").isEmpty() ? e.text("cdtDbtInd") : t.text("cdtDbtInd");
            sum = sum.add(sign.equals(e.text("cdtDbtInd")) ? part : part.negate());
        }
        return sum.compareTo(e.one("amt").number("value")) == 0;
    }

    private static @Nullable BigDecimal moved(Bean t, String currency) {
        return Stream.concat(
                        Stream.of(t.one("amt")),
                        Stream.of("txAmt", "instdAmt", "cntrValAmt", "anncdPstngAmt")
                                .map(k -> t.one("amtDtls").one(k).one("amt")))
                .filter(a -> a.text("ccy").equals(currency))
                .map(a -> a.number("value"))
                .findFirst()
                .orElse(null);
    }

    private void told(Bean e, List<Bean> all, String account, String fallback, String flag, boolean part) {
        boolean together = flag.equals(Entry.BATCH_MISMATCH);
        var t = all.isEmpty() || together ? Bean.NOTHING : all.getFirst();
        var booking = e.one("amt");
        var currency = booking.text("ccy");
        var amount = part ? java.util.Objects.requireNonNull(moved(t, currency)) : booking.number("value");
        boolean credit = (part && !t.text("cdtDbtInd").isEmpty() ? t : e)
                .text("cdtDbtInd")
                .equals("CRDT");
        var code = code(t.one("bkTxCd")).isEmpty() ? code(e.one("bkTxCd")) : code(t.one("bkTxCd"));
        boolean returned = t.one("rtrInf").isThere();
        boolean undone = e.text("rvslInd").equals("true") || returned || RETURNS.contains(code.replaceAll(".*-", ""));
        var status = e.one("sts").one("cd").isThere() ? e.one("sts").text("cd") : e.text("sts");
        var parties = t.one("rltdPties");
        var in = new String[] {"dbtr", "ultmtDbtr", "dbtrAcct"};
        var out = new String[] {"cdtr", "ultmtCdtr", "cdtrAcct"};
        var side = credit ? in : out;
        var theirs = account(parties.one(side[2]));
        if (undone
                && (theirs.equals(account)
                        || (theirs.isEmpty() && name(parties.one(side[0])).isEmpty()))) {
            side = credit ? out : in;
        }
        var name = name(parties.one(side[0]));
        var ultimate = name(parties.one(side[1]));
        var references = t.one("refs");
        lines.add(Told.line(
                "entry",
                (e.one("bookgDt").eitherDay().isEmpty()
                                ? fallback
                                : e.one("bookgDt").eitherDay())
                        + (e.one("valDt").eitherDay().isEmpty()
                                ? ""
                                : "/" + e.one("valDt").eitherDay()),
                (credit ? "" : "-") + plain(amount) + " " + currency,
                status + (undone ? " reversal" : ""),
                "ref "
                        + (part
                                ? first(references.text("acctSvcrRef"), e.text("acctSvcrRef"))
                                : first(e.text("acctSvcrRef"), references.text("acctSvcrRef"))),
                "e2e " + first(references.text("endToEndId")),
                "party " + (name.isEmpty() ? ultimate : name),
                "account " + account(parties.one(side[2])),
                "ultimate " + (name.isEmpty() ? "" : ultimate),
                "strd "
                        + (together ? all.stream() : Stream.of(t))
                                .flatMap(ProwideCamt::structured)
                                .collect(Collectors.joining(" & ")),
                "text "
                        + (together ? all.stream() : Stream.of(t))
                                .flatMap(ProwideCamt::texts)
                                .collect(Collectors.joining(" & ")),
                "more "
                        + Stream.of(e.text("addtlNtryInf"), t.text("addtlTxInf"))
                                .filter(x -> !x.isEmpty())
                                .collect(Collectors.joining(" & ")),
                "code " + code,
                flag,
                "running " + e.text("ntryRef"),
                "charges " + first(charges(t, currency), part ? "" : charges(e, currency)),
                "ordered " + ordered(t, e, amount, currency, part),
                "rate " + first(rate(t), part ? "" : rate(e)),
                returned
                        ? "returned " + t.one("rtrInf").one("rsn").choice() + " "
                                + t.one("rtrInf").texts("addtlInf")
                        : "",
                "ids "
                        + String.join(
                                "/",
                                first(references.text("instrId")),
                                first(references.text("txId")),
                                first(references.text("mndtId")),
                                first(references.text("uetr"))),
                part ? "part of " + plain(booking.number("value")) : ""));
    }

    private static String ordered(Bean t, Bean e, BigDecimal booked, String currency, boolean part) {
        var own = t.one("amt");
        return Stream.of(
                        ordered(t.one("amtDtls"), booked, currency),
                        own.isThere()
                                        && !own.text("ccy").equals(currency)
                                        && own.number("value").signum() > 0
                                ? amount(own) + " " + own.text("ccy")
                                : "",
                        part ? "" : ordered(e.one("amtDtls"), booked, currency))
                .filter(o -> !o.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String ordered(Bean details, BigDecimal booked, String currency) {
        var instructed = details.one("instdAmt").one("amt");
        if (instructed.isThere()) {
            return instructed.number("value").signum() == 0
                            || (instructed.text("ccy").equals(currency)
                                    && instructed.number("value").compareTo(booked) == 0)
                    ? ""
                    : amount(instructed) + " " + instructed.text("ccy");
        }
        return Stream.of("txAmt", "cntrValAmt")
                .map(k -> details.one(k).one("amt"))
                .filter(a -> a.isThere()
                        && !a.text("ccy").equals(currency)
                        && a.number("value").signum() > 0)
                .map(a -> amount(a) + " " + a.text("ccy"))
                .findFirst()
                .orElse("");
    }

    private static String rate(Bean of) {
        return Stream.of("instdAmt", "txAmt", "cntrValAmt", "anncdPstngAmt")
                .map(k -> of.one("amtDtls").one(k).one("ccyXchg").text("xchgRate"))
                .filter(r -> !r.isEmpty())
                .map(r -> new BigDecimal(r).stripTrailingZeros().toPlainString())
                .findFirst()
                .orElse("");
    }

    private static String charges(Bean of, String currency) {
        var all = of.all("chrgs");
        var records = Stream.concat(all.stream(), all.stream().flatMap(c -> c.all("rcrd").stream()))
                .filter(c -> c.has("amt") && c.one("amt").isThere())
                .toList();
        var amounts = records.stream()
                .map(r -> Map.entry(
                        r.one("amt").text("ccy"),
                        r.text("cdtDbtInd").equals("CRDT")
                                ? r.one("amt").number("value").negate()
                                : r.one("amt").number("value")))
                .toList();
        if (amounts.isEmpty()) {
            amounts = all.stream()
                    .map(c -> c.one("ttlChrgsAndTaxAmt"))
                    .filter(Bean::isThere)
                    .map(a -> Map.entry(a.text("ccy"), a.number("value")))
                    .reduce((_, last) -> last)
                    .stream()
                    .toList();
        }
        var own = amounts.stream().anyMatch(a -> a.getKey().equals(currency))
                ? currency
                : amounts.isEmpty() ? "" : amounts.getFirst().getKey();
        var sum = amounts.stream()
                .filter(a -> a.getKey().equals(own))
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.signum() == 0 ? "" : new org.kvit.base.Money(sum, own).toString();
    }

    private static Stream<String> structured(Bean t) {
        return t.one("rmtInf").all("strd").stream()
                .map(s -> s.one("cdtrRefInf").text("ref"))
                .filter(r -> !r.isEmpty());
    }

    private static Stream<String> texts(Bean t) {
        var structured = t.one("rmtInf").all("strd").stream()
                .flatMap(s -> Stream.concat(
                        s.all("rfrdDocInf").stream().map(d -> d.text("nb")),
                        s.all("addtlRmtInf").stream().map(Bean::toString)));
        return Stream.concat(t.one("rmtInf").all("ustrd").stream().map(Bean::toString), structured)
                .filter(x -> !x.isEmpty());
    }

    private static String name(Bean party) {
        return first(
                party.text("nm"),
                party.one("pty").text("nm"),
                party.one("agt").one("finInstnId").text("nm"));
    }

    private static String account(Bean account) {
        var id = account.one("id");
        var text = id.one("iban").isThere() ? id.text("iban") : id.one("othr").text("id");
        return text.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    }

    private static String code(Bean code) {
        var domain = code.one("domn");
        return domain.isThere()
                ? String.join(
                        "-",
                        domain.text("cd"),
                        domain.one("fmly").text("cd"),
                        domain.one("fmly").text("subFmlyCd"))
                : code.one("prtry").text("cd");
    }

    private static String first(String... texts) {
        return Arrays.stream(texts)
                .filter(t -> !NONE.contains(t.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT))
                        && !t.replaceAll("[^A-Za-z0-9]", "").matches("0*"))
                .findFirst()
                .orElse("");
    }

    private static String amount(Bean amount) {
        return plain(amount.number("value"));
    }

    private static String plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.setScale(Math.max(2, stripped.scale())).toPlainString();
    }

    /// A bean of the standard's dictionary, or a value, or nothing, which has nothing.
    private record Bean(@Nullable Object value) {
        static final Bean NOTHING = new Bean(null);

        boolean isThere() {
            return value != null;
        }

        boolean has(String name) {
            return value != null && field(value.getClass(), name) != null;
        }

        List<Bean> all(String name) {
            var found = value == null ? null : field(value.getClass(), name);
            try {
                var content = found == null ? null : found.get(value);
                return content instanceof List<?> list
                        ? list.stream().map(Bean::new).toList()
                        : content == null ? List.of() : List.of(new Bean(content));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(name, e);
            }
        }

        Bean one(String name) {
            return all(name).stream().findFirst().orElse(NOTHING);
        }

        String text(String name) {
            return one(name).toString();
        }

        String texts(String name) {
            return all(name).stream()
                    .map(Bean::toString)
                    .filter(t -> !t.isEmpty())
                    .collect(Collectors.joining(" & "));
        }

        BigDecimal number(String name) {
            return (BigDecimal) java.util.Objects.requireNonNull(one(name).value);
        }

        String day(String name) {
            return one(name).value instanceof OffsetDateTime time
                    ? time.toLocalDate().toString()
                    : text(name);
        }

        String eitherDay() {
            return text("dt").isEmpty() ? day("dtTm") : text("dt");
        }

        /// The text of the one of these that is there.
        String choice() {
            return Stream.of("cd", "prtry", "dt", "dtTm")
                    .map(this::text)
                    .filter(t -> !t.isEmpty())
                    .findFirst()
                    .orElse("");
        }

        @Override
        public String toString() {
            return value == null
                    ? ""
                    : value instanceof LocalDate date
                            ? date.toString()
                            : value.toString().strip();
        }

        private static @Nullable Field field(Class<?> type, String name) {
            return FIELDS.computeIfAbsent(type.getName() + "." + name, _ -> {
                        try {
                            var field = type.getDeclaredField(name);
                            field.setAccessible(true);
                            return Optional.of(field);
                        } catch (NoSuchFieldException e) {
                            return Optional.empty();
                        }
                    })
                    .orElse(null);
        }
    }
}
