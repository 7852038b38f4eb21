package org.kvit.bank;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One `Ntry` of a camt statement, while it is read. It becomes one [Entry], or one per transaction if
/// it is a batch
/// whose
/// transactions add up to it.
final class CamtEntry {
    private final XmlCursor xml;
    private final Limits limits;
    private final Statement statement;
    private final XmlCursor.Place place;
    private final List<CamtTransaction> transactions = new ArrayList<>();
    private final CamtAmounts amounts;
    private final CamtCharges charges;
    private long announced;
    private Optional<XmlCursor.Amount> amount = Optional.empty();
    private Optional<Boolean> credit = Optional.empty();
    private boolean reversal;
    private Optional<Entry.Status> status = Optional.empty();
    private Optional<LocalDate> bookedOn = Optional.empty();
    private Optional<LocalDate> valueOn = Optional.empty();
    private String bankReference = "";
    private String runningReference = "";
    private String code = "";
    private String additional = "";

    CamtEntry(XmlCursor xml, Limits limits, Statement statement) {
        this.xml = xml;
        this.limits = limits;
        this.statement = statement;
        this.place = xml.place();
        this.amounts = new CamtAmounts(xml);
        this.charges = new CamtCharges(xml);
    }

    List<Entry> read() {
        xml.children(this::child);
        if (transactions.isEmpty()) {
            return List.of(whole(new CamtTransaction(xml), announced > 1 ? Entry.BATCH_WITHOUT_DETAILS : ""));
        }
        if (transactions.size() == 1 && announced <= 1) {
            return List.of(whole(transactions.getFirst(), ""));
        }
        return addsUp()
                ? parts()
                : List.of(whole(CamtTransaction.together(xml, transactions, limits.text()), Entry.BATCH_MISMATCH));
    }

    private List<Entry> parts() {
        var parts = new ArrayList<Entry>(transactions.size());
        boolean undone = reversal || CamtTransaction.isReturn(code);
        for (var transaction : transactions) {
            var batch = new Entry.Batch(stated().value(), isCredit(), undone, parts.size() + 1, "");
            parts.add(entry(
                    transaction,
                    transaction.amountIn(stated().currency()).orElseThrow(),
                    transaction.credit(isCredit()),
                    Optional.of(batch),
                    ""));
        }
        var details = EntryIdentities.details(parts);
        return parts.stream().map(part -> part.ofBatch(details)).toList();
    }

    private void child(String name) {
        switch (name) {
            case "NtryRef" -> runningReference = xml.text();
            case "Amt" -> amount = once(amount, name, xml.amount());
            case "CdtDbtInd" -> credit = once(credit, name, xml.credit());
            case "RvslInd" -> reversal = xml.yes();
            case "Sts" -> status = once(status, name, status());
            case "BookgDt" -> xml.children(_ -> bookedOn = once(bookedOn, name, xml.date()));
            case "ValDt" -> xml.children(_ -> valueOn = once(valueOn, name, xml.date()));
            case "AcctSvcrRef" -> bankReference = xml.text();
            case "BkTxCd" -> code = CamtTransaction.code(xml);
            case "NtryDtls" -> xml.children(this::detail);
            case "AmtDtls" -> amounts.read();
            case "Chrgs" -> charges.read();
            case "AddtlNtryInf" -> additional = xml.text();
            default -> {}
        }
    }

    /// What decides of money stands once, or nobody can say which of the two is meant.
    private <T> Optional<T> once(Optional<T> before, String name, T read) {
        if (before.isPresent()) {
            throw place.refuse("bank.bad.twice", name);
        }
        return Optional.of(read);
    }

    private void detail(String name) {
        if (name.equals("TxDtls")) {
            if (transactions.size() == limits.batch()) {
                throw place.refuse("bank.bad.batch", limits.batch());
            }
            transactions.add(new CamtTransaction(xml).read());
        } else if (name.equals("Btch")) {
            xml.children(part -> {
                if (part.equals("NbOfTxs")) {
                    announced += xml.count();
                }
            });
        }
    }

    /// `<Sts>BOOK</Sts>` up to version 7, `<Sts><Cd>BOOK</Cd></Sts>` from version 8; a code we don't know books
    /// nothing.
    private Entry.Status status() {
        var code = xml.codeOrText();
        if (code.isEmpty()) {
            throw place.refuse("bank.bad.missing", "Sts");
        }
        return switch (code) {
            case "BOOK" -> Entry.Status.BOOK;
            case "PDNG" -> Entry.Status.PDNG;
            case "FUTR" -> Entry.Status.FUTR;
            default -> Entry.Status.INFO;
        };
    }

    private boolean addsUp() {
        var sum = BigDecimal.ZERO;
        for (var transaction : transactions) {
            var part = transaction.amountIn(stated().currency());
            if (part.isEmpty()) {
                return false;
            }
            sum = transaction.credit(isCredit()) ? sum.add(part.get()) : sum.subtract(part.get());
        }
        return sum.compareTo(isCredit() ? stated().value() : stated().value().negate()) == 0;
    }

    private Entry whole(CamtTransaction transaction, String flag) {
        return entry(transaction, stated().value(), isCredit(), Optional.empty(), flag);
    }

    private Entry entry(
            CamtTransaction detail, BigDecimal value, boolean in, Optional<Entry.Batch> batch, String flag) {
        boolean undone = reversal || detail.returned(code);
        var other = detail.counterparty(in, undone, statement.account());
        return new Entry(
                place.line(),
                statement.account(),
                booked(),
                valueOn,
                value,
                stated().currency(),
                in,
                undone,
                status.orElseThrow(() -> place.refuse("bank.bad.missing", "Sts")),
                batch.isPresent()
                        ? first(detail.bankReference(), bankReference)
                        : first(bankReference, detail.bankReference()),
                batch.isPresent()
                        ? first(bankReference, runningReference)
                        : first(bankReference, detail.bankReference(), runningReference),
                detail.endToEndId(),
                other.name(),
                other.account(),
                other.ultimate(),
                detail.references(),
                detail.remittance(),
                String.join("\n", List.of(additional, detail.additional())).strip(),
                detail.code().isEmpty() ? code : detail.code(),
                batch,
                flag,
                detail.details(
                        runningReference,
                        value,
                        stated().currency(),
                        batch.isPresent()
                                ? Optional.empty()
                                : Optional.of(new CamtTransaction.Whole(amounts, charges))));
    }

    private LocalDate booked() {
        return bookedOn.or(() -> valueOn)
                .or(statement::to)
                .or(statement::createdOn)
                .orElseThrow(() -> place.refuse("bank.bad.missing", "BookgDt"));
    }

    private XmlCursor.Amount stated() {
        return amount.orElseThrow(() -> place.refuse("bank.bad.missing", "Amt"));
    }

    private boolean isCredit() {
        return credit.orElseThrow(() -> place.refuse("bank.bad.missing", "CdtDbtInd"));
    }

    private static String first(String... references) {
        for (var reference : references) {
            if (!EntryIdentities.isPlaceholder(reference)) {
                return reference;
            }
        }
        return "";
    }
}
