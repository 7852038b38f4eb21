package org.kvit.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kvit.TestDatabase;
import org.kvit.attachment.AttachmentDirectory;
import org.kvit.base.CompanyId;
import org.kvit.database.DataDirectory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Each invariant finds its breach. The data is broken as only the database's superuser can, with every
/// guard off, inside a transaction that is undone afterwards.
class InvariantsTest {
    private static final TestDatabase.Fresh DATABASE = TestDatabase.fresh();

    @TempDir
    private Path home;

    private Connection connection;
    private Invariants invariants;

    @BeforeEach
    void one_company_with_an_invoice_partly_paid_credited_and_reminded() throws SQLException {
        connection = DriverManager.getConnection(DATABASE.url(), "postgres", "");
        connection.setAutoCommit(false);
        invariants = new Invariants(
                JdbcClient.create(new SingleConnectionDataSource(connection, true)),
                new AttachmentDirectory(new DataDirectory(home)));
        execute("""
                SELECT set_config('kvit.company', '1', true);
                INSERT INTO company (id, name, country, time_zone) VALUES (1, 'Ours', 'LV', 'Europe/Riga'), (2, 'Other', 'EE', 'Europe/Tallinn');
                INSERT INTO customer (company_id, id, name, country) OVERRIDING SYSTEM VALUE VALUES (1, 10, 'SIA Zaļais Ceļš', 'LV');
                INSERT INTO invoice (company_id, id, number, customer_id, issue_date, due_date, currency, total, open_amount, approved) OVERRIDING SYSTEM VALUE
                VALUES (1, 20, 'RK-1', 10, '2026-10-01', '2026-10-15', 'EUR', 100, 100, true),
                       (1, 21, 'RK-2', 10, '2026-10-01', '2026-10-15', 'EUR', 100, 100, false);
                INSERT INTO document (company_id, id, sha256, content_type, size, bytes) OVERRIDING SYSTEM VALUE
                VALUES (1, 30, sha256('letter'), 'application/pdf', 6, 'letter');
                INSERT INTO statement_file (company_id, id, name, sha256, size) OVERRIDING SYSTEM VALUE VALUES (1, 31, 'a.xml', 'x', 1);
                INSERT INTO statement (company_id, id, file_id, message, account, entries, credits, new_entries) OVERRIDING SYSTEM VALUE
                VALUES (1, 32, 31, 'camt.053', 'LV00', 2, 1, 2);
                INSERT INTO bank_entry (company_id, id, statement_id, identity, account, booked_on, amount, currency, credit, status) OVERRIDING SYSTEM VALUE
                VALUES (1, 40, 32, 'a', 'LV00', '2026-11-02', 60, 'EUR', true, 'BOOK'), (1, 41, 32, 'b', 'LV00', '2026-11-02', 5, 'EUR', false, 'BOOK');
                INSERT INTO payment (company_id, id, entry_id, booked_on, amount, currency) OVERRIDING SYSTEM VALUE VALUES (1, 50, 40, '2026-11-02', 60, 'EUR');
                INSERT INTO allocation (company_id, id, invoice_id, payment_id, amount, paid_on, automatic, rule, reason) OVERRIDING SYSTEM VALUE
                VALUES (1, 60000, 20, 50, 60, '2026-11-02', true, 'reference', '{}');
                INSERT INTO credit_note (company_id, id, number, invoice_id, issue_date, currency, total, reason) OVERRIDING SYSTEM VALUE
                VALUES (1, 65, 'KR-1', 20, '2026-11-03', 'EUR', 30, 'damaged');
                INSERT INTO allocation (company_id, id, invoice_id, credit_note_id, amount, paid_on, automatic, rule, reason) OVERRIDING SYSTEM VALUE
                VALUES (1, 66000, 20, 65, 25, '2026-11-03', true, 'credit', '{}');
                INSERT INTO payment (company_id, id, entry_id, booked_on, amount, currency) OVERRIDING SYSTEM VALUE VALUES (1, 51, NULL, '2026-11-02', 40, 'EUR');
                INSERT INTO write_off (company_id, id, invoice_id, payment_id, amount, currency, written_on, kind) OVERRIDING SYSTEM VALUE
                VALUES (1, 67, 20, 50, 0.5, 'EUR', '2026-11-04', 'rounding'), (1, 68, NULL, 51, 0.25, 'EUR', '2026-11-04', 'bank_fee');
                INSERT INTO refund (company_id, id, payment_id, amount, refunded_on, reason, entry_id) OVERRIDING SYSTEM VALUE
                VALUES (1, 69, 51, 5, '2026-11-02', 'paid twice', 41);
                INSERT INTO mail (company_id, id, message_id, kind, customer_id, sender, recipients, subject, body_text, language) OVERRIDING SYSTEM VALUE
                VALUES (1, 70, '<a@kvit>', 'reminder', 10, 'us@ours.example', '{them@zalais.example}', 's', 'b', 'lv');
                INSERT INTO reminder_run (company_id, id, as_of, made_on, state) OVERRIDING SYSTEM VALUE VALUES (1, 80, '2026-11-10', '2026-11-10', 'done');
                INSERT INTO reminder_letter (company_id, id, run_id, customer_id, level, recipients, language, state, mail_id, document_id) OVERRIDING SYSTEM VALUE
                VALUES (1, 81, 80, 10, 2, '{them@zalais.example}', 'lv', 'written', 70, 30);
                INSERT INTO reminder_letter_line (company_id, letter_id, invoice_id, open_amount, days_overdue) VALUES (1, 81, 20, 40, 26);
                INSERT INTO reminded (company_id, invoice_id, reminded_on, level, letter_id) VALUES (1, 20, '2026-11-10', 2, 81);
                INSERT INTO reminder_counter (company_id, id, invoice_id, level, count, last_on) OVERRIDING SYSTEM VALUE VALUES (1, 90, 20, 2, 1, '2026-11-10');
                INSERT INTO correspondence (company_id, id, customer_id, kind, letter_id, happened_on) OVERRIDING SYSTEM VALUE
                VALUES (1, 95, 10, 'reminder', 81, '2026-11-10');
                """);
    }

    @AfterEach
    void undo() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Test
    void sound_data_has_nothing_off() {
        assertThat(invariants.broken()).isEmpty();
    }

    @Test
    void another_companys_breach_is_not_ours() throws SQLException {
        breakIt("UPDATE invoice SET open_amount = 1");
        execute("SELECT set_config('kvit.company', '2', true)");
        assertThat(invariants.broken()).isEmpty();
    }

    @Test
    void a_breach_names_the_row_what_was_expected_and_what_was_found() throws SQLException {
        breakIt("UPDATE payment SET allocated = 59 WHERE id = 50");
        assertThat(invariants.broken()).singleElement().satisfies(b -> {
            assertThat(b.subject()).isEqualTo("payment 50");
            assertThat(b.expected()).isEqualTo("60.0000");
            assertThat(b.found()).isEqualTo("59.00000");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            openAmount         | UPDATE invoice SET open_amount = 16 WHERE id = 20
            balance            | UPDATE invoice SET open_amount = 16 WHERE id = 20
            openWithinTotal    | ALTER TABLE invoice DROP CONSTRAINT invoice_open_amount; UPDATE invoice SET open_amount = -1 WHERE id = 20
            allocated          | UPDATE payment SET allocated = 59 WHERE id = 50
            notOverspent       | UPDATE allocation SET amount = 61 WHERE payment_id = 50
            balance            | UPDATE allocation SET amount = 61 WHERE payment_id = 50
            setOff             | UPDATE credit_note SET allocated = 26
            balance            | UPDATE credit_note SET allocated = 26
            balance            | UPDATE invoice SET open_amount = open_amount + 25 WHERE id = 20
            openAmount         | DELETE FROM allocation WHERE credit_note_id = 65
            notOvercredited    | UPDATE allocation SET amount = 31 WHERE credit_note_id = 65
            credited           | UPDATE invoice SET credited = 29 WHERE id = 20
            credited           | ALTER TABLE invoice DROP CONSTRAINT invoice_credited; UPDATE credit_note SET total = 101; UPDATE invoice SET credited = 101 WHERE id = 20
            creditNoteOfInvoice | UPDATE invoice SET approved = false WHERE id = 20
            creditNoteOfInvoice | UPDATE credit_note SET issue_date = '2026-09-30'
            creditNoteOfInvoice | UPDATE credit_note SET currency = 'CZK'
            allocationJoins    | UPDATE allocation SET paid_on = '2026-11-04' WHERE credit_note_id = 65
            allocationJoins    | ALTER TABLE allocation DROP CONSTRAINT allocation_source; UPDATE allocation SET credit_note_id = NULL WHERE credit_note_id = 65
            notOverspent       | ALTER TABLE payment DROP CONSTRAINT payment_allocated; UPDATE payment SET amount = 5.24 WHERE id = 51
            balance            | DELETE FROM allocation WHERE write_off_id = 67; UPDATE invoice SET open_amount = 15 WHERE id = 20
            balance            | UPDATE write_off SET voided_at = now() WHERE id = 67
            openAmount         | DELETE FROM allocation WHERE write_off_id = 67
            writeOffSettles    | DELETE FROM allocation WHERE write_off_id = 67
            writeOffSettles    | UPDATE write_off SET voided_at = now() WHERE id = 67
            writeOffSettles    | UPDATE write_off SET amount = 0.4 WHERE id = 67
            writeOffSettles    | UPDATE write_off SET invoice_id = NULL WHERE id = 67
            allocationJoins    | UPDATE write_off SET written_on = '2026-11-05' WHERE id = 67
            allocationJoins    | UPDATE write_off SET invoice_id = 21 WHERE id = 67
            allocationJoins    | UPDATE write_off SET voided_at = now() WHERE id = 67
            surplusWrittenOff  | UPDATE payment SET written_off = 0 WHERE id = 51
            surplusWrittenOff  | UPDATE write_off SET voided_at = now() WHERE id = 68
            refunded           | UPDATE payment SET refunded = 4 WHERE id = 51
            refunded           | UPDATE refund SET voided_at = now()
            unallocated        | ALTER TABLE payment ALTER unallocated DROP EXPRESSION; UPDATE payment SET unallocated = 1 WHERE id = 51
            unallocated        | ALTER TABLE payment DROP CONSTRAINT payment_voided_is_free; UPDATE payment SET voided_at = now() WHERE id = 51
            refundByDebit      | UPDATE bank_entry SET credit = true WHERE id = 41
            refundByDebit      | UPDATE bank_entry SET amount = 6 WHERE id = 41
            importUndone       | UPDATE statement_file SET undone_at = now()
            importUndone       | UPDATE statement SET undone = true
            importUndone       | UPDATE bank_entry SET undone = true WHERE id = 40
            importUndone       | UPDATE statement_file SET undone_at = now(); UPDATE statement SET undone = true; UPDATE bank_entry SET undone = true
            restsOnStanding    | INSERT INTO statement_file (company_id, id, name, sha256, size, undone_at) OVERRIDING SYSTEM VALUE VALUES (1, 310, 'b.xml', 'y', 1, now()); INSERT INTO statement (company_id, id, file_id, message, account, entries, credits, new_entries, undone) OVERRIDING SYSTEM VALUE VALUES (1, 320, 310, 'camt.053', 'LV00', 1, 1, 1, true); INSERT INTO statement_overlap VALUES (1, 32, 320, 1)
            oneWay             | UPDATE payment SET bank_account = 'LV00'
            oneWay             | UPDATE payment SET bank_account = 'LV00' WHERE id = 50; INSERT INTO payment_period (company_id, account, month, way) VALUES (1, 'LV00', '2026-11-01', 'hand')
            oneWay             | UPDATE payment SET bank_account = 'LV11' WHERE id = 51; INSERT INTO payment_period (company_id, account, month, way) VALUES (1, 'LV11', '2026-11-01', 'statements')
            triggersOn         | ALTER TABLE credit_note DISABLE TRIGGER never_changed
            balance            | UPDATE invoice SET approved = false WHERE id = 20
            allocationJoins    | UPDATE invoice SET approved = false WHERE id = 20
            allocationJoins    | UPDATE payment SET currency = 'CZK'
            allocationJoins    | UPDATE allocation SET paid_on = '2026-11-03'
            allocationJoins    | ALTER TABLE payment DISABLE TRIGGER USER; DELETE FROM payment; ALTER TABLE payment ENABLE TRIGGER USER
            invoiceHasCustomer | DELETE FROM customer
            entryHasPayment    | DELETE FROM allocation; DELETE FROM payment
            entryHasPayment    | UPDATE payment SET amount = 70 WHERE id = 50
            paymentIsCredit    | UPDATE payment SET entry_id = 41 WHERE id = 50
            documentUnchanged  | UPDATE document SET bytes = 'other'
            letterIsWhole      | UPDATE reminder_letter SET mail_id = NULL
            letterIsWhole      | DELETE FROM correspondence
            letterIsWhole      | UPDATE reminder_letter SET faxes = '{+37167000000}'
            letterIsWhole      | UPDATE reminder_letter SET post_to = 'Brivibas 1, Riga'
            letterIsWhole      | UPDATE reminder_letter SET recipients = '{}'
            letterIsWhole      | INSERT INTO postal_letter (company_id, letter_id, country, postal_code, city, street, name) VALUES (1, 81, 'LV', '', 'Riga', 'Brivibas 1', 'Zalais')
            letterIsWhole      | INSERT INTO reminder_letter_fax VALUES (1, 81, '+37167000000', 70)
            letterIsWhole      | UPDATE reminder_letter_line SET excluded = true
            mailHasLetter      | UPDATE reminder_letter SET mail_id = NULL
            remindedByLetter   | DELETE FROM reminded
            remindedByLetter   | DELETE FROM reminder_letter_line
            reminderCounted    | DELETE FROM reminder_counter
            reminderCounted    | UPDATE reminder_counter SET last_on = '2026-11-09'
            triggersOn         | ALTER TABLE allocation DISABLE TRIGGER settles_i
            constraintsValid   | ALTER TABLE customer ADD CONSTRAINT named CHECK (name <> '') NOT VALID
            tenancyOn          | ALTER TABLE invoice DISABLE ROW LEVEL SECURITY
            """)
    void what_is_broken_is_found(String invariant, String how) throws SQLException {
        breakIt(how);
        assertThat(invariants.broken()).extracting(b -> b.invariant().key()).contains("check." + invariant);
    }

    @Test
    void a_count_that_a_person_set_back_is_no_breach() throws SQLException {
        execute("UPDATE reminder_counter SET count = 0, last_on = NULL");
        assertThat(invariants.broken()).isEmpty();
    }

    @Test
    void an_attachment_whose_file_is_lost_or_changed_is_named() throws SQLException, IOException {
        var content = "signed".getBytes(StandardCharsets.UTF_8);
        execute("""
                INSERT INTO customer_order (company_id, id, number, customer_id, order_date, currency, payment_terms_days, invoice_delivery, pod_delivery)
                OVERRIDING SYSTEM VALUE VALUES (1, 100, 'O-1', 10, '2026-10-01', 'EUR', 14, 'email', 'email');
                INSERT INTO attachment (company_id, id, order_id, kind, name, sha256, size, content_type) OVERRIDING SYSTEM VALUE
                VALUES (1, 101, 100, 'pod', 'CMR.pdf', sha256('signed'), 6, 'application/pdf'), (1, 102, 100, 'pod', 'again.pdf', sha256('signed'), 6, 'application/pdf');
                """);
        assertThat(invariants.broken()).singleElement().satisfies(b -> {
            assertThat(b.invariant().key()).isEqualTo("check.attachmentIsThere");
            assertThat(b.subject()).isEqualTo("attachment 101 CMR.pdf");
            assertThat(b.found()).isEmpty();
        });
        var directory = new DataDirectory(home).attachments();
        try (var received = directory.receive(new ByteArrayInputStream(content))) {
            received.keep(new CompanyId(1));
        }
        assertThat(invariants.broken()).isEmpty();
        try (var files = Files.walk(directory.path().resolve("1"))) {
            Files.writeString(files.filter(Files::isRegularFile).findFirst().orElseThrow(), "forged");
        }
        assertThat(invariants.broken()).extracting(b -> b.invariant().key()).containsExactly("check.attachmentIsThere");
    }

    private void breakIt(String how) throws SQLException {
        execute("SET LOCAL session_replication_role = replica; " + how);
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
