package org.kvit.bench;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The least that an import of a statement can be: its elements read by Woodstox, and the same columns copied into a
/// table that has no index, no key, no trigger. Nothing is checked, looked up, matched or linked.
final class BareImport {
    private static final String TABLE = """
            bare (statement int, identity text, account text, booked_on date, value_on date, amount numeric(19,5), currency text, credit boolean,
                  reversal boolean, status text, bank_reference text, end_to_end_id text, counterparty_name text, counterparty_account text,
                  reference text, remittance text, transaction_code text)""";

    private BareImport() {}

    /// @return so many entries
    static int run(Path file, Connection connection) throws SQLException, IOException, XMLStreamException {
        connection.setAutoCommit(false);
        execute(connection, "CREATE TABLE " + TABLE);
        var rows = new Rows(connection, "bare");
        int entries;
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            entries = read(new WstxInputFactory().createXMLStreamReader(in), rows);
        }
        rows.end();
        connection.commit();
        return entries;
    }

    /// Not part of what is measured.
    static void remove(Connection connection) throws SQLException {
        execute(connection, "DROP TABLE bare");
        connection.commit();
    }

    /// The elements by the names of their parents; an entry's later ones of a name stand for its earlier ones.
    private static int read(XMLStreamReader xml, Rows rows) throws XMLStreamException, SQLException {
        int entries = 0;
        Map<String, String> found = new HashMap<>();
        String parent = "";
        String name = "";
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    parent = name;
                    name = xml.getLocalName();
                    if (name.equals("Ntry")) {
                        found.clear();
                    } else if (name.equals("Amt")) {
                        found.put("Ccy", xml.getAttributeValue(null, "Ccy"));
                    }
                }
                case XMLStreamConstants.CHARACTERS -> {
                    if (!xml.isWhiteSpace()) {
                        found.put(key(parent, name), xml.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (xml.getLocalName().equals("Ntry")) {
                        entries++;
                        row(found, rows);
                    }
                }
                default -> {}
            }
        }
        return entries;
    }

    private static String key(String parent, String name) {
        return switch (name) {
            case "Dt" -> parent;
            case "Cd" -> parent.equals("Sts") ? parent : name;
            default -> name;
        };
    }

    private static void row(Map<String, String> e, Rows rows) throws SQLException {
        var identity = Books.ACCOUNT + "|" + e.get("AcctSvcrRef") + "|" + e.get("Amt") + "|" + e.get("Ccy");
        rows.add(
                0,
                identity,
                Books.ACCOUNT,
                e.get("BookgDt"),
                e.get("ValDt"),
                e.get("Amt"),
                e.get("Ccy"),
                "CRDT".equals(e.get("CdtDbtInd")),
                "true".equals(e.get("RvslInd")),
                e.get("Sts"),
                e.get("AcctSvcrRef"),
                e.get("EndToEndId"),
                e.get("Nm"),
                e.get("IBAN"),
                e.get("Ref"),
                e.get("Ustrd"),
                e.get("SubFmlyCd"));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
