package org.kvit.bank;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kvit.base.Refusal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// How the CSV files of the bound company's banks are read.
@Service
public class CsvMappings {
    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    CsvMappings(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// By name.
    @Transactional(readOnly = true)
    public List<CsvMapping> all() {
        return jdbc.sql(
                        "SELECT * FROM bank_csv_mapping WHERE company_id = current_company() ORDER BY lower(name) LIMIT :most")
                .param("most", MOST)
                .query((row, n) -> mapping(row))
                .list();
    }

    /// @throws Refusal if the company has no such mapping
    @Transactional(readOnly = true)
    public CsvMapping find(long id) {
        return jdbc.sql("SELECT * FROM bank_csv_mapping WHERE company_id = current_company() AND id = :id")
                .param("id", id)
                .query((row, n) -> mapping(row))
                .optional()
                .orElseThrow(() -> Refusal.notFound("bank.csv.notFound"));
    }

    /// Makes a new one, or takes the place of the one with its number, or of the one of its name.
    /// @return its number
    /// @throws Refusal naming each field that won't do
    @Transactional
    public long save(CsvMapping mapping) {
        mapping.check();
        try {
            return mapping.id() == 0 ? insert(mapping) : update(mapping);
        } catch (DuplicateKeyException e) {
            throw Refusal.invalid("name", "bank.csv.needs.otherName", mapping.name());
        }
    }

    /// @throws Refusal if the company has no such mapping
    @Transactional
    public void remove(long id) {
        int removed = jdbc.sql("DELETE FROM bank_csv_mapping WHERE company_id = current_company() AND id = :id")
                .param("id", id)
                .update();
        if (removed == 0) {
            throw Refusal.notFound("bank.csv.notFound");
        }
    }

    private long insert(CsvMapping mapping) {
        if (all().size() == MOST) {
            throw Refusal.conflict("bank.csv.most", MOST);
        }
        return with(mapping, """
                INSERT INTO bank_csv_mapping (company_id, name, delimiter, charset, decimal, date_format, header_row, columns, header, account, currency)
                VALUES (current_company(), :name, :delimiter, nullif(:charset, ''), :decimal, :dateFormat, :headerRow, :columns::jsonb, :header,
                        nullif(:account, ''), nullif(:currency, ''))
                RETURNING id
                """).query(Long.class).single();
    }

    private long update(CsvMapping mapping) {
        return with(mapping, """
                UPDATE bank_csv_mapping
                   SET name = :name, delimiter = :delimiter, charset = nullif(:charset, ''), decimal = :decimal, date_format = :dateFormat,
                       header_row = :headerRow, columns = :columns::jsonb, header = :header, account = nullif(:account, ''),
                       currency = nullif(:currency, ''), changed_at = now()
                 WHERE company_id = current_company() AND id = :id
                RETURNING id
                """)
                .param("id", mapping.id())
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("bank.csv.notFound"));
    }

    private JdbcClient.StatementSpec with(CsvMapping mapping, String sql) {
        var columns = new TreeMap<String, List<String>>();
        mapping.columns().forEach((field, names) -> columns.put(field.code(), names));
        return jdbc.sql(sql)
                .param("name", mapping.name().strip())
                .param("delimiter", String.valueOf(mapping.delimiter()))
                .param("charset", mapping.charset())
                .param("decimal", String.valueOf(mapping.decimal()))
                .param("dateFormat", mapping.dateFormat())
                .param("headerRow", mapping.headerRow())
                .param("columns", json.writeValueAsString(columns))
                .param("header", mapping.header().toArray(String[]::new))
                .param("account", mapping.account())
                .param("currency", mapping.currency());
    }

    private CsvMapping mapping(ResultSet row) throws SQLException {
        Map<String, List<String>> read = json.readValue(row.getString("columns"), new TypeReference<>() {});
        var columns = new EnumMap<CsvField, List<String>>(CsvField.class);
        read.forEach((code, names) -> CsvField.of(code).ifPresent(field -> columns.put(field, names)));
        return new CsvMapping(
                row.getLong("id"),
                row.getString("name"),
                row.getString("delimiter").charAt(0),
                text(row, "charset"),
                row.getString("decimal").charAt(0),
                row.getString("date_format"),
                row.getInt("header_row"),
                columns,
                List.of((String[]) row.getArray("header").getArray()),
                text(row, "account"),
                text(row, "currency"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }
}
