package org.kvit.demo;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes statements as ISO 20022 camt.053 files, in the order of elements that its schemas prescribe.
final class CamtWriter {
    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.";

    private final XMLStreamWriter xml;
    private final SampleStatement statement;
    /// From version 07 on a status is a choice, and so is a party.
    private final boolean choices;

    private CamtWriter(XMLStreamWriter xml, SampleStatement statement) {
        this.xml = xml;
        this.statement = statement;
        this.choices = statement.version().compareTo("07") >= 0;
    }

    /// @return the whole file
    static String write(SampleStatement statement) {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            new CamtWriter(xml, statement).document();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a statement can't be written", e);
        }
        return text.toString();
    }

    private interface Content {
        void write() throws XMLStreamException;
    }

    private void document() throws XMLStreamException {
        xml.writeStartElement("Document");
        xml.writeDefaultNamespace(NAMESPACE + statement.version());
        var made = statement.to() + "T21:00:00";
        element("BkToCstmrStmt", () -> {
            element("GrpHdr", () -> {
                text("MsgId", "M-" + id());
                text("CreDtTm", made);
            });
            element("Stmt", () -> {
                text("Id", id());
                text("ElctrncSeqNb", Long.toString(statement.sequence()));
                text("CreDtTm", made);
                element("FrToDt", () -> {
                    text("FrDtTm", statement.from() + "T00:00:00");
                    text("ToDtTm", statement.to() + "T23:59:59");
                });
                account();
                balance("OPBD", statement.opening(), statement.from());
                balance("CLBD", statement.closing(), statement.to());
                for (var entry : statement.entries()) {
                    element("Ntry", () -> entry(entry));
                }
            });
        });
        xml.writeEndElement();
    }

    private String id() {
        return "%s-%s-%03d"
                .formatted(statement.currency(), statement.to().toString().replace("-", ""), statement.sequence());
    }

    private void account() throws XMLStreamException {
        element("Acct", () -> {
            element("Id", () -> text("IBAN", statement.account()));
            text("Ccy", statement.currency());
        });
    }

    private void balance(String code, BigDecimal amount, LocalDate on) throws XMLStreamException {
        element("Bal", () -> {
            element("Tp", () -> element("CdOrPrtry", () -> text("Cd", code)));
            amount(amount.abs());
            text("CdtDbtInd", amount.signum() >= 0 ? "CRDT" : "DBIT");
            date("Dt", on);
        });
    }

    private void entry(SampleStatement.Entry entry) throws XMLStreamException {
        amount(entry.amount());
        text("CdtDbtInd", entry.credit() ? "CRDT" : "DBIT");
        if (entry.reversal()) {
            text("RvslInd", "true");
        }
        if (choices) {
            element("Sts", () -> text("Cd", "BOOK"));
        } else {
            text("Sts", "BOOK");
        }
        date("BookgDt", entry.on());
        date("ValDt", entry.on());
        text("AcctSvcrRef", entry.reference());
        element("BkTxCd", () -> element("Prtry", () -> text("Cd", "PMNT")));
        element("NtryDtls", () -> element("TxDtls", () -> transaction(entry)));
    }

    private void transaction(SampleStatement.Entry entry) throws XMLStreamException {
        element("Refs", () -> {
            text("AcctSvcrRef", entry.reference());
            text("EndToEndId", entry.endToEnd());
        });
        if (!statement.version().equals("02")) { // which has it in AmtDtls, where it may be left out
            amount(entry.amount());
            text("CdtDbtInd", entry.credit() ? "CRDT" : "DBIT");
        }
        if (!entry.other().isEmpty()) {
            element("RltdPties", () -> party(entry, entry.credit() ? "Dbtr" : "Cdtr"));
        }
        if (!entry.text().isEmpty() || !entry.creditorReference().isEmpty()) {
            element("RmtInf", () -> remittance(entry));
        }
    }

    private void party(SampleStatement.Entry entry, String role) throws XMLStreamException {
        element(role, () -> {
            if (choices) {
                element("Pty", () -> text("Nm", entry.other()));
            } else {
                text("Nm", entry.other());
            }
        });
        if (!entry.otherAccount().isEmpty()) {
            element(role + "Acct", () -> element("Id", () -> text("IBAN", entry.otherAccount())));
        }
    }

    private void remittance(SampleStatement.Entry entry) throws XMLStreamException {
        for (var line : entry.text()) {
            text("Ustrd", line);
        }
        if (!entry.creditorReference().isEmpty()) {
            element(
                    "Strd",
                    () -> element("CdtrRefInf", () -> {
                        if (entry.creditorReference().startsWith("RF")) {
                            element("Tp", () -> element("CdOrPrtry", () -> text("Cd", "SCOR")));
                        }
                        text("Ref", entry.creditorReference());
                    }));
        }
    }

    private void amount(BigDecimal amount) throws XMLStreamException {
        xml.writeStartElement("Amt");
        xml.writeAttribute("Ccy", statement.currency());
        xml.writeCharacters(amount.setScale(2).toPlainString());
        xml.writeEndElement();
    }

    private void date(String name, LocalDate day) throws XMLStreamException {
        element(name, () -> text("Dt", day.toString()));
    }

    private void element(String name, Content content) throws XMLStreamException {
        xml.writeStartElement(name);
        content.write();
        xml.writeEndElement();
    }

    private void text(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
