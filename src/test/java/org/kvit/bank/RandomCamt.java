package org.kvit.bank;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Writes camt files of any message and version with whatever a bank may say in them, by chance: elements stand where
/// the schema of the version has them. The same seed writes the same file.
final class RandomCamt {
    private static final List<String> CURRENCIES = List.of("EUR", "EUR", "EUR", "USD", "CZK", "JPY", "KWD");
    private static final List<String> WORDS = List.of(
            "Rēķins",
            "RK-2026-00123",
            "Faktúra č.",
            "arve",
            "&amp; Co",
            "<![CDATA[a < b]]>",
            "  two  blanks ",
            "VS:123",
            "õäöü",
            "&#x20AC;");
    private static final List<String> CODES = List.of("ESCT", "RRTN", "UPDD", "DMCT");

    private final String message;
    private final int version;
    private final Random random;

    private RandomCamt(String message, int version, long seed) {
        this.message = message;
        this.version = version;
        this.random = new Random(seed);
    }

    /// @param message 52, 53 or 54 @param version 2 to 13
    static String file(int message, int version, long seed) {
        return new RandomCamt("0" + message, version, seed).document();
    }

    private String document() {
        var root = message.equals("053")
                ? "BkToCstmrStmt"
                : message.equals("052") ? "BkToCstmrAcctRpt" : "BkToCstmrDbtCdtNtfctn";
        var header = in("GrpHdr", in("MsgId", word()) + in("CreDtTm", "2026-11-23T18:00:00"));
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.%s.001.%02d\">"
                        .formatted(message, version)
                + in(root, header + times(1, 2, this::statement)) + "</Document>";
    }

    private String statement() {
        var name = message.equals("053") ? "Stmt" : message.equals("052") ? "Rpt" : "Ntfctn";
        var currency = one(CURRENCIES);
        return "\n"
                + in(
                        name,
                        in("Id", "S" + random.nextInt(1000))
                                + maybe(() -> in("ElctrncSeqNb", "" + random.nextInt(1, 400)))
                                + maybe(() -> in("LglSeqNb", "" + random.nextInt(1, 400)))
                                + in("CreDtTm", "2026-11-23T18:00:00")
                                + maybe(() -> in(
                                        "FrToDt",
                                        in("FrDtTm", "2026-11-01T00:00:00") + in("ToDtTm", "2026-11-23T00:00:00")))
                                + in("Acct", in("Id", account()) + maybe(() -> in("Ccy", currency)))
                                + (message.equals("054") ? "" : times(0, 3, () -> balance(currency)))
                                + times(0, 6, () -> entry(currency)));
    }

    private String balance(String currency) {
        var code = one(List.of("OPBD", "CLBD", "PRCD", "CLAV", "ITBD", "FWAV", "OPAV", "ITAV"));
        return in(
                "Bal",
                in("Tp", in("CdOrPrtry", in("Cd", code)) + maybe(() -> in("SubTp", in("Cd", "INTM"))))
                        + maybe(() -> in("CdtLine", in("Incl", "false") + amount("Amt", money(currency), currency)))
                        + amount("Amt", money(currency), currency)
                        + in("CdtDbtInd", sign())
                        + in("Dt", day()));
    }

    private String entry(String currency) {
        var total = money(currency);
        var sign = sign();
        int transactions = random.nextInt(5) == 0 ? 0 : random.nextInt(3) > 0 ? 1 : random.nextInt(2, 5);
        var parts = split(total, transactions);
        boolean broken = transactions > 1 && random.nextInt(4) == 0;
        return "\n"
                + in(
                        "Ntry",
                        maybe(() -> in("NtryRef", one(List.of("1", "17", "NTRY-000017"))))
                                + amount("Amt", broken ? total.add(BigDecimal.ONE) : total, currency)
                                + in("CdtDbtInd", sign)
                                + maybe(() -> in("RvslInd", one(List.of("true", "false"))))
                                + status()
                                + in("BookgDt", day())
                                + maybe(() -> in("ValDt", day()))
                                + maybe(() -> in("AcctSvcrRef", reference()))
                                + in("BkTxCd", code())
                                + maybe(() -> in("AmtDtls", amounts(total, currency, false)))
                                + maybe(() -> charges(currency))
                                + details(parts, currency, sign)
                                + maybe(() -> in("AddtlNtryInf", words())));
    }

    private String status() {
        var status = one(List.of("BOOK", "BOOK", "BOOK", "PDNG", "INFO"));
        return version <= 6 ? in("Sts", status) : in("Sts", in("Cd", status));
    }

    private String details(List<BigDecimal> parts, String currency, String sign) {
        var all = new StringBuilder();
        if (parts.isEmpty()) {
            return maybe(() -> in("NtryDtls", in("Btch", in("NbOfTxs", "" + random.nextInt(1, 4)))));
        }
        int cut = random.nextInt(parts.size());
        for (var some : List.of(parts.subList(0, cut), parts.subList(cut, parts.size()))) {
            if (!some.isEmpty()) {
                var batch = maybe(() -> in("Btch", maybe(() -> in("MsgId", word())) + in("NbOfTxs", "" + some.size())));
                all.append(in(
                        "NtryDtls",
                        batch
                                + String.join(
                                        "",
                                        some.stream()
                                                .map(a -> transaction(a, currency, sign))
                                                .toList())));
            }
        }
        return all.toString();
    }

    private String transaction(BigDecimal amount, String currency, String sign) {
        boolean own = version >= 3 && random.nextInt(4) > 0;
        return in(
                "TxDtls",
                maybe(() -> in("Refs", references()))
                        + (own ? amount("Amt", amount, currency) + in("CdtDbtInd", sign) : "")
                        + (own
                                ? maybe(() -> in("AmtDtls", amounts(amount, currency, true)))
                                : in("AmtDtls", amounts(amount, currency, true)))
                        + maybe(() -> in("BkTxCd", code()))
                        + maybe(() -> charges(currency))
                        + maybe(() -> in("RltdPties", parties()))
                        + maybe(() -> in("RltdRmtInf", in("RmtId", word())))
                        + maybe(() ->
                                in("RmtInf", times(0, 3, () -> in("Ustrd", words())) + times(0, 2, this::structured)))
                        + (random.nextInt(6) == 0 ? in("RtrInf", returned()) : "")
                        + maybe(() -> in("AddtlTxInf", words()))
                        + (version >= 3
                                ? maybe(() ->
                                        in("SplmtryData", in("Envlp", "<x:own xmlns:x=\"urn:x\"><x:Ntry/></x:own>")))
                                : ""));
    }

    private String references() {
        return maybe(() -> in("MsgId", word()))
                + maybe(() -> in("AcctSvcrRef", reference()))
                + maybe(() -> in("InstrId", reference()))
                + maybe(() -> in("EndToEndId", one(List.of("NOTPROVIDED", "/VS123/SS/KS0308", "E2E-1", word()))))
                + (version >= 8 ? maybe(() -> in("UETR", "8a562c67-ca16-48ba-b074-65581be6f001")) : "")
                + maybe(() -> in("TxId", reference()))
                + maybe(() -> in("MndtId", "M-" + random.nextInt(9)));
    }

    /// What moved is the transaction's amount; what was ordered may be another.
    private String amounts(BigDecimal moved, String currency, boolean whole) {
        var foreign = currency.equals("USD") ? "EUR" : "USD";
        var exchange =
                in("SrcCcy", foreign) + in("TrgtCcy", currency) + in("XchgRate", "0." + random.nextInt(1, 99999));
        boolean converted = random.nextBoolean();
        var instructed = in(
                "InstdAmt",
                converted
                        ? amount("Amt", money(foreign), foreign) + maybe(() -> in("CcyXchg", exchange))
                        : amount("Amt", moved, currency));
        var transacted = in("TxAmt", amount("Amt", moved, currency) + maybe(() -> in("CcyXchg", exchange)));
        return (whole ? maybe(() -> instructed) + transacted : instructed)
                + maybe(() -> in("CntrValAmt", amount("Amt", money(foreign), foreign) + in("CcyXchg", exchange)));
    }

    private String charges(String currency) {
        Supplier<String> one = () -> amount("Amt", money(currency).min(new BigDecimal("3")), currency)
                + maybe(() -> in("CdtDbtInd", sign()));
        var total = amount("TtlChrgsAndTaxAmt", money(currency), currency);
        if (version == 2) {
            return times(1, 2, () -> in("Chrgs", one.get()));
        }
        return version == 3
                ? times(1, 2, () -> in("Chrgs", maybe(() -> total) + times(0, 2, () -> in("Rcrd", one.get()))))
                : in("Chrgs", maybe(() -> total) + times(0, 3, () -> in("Rcrd", one.get())));
    }

    private String parties() {
        return maybe(() -> party("Dbtr"))
                + maybe(() -> in("DbtrAcct", in("Id", account())))
                + maybe(() -> party("UltmtDbtr"))
                + maybe(() -> party("Cdtr"))
                + maybe(() -> in("CdtrAcct", in("Id", account())))
                + maybe(() -> party("UltmtCdtr"));
    }

    /// A party's name; from version 7 a choice of a party and a bank.
    private String party(String role) {
        var name = in("Nm", words());
        if (version <= 6) {
            return in(role, name);
        }
        return in(role, random.nextInt(5) == 0 ? in("Agt", in("FinInstnId", name)) : in("Pty", name));
    }

    private String structured() {
        var type = in("Tp", in("CdOrPrtry", in("Cd", "SCOR")));
        return in(
                "Strd",
                maybe(() -> in("RfrdDocInf", in("Tp", in("CdOrPrtry", in("Cd", "CINV"))) + in("Nb", word())))
                        + maybe(() -> in("CdtrRefInf", maybe(() -> type) + in("Ref", "RF" + random.nextInt(99))))
                        + maybe(() -> in("Invcr", in("Nm", word())))
                        + times(0, 2, () -> in("AddtlRmtInf", words())));
    }

    private String returned() {
        return maybe(() -> in("OrgnlBkTxCd", code()))
                + maybe(() -> in("Rsn", random.nextBoolean() ? in("Cd", "AC04") : in("Prtry", "own 17")))
                + times(0, 2, () -> in("AddtlInf", words()));
    }

    private String code() {
        var own = in("Prtry", in("Cd", "NTRF") + maybe(() -> in("Issr", "BANK")));
        var family = in("Fmly", in("Cd", "RCDT") + in("SubFmlyCd", one(CODES)));
        return random.nextInt(3) == 0 ? own : in("Domn", in("Cd", "PMNT") + family) + maybe(() -> own);
    }

    private String account() {
        return random.nextBoolean()
                ? in("IBAN", one(List.of("LV80BANK0000435195001", "EE382200221020145685", "CZ6508000000192000145399")))
                : in("Othr", in("Id", one(List.of("19-2000145399/0800", "KONTO 17"))));
    }

    private String day() {
        var date = LocalDate.of(2026, 11, 1).plusDays(random.nextInt(23));
        return random.nextBoolean()
                ? in("Dt", date.toString())
                : in("DtTm", date + one(List.of("T23:30:00", "T00:30:00+02:00", "T12:00:00Z")));
    }

    private BigDecimal money(String currency) {
        int decimals = currency.equals("JPY") ? 0 : currency.equals("KWD") ? 3 : random.nextInt(10) == 0 ? 5 : 2;
        return BigDecimal.valueOf(random.nextInt(1, 900_000_000), decimals);
    }

    private List<BigDecimal> split(BigDecimal total, int parts) {
        var all = new ArrayList<BigDecimal>();
        var left = total;
        for (int i = 1; i < parts; i++) {
            var part = left.divide(new BigDecimal(2), total.scale(), RoundingMode.DOWN);
            all.add(part);
            left = left.subtract(part);
        }
        if (parts > 0) {
            all.add(left);
        }
        return all;
    }

    private String reference() {
        return one(List.of(
                "NOTPROVIDED", "1", "2026112300" + random.nextInt(10, 99), "REF/" + random.nextInt(100_000, 999_999)));
    }

    private String sign() {
        return random.nextInt(3) == 0 ? "DBIT" : "CRDT";
    }

    private String words() {
        return times(1, 4, this::word);
    }

    private String word() {
        return one(WORDS) + random.nextInt(100);
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String maybe(Supplier<String> text) {
        return random.nextBoolean() ? text.get() : "";
    }

    private String times(int least, int most, Supplier<String> text) {
        var all = new StringBuilder();
        for (int i = random.nextInt(least, most + 1); i > 0; i--) {
            all.append(text.get());
        }
        return all.toString();
    }

    private static String amount(String name, BigDecimal amount, String currency) {
        return "<" + name + " Ccy=\"" + currency + "\">" + amount.toPlainString() + "</" + name + ">";
    }

    private static String in(String name, String content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }
}
