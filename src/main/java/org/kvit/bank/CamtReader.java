package org.kvit.bank;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Refusal;

/// Reads ISO 20022 camt.052, 053 and 054 of any version as a stream. Elements are known by their local
/// names, so that
/// one
/// reader serves all versions: what moved between them (`Dbtr/Nm` and `Dbtr/Pty/Nm`, `Sts` and `Sts/Cd`)
/// is looked for
/// in both
/// places.
public final class CamtReader {
    private static final Map<String, String> MESSAGES =
            Map.of("BkToCstmrStmt", "camt.053", "BkToCstmrAcctRpt", "camt.052", "BkToCstmrDbtCdtNtfctn", "camt.054");
    /// Some banks put the document into an envelope; it is not looked for any deeper than this.
    private static final int ENVELOPES = 4;

    private final XmlCursor xml;
    private final Limits limits;
    private final StatementSink sink;
    private int entries;
    private boolean found;
    /// `GrpHdr/CreDtTm`: of all statements that don't say themselves when they were made.
    private Optional<LocalDate> messageCreatedOn = Optional.empty();

    private CamtReader(XmlCursor xml, Limits limits, StatementSink sink) {
        this.xml = xml;
        this.limits = limits;
        this.sink = sink;
    }

    /// @param in one XML file; it is left open
    /// @throws Refusal if it is no well-formed camt file or beyond the limits, naming the line and the element
    public static void read(InputStream in, Limits limits, StatementSink sink) {
        read(new BoundedInput(in, limits), limits, sink);
    }

    static void read(BoundedInput in, Limits limits, StatementSink sink) {
        try (var xml = new XmlCursor(in, limits)) {
            var reader = new CamtReader(xml, limits, sink);
            xml.root(reader::seek);
            if (!reader.found) {
                throw Refusal.of(Refusal.Kind.INVALID, "bank.bad.notStatement");
            }
        }
    }

    private void seek(String name) {
        var message = MESSAGES.get(name);
        if (message != null) {
            found = true;
            xml.children(child -> {
                switch (child) {
                    case "GrpHdr" -> xml.children(this::header);
                    case "Stmt", "Rpt", "Ntfctn" -> new OneStatement(message).read();
                    default -> {}
                }
            });
        } else if (xml.depth() < ENVELOPES) {
            xml.children(this::seek);
        }
    }

    private void header(String name) {
        if (name.equals("CreDtTm")) {
            messageCreatedOn = Optional.of(xml.date());
        }
    }

    /// One `Stmt`, `Rpt` or `Ntfctn`, while it is read.
    private final class OneStatement {
        private final String message;
        private final XmlCursor.Place place = xml.place();
        private final List<Balance> balances = new ArrayList<>();
        private String id = "";
        private String electronicSequence = "";
        private String legalSequence = "";
        private String account = "";
        private String currency = "";
        private Optional<LocalDate> createdOn = messageCreatedOn;
        private Optional<LocalDate> from = Optional.empty();
        private Optional<LocalDate> to = Optional.empty();
        private boolean opened;

        OneStatement(String message) {
            this.message = message;
        }

        void read() {
            xml.children(this::child);
            open();
            sink.closed(statement());
        }

        private void child(String name) {
            switch (name) {
                case "Id" -> id = xml.text();
                case "ElctrncSeqNb" -> electronicSequence = xml.text();
                case "LglSeqNb" -> legalSequence = xml.text();
                case "CreDtTm" -> createdOn = Optional.of(xml.date());
                case "FrToDt" -> xml.children(this::period);
                case "Acct" -> xml.children(this::account);
                case "Bal" -> balances.add(new CamtBalance(xml).read());
                case "Ntry" -> entry();
                default -> {}
            }
        }

        private void entry() {
            open();
            for (var entry : new CamtEntry(xml, limits, statement()).read()) {
                if (++entries > limits.entries()) {
                    throw xml.place().refuse("bank.bad.entries", limits.entries());
                }
                sink.entry(entry);
            }
        }

        private void open() {
            if (opened) {
                return;
            }
            if (account.isEmpty()) {
                throw place.refuse("bank.bad.missing", "Acct/Id");
            }
            opened = true;
            sink.opened(statement());
        }

        private void period(String name) {
            switch (name) {
                case "FrDtTm", "FrDt" -> from = Optional.of(xml.date());
                case "ToDtTm", "ToDt" -> to = Optional.of(xml.date());
                default -> {}
            }
        }

        private void account(String name) {
            switch (name) {
                case "Id" -> account = accountId(xml);
                case "Ccy" -> currency = xml.text();
                default -> {}
            }
        }

        private Statement statement() {
            var sequence = electronicSequence.isEmpty() ? legalSequence : electronicSequence;
            return new Statement(place.line(), message, id, sequence, account, currency, from, to, createdOn, balances);
        }
    }

    /// The account named by an `Id` element: its IBAN, else whatever identification it holds.
    static String accountId(XmlCursor xml) {
        var found = new String[] {""};
        xml.children(kind -> {
            if (kind.equals("IBAN")) {
                found[0] = xml.text();
            } else if (found[0].isEmpty()) {
                xml.children(part -> {
                    if (part.equals("Id")) {
                        found[0] = xml.text();
                    }
                });
            }
        });
        return found[0].replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    }
}
