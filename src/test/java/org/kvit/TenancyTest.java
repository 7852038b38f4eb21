package org.kvit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What the database itself keeps apart, asked without any help of the program: as its role, with
/// hostile statements, table by table.
class TenancyTest {
    /// Tables that belong to the installation and not to a company. Whoever adds one here says why it
    /// holds nobody's business.
    private static final Set<String> INSTALLATION = Set.of(
            "flyway_schema_history", // what was migrated
            "failed_sign_in", // attempts, before it is known who they are
            "sign_in"); // hashes of cookies
    /// Tables with a policy of their own, since their key is the tenant itself or a person who may work
    /// for several.
    private static final Set<String> OWN_POLICY = Set.of("company", "app_user", "membership");

    private final TestDatabase.Fresh database = TestDatabase.fresh();

    @Test
    void every_table_is_kept_apart_by_a_policy_and_keyed_by_company() throws SQLException {
        for (var table : tables()) {
            if (INSTALLATION.contains(table)) {
                continue;
            }
            assertThat(one("SELECT relrowsecurity FROM pg_class WHERE oid = '" + table + "'::regclass"))
                    .as("row-level security of %s", table)
                    .isEqualTo("t");
            assertThat(one("SELECT count(*) FROM pg_policy WHERE polrelid = '" + table + "'::regclass"))
                    .as("policies of %s", table)
                    .isNotEqualTo("0");
            if (!OWN_POLICY.contains(table)) {
                assertThat(one("""
                        SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
                         WHERE i.indisprimary AND i.indrelid = '%s'::regclass""".formatted(table)))
                        .as("first key column of %s", table)
                        .isEqualTo("company_id");
            }
        }
    }

    @Test
    void every_foreign_key_between_business_tables_holds_the_company_too() throws SQLException {
        var loose = list("""
                SELECT c.conrelid::regclass || '.' || c.conname
                  FROM pg_constraint c
                 WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
                   AND c.confrelid NOT IN ('company'::regclass, 'app_user'::regclass)
                   AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = c.conkey[1] AND a.attname = 'company_id')
                """);
        assertThat(loose).isEmpty();
    }

    @Test
    void the_programs_role_owns_nothing_and_cannot_pass_the_policies() throws SQLException {
        assertThat(one("SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = 'kvit_app'"))
                .isEqualTo("f");
        assertThat(one("SELECT count(*) FROM pg_class WHERE relowner = 'kvit_app'::regrole"))
                .isEqualTo("0");
    }

    @Test
    void a_hostile_query_sees_and_changes_no_row_of_another_company() throws SQLException {
        for (long company = 1; company <= 2; company++) {
            fill(company);
        }
        var seen = new TreeSet<String>();
        for (var table : tables()) {
            if (INSTALLATION.contains(table)) {
                continue;
            }
            var key = table.equals("company") ? "id" : table.equals("app_user") ? "id - 1000" : "company_id";
            seen.addAll(foreignRows(table, key));
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void without_a_company_nothing_is_seen_at_all() throws SQLException {
        fill(1);
        try (var connection = database.app().getConnection()) {
            for (var table : tables()) {
                if (!INSTALLATION.contains(table)) {
                    assertThat(one(connection, "SELECT count(*) FROM " + table))
                            .as(table)
                            .isEqualTo("0");
                }
            }
        }
    }

    @Test
    void a_row_for_another_company_is_refused() throws SQLException {
        fill(1);
        try (var connection = bound(2)) {
            assertThatThrownBy(() -> one(
                            connection,
                            "INSERT INTO customer (company_id, name, country) VALUES (1, 'x', 'LV') RETURNING id"))
                    .hasMessageContaining("row-level security");
        }
    }

    @Test
    void the_audit_trail_is_written_once() throws SQLException {
        fill(1);
        try (var connection = bound(1)) {
            assertThatThrownBy(() -> one(connection, "UPDATE audit SET via = 'x' RETURNING id"))
                    .hasMessageContaining("permission denied");
        }
        try (var connection = bound(1)) {
            assertThatThrownBy(() -> one(connection, "DELETE FROM audit RETURNING id"))
                    .hasMessageContaining("permission denied");
        }
    }

    /// One row in every business table, whatever its columns are, with the company and all keys set to
    /// the same number.
    private void fill(long company) throws SQLException {
        try (var connection = database.owner().getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, "SET CONSTRAINTS ALL DEFERRED");
            execute(
                    connection,
                    "INSERT INTO company (id, name, country, time_zone) VALUES (" + company
                            + ", 'c', 'LV', 'Europe/Riga') ON CONFLICT DO NOTHING");
            execute(
                    connection,
                    "INSERT INTO app_user (id, email, name, password_hash) OVERRIDING SYSTEM VALUE VALUES ("
                            + (1000 + company) + ", 'u" + company + "@x', 'u', 'x') ON CONFLICT DO NOTHING");
            execute(
                    connection,
                    "INSERT INTO membership (company_id, user_id, role) VALUES (" + company + ", " + (1000 + company)
                            + ", 'accountant') ON CONFLICT DO NOTHING");
            execute(
                    connection,
                    "INSERT INTO customer (company_id, id, name, country) OVERRIDING SYSTEM VALUE VALUES (" + company
                            + ", 1, 'c', 'LV') ON CONFLICT DO NOTHING");
            execute(
                    connection,
                    "INSERT INTO invoice (company_id, id, number, customer_id, issue_date, due_date, currency, total) OVERRIDING SYSTEM VALUE VALUES ("
                            + company + ", 1, 'n', 1, '2026-01-01', '2026-01-01', 'EUR', 10) ON CONFLICT DO NOTHING");
            execute(
                    connection,
                    "INSERT INTO payment (company_id, id, booked_on, amount, currency) OVERRIDING SYSTEM VALUE VALUES ("
                            + company + ", 1, '2026-01-01', 10, 'EUR') ON CONFLICT DO NOTHING");
            execute(
                    connection,
                    "INSERT INTO allocation (company_id, invoice_id, payment_id, amount, paid_on, automatic, rule, reason) VALUES ("
                            + company + ", 1, 1, 5, '2026-01-01', true, 'x', '{}') ON CONFLICT DO NOTHING");
            execute(
                    connection,
                    "INSERT INTO credit_note (company_id, id, number, invoice_id, issue_date, currency, total, reason) OVERRIDING SYSTEM VALUE VALUES ("
                            + company + ", 1, 'k', 1, '2026-01-01', 'EUR', 5, 'r') ON CONFLICT DO NOTHING");
            execute(
                    connection,
                    "INSERT INTO mail (company_id, id, message_id, kind, sender, recipients, subject, body_text, language) OVERRIDING SYSTEM VALUE VALUES ("
                            + company + ", 1, '<x>', 'x', 'a', '{b}', 's', 't', 'en') ON CONFLICT DO NOTHING");
            execute(
                    connection,
                    "INSERT INTO correspondence (company_id, id, customer_id, kind, happened_on) OVERRIDING SYSTEM VALUE VALUES ("
                            + company + ", 1, 1, 'note', '2026-01-01') ON CONFLICT DO NOTHING");
            execute(
                    connection,
                    "INSERT INTO reminder_policy (company_id, id, name) OVERRIDING SYSTEM VALUE VALUES (" + company
                            + ", 1, 'p') ON CONFLICT DO NOTHING");
            execute(
                    connection,
                    "INSERT INTO reminder_run (company_id, id, as_of, made_on) OVERRIDING SYSTEM VALUE VALUES ("
                            + company + ", 1, '2026-01-01', '2026-01-01') ON CONFLICT DO NOTHING");
            execute(
                    connection,
                    "INSERT INTO job (company_id, id, kind) OVERRIDING SYSTEM VALUE VALUES (" + company
                            + ", 1, 'x') ON CONFLICT DO NOTHING");
            execute(
                    connection,
                    "INSERT INTO bank_account (company_id, iban) VALUES (" + company
                            + ", 'LV80BANK0000435195001') ON CONFLICT DO NOTHING");
            connection.commit();
        }
    }

    private List<String> foreignRows(String table, String key) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = bound(2)) {
            if (!one(connection, "SELECT count(*) FROM " + table + " WHERE " + key + " <> 2")
                    .equals("0")) {
                found.add(table + " is seen");
            }
        }
        for (var statement : List.of(
                "DELETE FROM " + table + " WHERE " + key + " = 1",
                "UPDATE " + table + " SET " + firstColumn(table) + " = " + firstColumn(table) + " WHERE " + key
                        + " = 1")) {
            try (var connection = bound(2);
                    var hostile = connection.createStatement()) {
                if (hostile.executeUpdate(statement) != 0) {
                    found.add(statement);
                }
            } catch (SQLException e) {
                assertThat(e.getMessage()).as(statement).contains("permission denied");
            }
        }
        return found;
    }

    private String firstColumn(String table) throws SQLException {
        return one(
                "SELECT attname FROM pg_attribute WHERE attrelid = '" + table
                        + "'::regclass AND attnum > 0 AND attidentity = '' AND attgenerated = '' AND NOT attisdropped ORDER BY attnum DESC LIMIT 1");
    }

    private List<String> tables() throws SQLException {
        return list(
                "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY relname");
    }

    private Connection bound(long company) throws SQLException {
        var connection = database.app().getConnection();
        connection.setAutoCommit(false);
        execute(
                connection,
                "SELECT set_config('kvit.company', '" + company + "', true), set_config('kvit.actor', '', true)");
        return connection;
    }

    private List<String> list(String sql) throws SQLException {
        var all = new ArrayList<String>();
        try (var connection = database.owner().getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        return all;
    }

    private String one(String sql) throws SQLException {
        return list(sql).getFirst();
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
