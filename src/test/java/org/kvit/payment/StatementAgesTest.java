package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class StatementAgesTest {
    private static final String SWEDBANK = "LV80BANK0000435195001";
    private static final String SEB = "LV97HABA0012345678910";

    @Autowired
    private Companies companies;

    @Autowired
    private StatementAges ages;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private TestCompany company;
    private LocalDate today;

    @BeforeEach
    void found() {
        company = TestCompany.found(companies);
        today = company.actor().get(companies::today);
    }

    @Test
    void without_any_statement_there_is_a_hint_and_no_warning() {
        assertThat(age().none()).isTrue();
        assertThat(age().old()).isFalse();
        assertThat(age().expected()).isFalse();
    }

    @Test
    void each_account_is_told_by_its_newest_statement_and_an_old_one_stands_first() {
        statement(SWEDBANK, today.minusDays(9));
        statement(SWEDBANK, today.minusDays(1));
        statement(SEB, today.minusDays(5));
        assertThat(age().accounts())
                .containsExactly(
                        new StatementAge.Account(SEB, today.minusDays(5), 5, true),
                        new StatementAge.Account(SWEDBANK, today.minusDays(1), 1, false));
        assertThat(age().newest()).contains(today.minusDays(1));
    }

    @Test
    void the_limit_is_the_companys_and_none_warns_of_nothing() {
        statement(SWEDBANK, today.minusDays(4));
        assertThat(age().old()).isFalse();
        limit(3);
        assertThat(age().old()).isTrue();
        limit(0);
        assertThat(age().old()).isFalse();
    }

    @Test
    void a_statement_whose_import_was_undone_does_not_count() {
        statement(SWEDBANK, today.minusDays(9));
        statement(SWEDBANK, today);
        change("UPDATE statement SET undone = true WHERE company_id = current_company() AND to_date = '" + today + "'");
        assertThat(age().newest()).contains(today.minusDays(9));
    }

    @Test
    void a_statement_that_goes_beyond_today_says_nothing_of_tomorrow() {
        statement(SWEDBANK, today.plusDays(30));
        assertThat(age().accounts()).containsExactly(new StatementAge.Account(SWEDBANK, today, 0, false));
    }

    @Test
    void a_statement_without_a_period_counts_by_its_newest_entry() {
        statement(SWEDBANK, null);
        change("""
                INSERT INTO bank_entry (company_id, statement_id, identity, account, booked_on, amount, currency, credit, status)
                SELECT company_id, id, 'x', account, current_date - 2, 1, 'EUR', true, 'BOOK' FROM statement
                """);
        assertThat(age().newest())
                .contains(LocalDate.now(java.time.ZoneOffset.UTC).minusDays(2));
    }

    @Test
    void an_account_that_was_closed_long_ago_is_not_spoken_of_unless_it_is_still_ours() {
        statement(SWEDBANK, today);
        statement(SEB, today.minusDays(100));
        assertThat(age().accounts()).extracting(StatementAge.Account::account).containsExactly(SWEDBANK);
        change("INSERT INTO bank_account (company_id, iban) VALUES (current_company(), '" + SEB + "')");
        assertThat(age().accounts()).extracting(StatementAge.Account::account).containsExactly(SEB, SWEDBANK);
    }

    @Test
    void if_all_are_old_the_newest_is_warned_of() {
        statement(SEB, today.minusDays(200));
        statement(SWEDBANK, today.minusDays(100));
        assertThat(age().accounts())
                .containsExactly(new StatementAge.Account(SWEDBANK, today.minusDays(100), 100, true));
    }

    @Test
    void an_account_whose_payments_are_entered_by_hand_since_is_not_warned_of() {
        statement(SWEDBANK, today.minusDays(20));
        assertThat(age().old()).isTrue();
        change(
                "INSERT INTO payment (company_id, bank_account, booked_on, amount, currency) VALUES (current_company(), '"
                        + SWEDBANK + "', '" + today.minusDays(2) + "', 10, 'EUR')");
        assertThat(age().old()).isFalse();
    }

    @Test
    void where_a_source_is_set_up_no_statement_at_all_is_a_matter_of_concern() {
        change("""
                INSERT INTO bank_link (company_id, name, kind, directory, active) VALUES (current_company(), 'b', 'directory', '/x', false)
                """);
        assertThat(age().expected()).isFalse();
        change("UPDATE bank_link SET active = true WHERE company_id = current_company()");
        assertThat(age().expected()).isTrue();
    }

    private StatementAge age() {
        return company.actor().get(ages::own);
    }

    private void limit(int days) {
        change("UPDATE company SET statement_limit_days = " + days + " WHERE id = current_company()");
    }

    private void statement(String account, @org.jspecify.annotations.Nullable LocalDate to) {
        change("""
                WITH f AS (INSERT INTO statement_file (company_id, name, sha256, size) VALUES (current_company(), 'f', '\\x00', 1) RETURNING id)
                INSERT INTO statement (company_id, file_id, message, account, currency, to_date, entries, credits, new_entries)
                SELECT current_company(), f.id, 'camt.053', '%s', 'EUR', %s, 0, 0, 0 FROM f
                """.formatted(account, to == null ? "NULL" : "'" + to + "'"));
    }

    private void change(String sql) {
        company.actor()
                .run(() -> transaction.executeWithoutResult(_ -> jdbc.sql(sql).update()));
    }
}
