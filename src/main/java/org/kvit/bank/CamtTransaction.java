package org.kvit.bank;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kvit.base.Money;

/// One `TxDtls` of a camt entry, while it is read.
final class CamtTransaction {
    /// Sub-families of ISO 20022 bank transaction codes that give money back: payment return, cancellation, unpaid,
    /// reversed and cancelled direct debit, unpaid and reversed cheque, unpaid card payment.
    private static final Set<String> RETURNS = Set.of("RRTN", "RPCR", "UPDD", "PRDD", "RCDD", "UPCQ", "CQRV", "UPCT");

    private final XmlCursor xml;
    private final CamtAmounts amounts;
    private final CamtCharges charges;
    private final List<String> references = new ArrayList<>();
    private final List<String> free = new ArrayList<>();
    private final List<String> documents = new ArrayList<>();
    private final Party debtor = new Party();
    private final Party creditor = new Party();
    private Optional<Boolean> credit = Optional.empty();
    private Optional<XmlCursor.Amount> amount = Optional.empty();
    private Optional<Entry.Return> returned = Optional.empty();
    private String bankReference = "";
    private String endToEndId = "";
    private String instruction = "";
    private String transaction = "";
    private String mandate = "";
    private String uetr = "";
    private String code = "";
    private String additional = "";

    CamtTransaction(XmlCursor xml) {
        this.xml = xml;
        this.amounts = new CamtAmounts(xml);
        this.charges = new CamtCharges(xml);
    }

    /// One side of a payment. @param ultimate on whose behalf, if that is another
    record Counterparty(String name, String account, String ultimate) {}

    private static final class Party {
        private String name = "";
        private String account = "";
        private String ultimate = "";
    }

    CamtTransaction read() {
        xml.children(this::child);
        return this;
    }

    /// All texts of transactions that couldn't be told apart, so that a person sees them.
    static CamtTransaction together(XmlCursor xml, List<CamtTransaction> parts, int most) {
        var all = new CamtTransaction(xml);
        int length = 0;
        for (var part : parts) {
            length += part.free.stream().mapToInt(String::length).sum() + 40;
            if (length > most) {
                break;
            }
            all.references.addAll(part.references);
            all.free.addAll(part.remittance());
        }
        return all;
    }

    private void child(String name) {
        switch (name) {
            case "Refs" -> xml.children(this::reference);
            case "Amt" -> amount = Optional.of(xml.amount());
            case "CdtDbtInd" -> credit = Optional.of(xml.credit());
            case "AmtDtls" -> amounts.read();
            case "Chrgs" -> charges.read();
            case "BkTxCd" -> code = code(xml);
            case "RltdPties" -> xml.children(this::party);
            case "RmtInf" -> xml.children(this::remittance);
            case "RtrInf" -> returned = Optional.of(new CamtReturn(xml).read());
            case "AddtlTxInf" -> additional = xml.text();
            default -> {}
        }
    }

    private void reference(String name) {
        switch (name) {
            case "AcctSvcrRef" -> bankReference = xml.text();
            case "EndToEndId" -> endToEndId = given();
            case "InstrId" -> instruction = given();
            case "TxId" -> transaction = given();
            case "MndtId" -> mandate = given();
            case "UETR" -> uetr = given();
            default -> {}
        }
    }

    /// The text of a reference, unless it only says that there is none.
    private String given() {
        var text = xml.text();
        return EntryIdentities.isPlaceholder(text) ? "" : text;
    }

    private void party(String name) {
        switch (name) {
            case "Dbtr" -> debtor.name = partyName();
            case "UltmtDbtr" -> debtor.ultimate = partyName();
            case "DbtrAcct" -> debtor.account = partyAccount();
            case "Cdtr" -> creditor.name = partyName();
            case "UltmtCdtr" -> creditor.ultimate = partyName();
            case "CdtrAcct" -> creditor.account = partyAccount();
            default -> {}
        }
    }

    /// `Nm` up to version 7, `Pty/Nm` from version 8, `Agt/FinInstnId/Nm` where the party is a bank.
    private String partyName() {
        var found = new String[] {""};
        xml.children(name -> {
            switch (name) {
                case "Nm" -> found[0] = xml.text();
                case "Pty", "Agt", "FinInstnId" -> {
                    var inner = partyName();
                    found[0] = found[0].isEmpty() ? inner : found[0];
                }
                default -> {}
            }
        });
        return found[0];
    }

    private String partyAccount() {
        var found = new String[] {""};
        xml.children(name -> {
            if (name.equals("Id")) {
                found[0] = CamtReader.accountId(xml);
            }
        });
        return found[0];
    }

    private void remittance(String name) {
        switch (name) {
            case "Ustrd" -> add(free, xml.text());
            case "Strd" -> xml.children(this::structured);
            default -> {}
        }
    }

    private void structured(String name) {
        switch (name) {
            case "CdtrRefInf" ->
                xml.children(child -> {
                    if (child.equals("Ref")) {
                        add(references, xml.text());
                    }
                });
            case "RfrdDocInf" ->
                xml.children(child -> {
                    if (child.equals("Nb")) {
                        add(documents, xml.text());
                    }
                });
            case "AddtlRmtInf" -> add(documents, xml.text());
            default -> {}
        }
    }

    /// `Domn/Cd-Fmly/Cd-SubFmlyCd`, else the bank's own code.
    static String code(XmlCursor xml) {
        var domain = new ArrayList<String>();
        var own = new ArrayList<String>();
        xml.children(kind -> {
            switch (kind) {
                case "Domn" ->
                    xml.children(name -> {
                        switch (name) {
                            case "Cd" -> domain.add(xml.text());
                            case "Fmly" -> xml.children(_ -> domain.add(xml.text()));
                            default -> {}
                        }
                    });
                case "Prtry" ->
                    xml.children(name -> {
                        if (name.equals("Cd")) {
                            own.add(xml.text());
                        }
                    });
                default -> {}
            }
        });
        return (domain.isEmpty() ? own : domain).stream().collect(Collectors.joining("-"));
    }

    /// The transaction's amount in the entry's currency: its own, else what the details say of it.
    Optional<BigDecimal> amountIn(String currency) {
        return amount.filter(a -> a.currency().equals(currency))
                .map(XmlCursor.Amount::value)
                .or(() -> amounts.in(currency));
    }

    boolean credit(boolean entrys) {
        return credit.orElse(entrys);
    }

    /// @param entryCode the entry's transaction code, for where the transaction has none
    boolean returned(String entryCode) {
        return returned.isPresent() || isReturn(code.isEmpty() ? entryCode : code);
    }

    /// @param code as [#code(XmlCursor)] reads it
    static boolean isReturn(String code) {
        return RETURNS.contains(code.substring(code.lastIndexOf('-') + 1));
    }

    /// Who stands on the other side: the debtor of a credit, the creditor of a debit. What is reversed
    /// or returned may
    /// keep
    /// the roles of the first payment; then the other side is whoever isn't us.
    Counterparty counterparty(boolean in, boolean undone, String ourAccount) {
        var other = in ? debtor : creditor;
        if (undone && (other.account.equals(ourAccount) || (other.account.isEmpty() && other.name.isEmpty()))) {
            other = in ? creditor : debtor;
        }
        return new Counterparty(
                other.name.isEmpty() ? other.ultimate : other.name,
                other.account,
                other.name.isEmpty() ? "" : other.ultimate);
    }

    List<String> references() {
        return references;
    }

    List<String> remittance() {
        var all = new ArrayList<>(free);
        all.addAll(documents);
        return all;
    }

    String bankReference() {
        return bankReference;
    }

    String endToEndId() {
        return endToEndId;
    }

    String code() {
        return code;
    }

    String additional() {
        return additional;
    }

    /// @param entrys what the entry itself says, where the transaction says nothing: only of a whole entry
    Entry.Details details(String runningReference, BigDecimal booked, String currency, Optional<Whole> entrys) {
        return new Entry.Details(
                runningReference,
                charges.sum(currency).or(() -> entrys.flatMap(e -> e.charges().sum(currency))),
                amounts.ordered(booked, currency)
                        .or(() -> inAnotherCurrency(currency))
                        .or(() -> entrys.flatMap(e -> e.amounts().ordered(booked, currency))),
                amounts.rate().or(() -> entrys.flatMap(e -> e.amounts().rate())),
                returned,
                new Entry.PaymentIds(instruction, transaction, mandate, uetr));
    }

    /// What an entry says of its one transaction. @param amounts its `AmtDtls` @param charges its `Chrgs`
    record Whole(CamtAmounts amounts, CamtCharges charges) {}

    /// A transaction's own amount in another currency than the account's.
    private Optional<Money> inAnotherCurrency(String currency) {
        return amount.filter(a -> !a.currency().equals(currency) && a.value().signum() > 0)
                .map(a -> new Money(a.value(), a.currency()));
    }

    private static void add(List<String> texts, String text) {
        if (!text.isEmpty()) {
            texts.add(text);
        }
    }
}
