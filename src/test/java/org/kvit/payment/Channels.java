package org.kvit.payment;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/// What happened on an account, and how a bank tells of it: in statements, intraday reports and notifications of
/// several versions, with references in all of them, in some or in none, lines cut otherwise, batches with their
/// transactions or without.
final class Channels {
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 16);
    private static final List<Integer> MESSAGES = List.of(53, 52, 54);

    /// One booking. @param copies equal ones that nothing tells apart, all in one statement
    /// @param referenced in which messages it has its reference
    /// @param detailed in which messages its transactions come, if it has several
    record Booking(
            int number,
            LocalDate day,
            boolean credit,
            boolean reversal,
            String endToEnd,
            List<Integer> cents,
            int copies,
            List<Integer> referenced,
            List<Integer> detailed) {
        int total() {
            return cents.stream().mapToInt(Integer::intValue).sum();
        }
    }

    record Statement(int message, int version, List<Booking> bookings) {}

    private final Random random;
    final List<Booking> bookings = new ArrayList<>();

    Channels(long seed) {
        random = new Random(seed);
        for (int i = 0; i < 12; i++) {
            bookings.add(booking(i));
        }
        for (var payment : List.copyOf(bookings)) {
            if (payment.credit && payment.copies == 1 && payment.cents.size() == 1 && random.nextInt(4) == 0) {
                bookings.add(new Booking(
                        bookings.size(),
                        payment.day.plusDays(1),
                        false,
                        true,
                        payment.endToEnd,
                        payment.cents,
                        1,
                        some(),
                        List.of()));
            }
        }
    }

    private Booking booking(int number) {
        boolean batch = random.nextInt(4) == 0;
        int copies = batch || random.nextInt(4) > 0 ? 1 : random.nextInt(2, 4);
        var cents = new ArrayList<Integer>();
        for (int i = batch ? random.nextInt(2, 4) : 1; i > 0; i--) {
            cents.add(random.nextInt(1, 4) * 1000 + (batch ? 0 : number));
        }
        return new Booking(
                number,
                FIRST.plusDays(random.nextInt(3)),
                batch || random.nextInt(5) > 0,
                false,
                copies > 1 || random.nextBoolean() ? "" : "E2E-" + number,
                cents,
                copies,
                // What nothing tells apart has no reference; two batches of one day and sum might be one another's.
                copies > 1 ? List.of() : batch ? MESSAGES : some(),
                batch ? some() : List.of());
    }

    /// In any number of them, or in none.
    private List<Integer> some() {
        return MESSAGES.stream().filter(_ -> random.nextBoolean()).toList();
    }

    /// A file of one or two statements that tell of any of it.
    List<Statement> file() {
        var statements = new ArrayList<Statement>();
        for (int i = random.nextInt(4) == 0 ? 2 : 1; i > 0; i--) {
            var told = bookings.stream()
                    .filter(_ -> random.nextInt(3) > 0)
                    .collect(Collectors.toCollection(ArrayList::new));
            statements.add(new Statement(MESSAGES.get(random.nextInt(3)), random.nextBoolean() ? 2 : 8, told));
        }
        return statements;
    }

    /// All that these files tell, as one statement would.
    static Statement union(List<List<Statement>> files) {
        var told = files.stream().flatMap(List::stream).toList();
        var all = told.stream().flatMap(s -> s.bookings.stream()).distinct().map(b -> {
            boolean detailed = told.stream().anyMatch(s -> s.bookings.contains(b) && b.detailed.contains(s.message));
            return new Booking(
                    b.number,
                    b.day,
                    b.credit,
                    b.reversal,
                    b.endToEnd,
                    b.cents,
                    b.copies,
                    b.referenced.isEmpty() ? List.of() : List.of(53),
                    detailed ? List.of(53) : List.of());
        });
        return new Statement(53, 8, all.toList());
    }

    static byte[] bytes(List<Statement> file) {
        var first = file.getFirst();
        var root = first.message == 53
                ? "BkToCstmrStmt"
                : first.message == 52 ? "BkToCstmrAcctRpt" : "BkToCstmrDbtCdtNtfctn";
        // A file is one message: its later statements take the first's form.
        var all = file.stream()
                .map(s -> statement(new Statement(first.message, first.version, s.bookings)))
                .collect(Collectors.joining("\n"));
        return ("<Document><" + root + ">" + all + "</" + root + "></Document>").getBytes(StandardCharsets.UTF_8);
    }

    private static String statement(Statement s) {
        var name = s.message == 53 ? "Stmt" : s.message == 52 ? "Rpt" : "Ntfctn";
        return "<" + name + "><Id>S</Id><CreDtTm>2026-11-23T18:00:00</CreDtTm><Acct><Id><IBAN>" + Camt.ACCOUNT
                + "</IBAN></Id><Ccy>EUR</Ccy></Acct>"
                + s.bookings.stream()
                        .map(b -> entry(b, s.message, s.version).repeat(b.copies))
                        .collect(Collectors.joining("\n"))
                + "</" + name + ">";
    }

    private static String entry(Booking b, int message, int version) {
        var reference =
                b.referenced.contains(message) ? "<AcctSvcrRef>20261116%05d</AcctSvcrRef>".formatted(b.number) : "";
        var status = version == 2 ? "<Sts>BOOK</Sts>" : "<Sts><Cd>BOOK</Cd></Sts>";
        var details = b.cents.size() == 1
                ? transaction(b, 0, message, version)
                : b.detailed.contains(message)
                        ? java.util.stream.IntStream.range(0, b.cents.size())
                                .mapToObj(i -> transaction(b, i, message, version))
                                .collect(Collectors.joining())
                        : "<Btch><NbOfTxs>" + b.cents.size() + "</NbOfTxs></Btch>";
        return "<Ntry>" + amount(b.total()) + sign(b) + (b.reversal ? "<RvslInd>true</RvslInd>" : "") + status
                + "<BookgDt><Dt>" + b.day + "</Dt></BookgDt><ValDt><Dt>" + b.day + "</Dt></ValDt>" + reference
                + "<NtryDtls>" + details + "</NtryDtls></Ntry>";
    }

    private static String transaction(Booking b, int part, int message, int version) {
        var text = b.reversal
                ? "returned"
                : "Rekins RK-2026-%05d par pakalpojumiem %d".formatted(b.number * 10 + part, b.number);
        // Each channel cuts the lines elsewhere.
        int cut = 3 + message % 7;
        var lines = "<Ustrd>" + text.substring(0, cut) + "</Ustrd><Ustrd>" + text.substring(cut) + "</Ustrd>";
        var name = "Payer " + b.number + "-" + part;
        var role = b.credit || b.reversal ? "Dbtr" : "Cdtr";
        var party = version == 2 ? "<Nm>" + name + "</Nm>" : "<Pty><Nm>" + name + "</Nm></Pty>";
        return "<TxDtls><Refs><EndToEndId>" + (b.endToEnd.isEmpty() ? "NOTPROVIDED" : b.endToEnd)
                + "</EndToEndId></Refs>"
                + (version == 2
                        ? "<AmtDtls><TxAmt>" + amount(b.cents.get(part)) + "</TxAmt></AmtDtls>"
                        : amount(b.cents.get(part)) + sign(b))
                + "<RltdPties><" + role + ">" + party + "</" + role + "></RltdPties><RmtInf>"
                + (message == 53 ? lines : "<Ustrd>" + text + "</Ustrd>")
                + "</RmtInf></TxDtls>";
    }

    private static String sign(Booking b) {
        return "<CdtDbtInd>" + (b.credit ? "CRDT" : "DBIT") + "</CdtDbtInd>";
    }

    private static String amount(int cents) {
        return "<Amt Ccy=\"EUR\">%d.%02d</Amt>".formatted(cents / 100, cents % 100);
    }
}
