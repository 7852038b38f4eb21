package org.kvit.bank;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One `TxDtls` of a camt entry, while it is read.
final class CamtTransaction {
    /// Sub-families of ISO 20022 bank transaction codes that give money back: payment return,
    /// cancellation, unpaid and
    /// reversed
    /// direct debit.
    private static final Set<String> RETURNS = Set.of("RRTN", "RPCR", "UPDD", "PRDD");

    private final XmlCursor xml;
    private final List<XmlCursor.Amount> amounts = new ArrayList<>();
    private final List<String> references = new ArrayList<>();
    private final List<String> free = new ArrayList<>();
    private final List<String> documents = new ArrayList<>();
    private final Party debtor = new Party();
    private final Party creditor = new Party();
    private Optional<Boolean> credit = Optional.empty();
    private boolean returned;
    private String bankReference = "";
    private String endToEndId = "";
    private String code = "";
    private String additional = "";

    CamtTransaction(XmlCursor xml) {
        this.xml = xml;
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
            case "Amt" -> amounts.addFirst(xml.amount());
            case "CdtDbtInd" -> credit = Optional.of(xml.credit());
            case "AmtDtls" -> xml.children(_ -> xml.children(this::amount));
            case "BkTxCd" -> code = code(xml);
            case "RltdPties" -> xml.children(this::party);
            case "RmtInf" -> xml.children(this::remittance);
            case "RtrInf" -> returned = true;
            case "AddtlTxInf" -> additional = xml.text();
            default -> {}
        }
    }

    private void reference(String name) {
        switch (name) {
            case "AcctSvcrRef" -> bankReference = xml.text();
            case "EndToEndId" -> {
                var given = xml.text();
                endToEndId = EntryIdentities.isPlaceholder(given) ? "" : given;
            }
            default -> {}
        }
    }

    private void amount(String name) {
        if (name.equals("Amt")) {
            amounts.add(xml.amount());
        }
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

    /// The transaction's amount in the entry's currency: its own, else the transaction or instructed
    /// amount among the
    /// details.
    Optional<BigDecimal> amountIn(String currency) {
        return amounts.stream()
                .filter(a -> a.currency().equals(currency))
                .map(XmlCursor.Amount::value)
                .findFirst();
    }

    boolean credit(boolean entrys) {
        return credit.orElse(entrys);
    }

    /// @param entryCode the entry's transaction code, for where the transaction has none
    boolean returned(String entryCode) {
        var known = code.isEmpty() ? entryCode : code;
        return returned || RETURNS.contains(known.substring(known.lastIndexOf('-') + 1));
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

    Entry.Details details(String runningReference) {
        return new Entry.Details(
                runningReference,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Entry.PaymentIds.NONE);
    }

    private static void add(List<String> texts, String text) {
        if (!text.isEmpty()) {
            texts.add(text);
        }
    }
}
