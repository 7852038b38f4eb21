package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.check.Invariants;
import org.kvit.company.Companies;
import org.kvit.customer.CustomerId;
import org.kvit.job.Jobs;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What makes large imports quick changes nothing of what they do.
@KvitTest
class BulkLinkingTest {
    private static final String ANNA = "LV31HABA0001408042678";

    @Autowired
    Companies companies;

    @Autowired
    Jobs jobs;

    @Autowired
    StatementImports imports;

    @Autowired
    Invariants invariants;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private Bank bank;
    private CustomerId anna;

    @BeforeEach
    void bank() {
        bank = new Bank(TestCompany.found(companies), jobs, imports, jdbc, transaction);
        anna = bank.customer("Annas Maiznīca SIA");
    }

    @Test
    void a_payment_is_written_once_with_its_customer_and_with_what_is_linked() {
        bank.invoice(anna, "RK-2026-00017", "100.00");
        bank.invoice(anna, "RK-2026-00018", "70.00");
        bank.delivers(new Camt().credit("1", "170.00", "Annas Maiznica", ANNA, "RK-2026-00017, RK-2026-00018"));
        assertThat(bank.rows("SELECT allocated || ' ' || (customer_id IS NOT NULL) FROM payment"))
                .containsExactly("170.00000 true");
        assertThat(bank.rows("SELECT action FROM audit WHERE subject = 'payment'"))
                .containsExactly("created");
        assertThat(bank.rows("SELECT action FROM audit WHERE subject = 'allocation'"))
                .containsExactly("created", "created");
        assertSound();
    }

    @Test
    void what_is_remembered_of_the_books_is_what_is_read_of_them_anew() {
        bank.invoice(anna, "RK-2026-00017", "100.00");
        bank.invoice(anna, "RK-2026-00018", "70.00");
        bank.invoice(anna, "RK-2026-00019", "30.00");
        bank.delivers(new Camt()
                .credit("1", "100.00", "Annas Maiznica", ANNA, "RK-2026-00017")
                .credit("2", "20.00", "Annas Maiznīca SIA", ANNA, "RK-2026-00018"));
        assertThat(bank.rows("SELECT open_amount::text FROM invoice ORDER BY number"))
                .containsExactly("0.0000", "50.0000", "30.0000");
        long read = bank.company()
                .actor()
                .get(() -> java.util.Objects.requireNonNull(
                        transaction.execute(_ -> OpenBooks.read(jdbc).hash())));
        assertThat(bank.number("SELECT knowledge::text FROM last_asked")).isEqualTo(read);
    }

    @Test
    void old_payments_are_asked_again_only_when_they_could_be_answered_differently() {
        bank.invoice(anna, "RK-2026-00017", "100.00");
        var statement = new Camt().credit("1", "100.00", "Annas Maiznica", ANNA, "Thanks");
        assertThat(bank.delivers(statement).suggested()).isEqualTo(1);
        forgetProposals();
        assertThat(bank.delivers(statement).suggested()).isZero();
        assertThat(proposals()).isZero();
        bank.customer("Somebody else");
        bank.delivers(statement);
        assertThat(proposals()).isEqualTo(1);
    }

    @Test
    void an_invoice_that_comes_later_is_linked_with_the_payment_that_waited_for_it() {
        bank.delivers(new Camt().credit("1", "100.00", "Annas Maiznica", ANNA, "RK-2026-00017"));
        var invoice = bank.invoice(anna, "RK-2026-00017", "100.00");
        bank.delivers(new Camt().credit("2", "5.00", "Nobody", "", "Hello"));
        assertThat(bank.number("SELECT open_amount::bigint FROM invoice WHERE id = " + invoice))
                .isZero();
        assertThat(bank.rows("SELECT (customer_id IS NOT NULL)::text FROM payment ORDER BY id"))
                .containsExactly("true", "false");
        assertSound();
    }

    @Test
    void what_new_payments_pay_is_offered_to_old_ones_no_more() {
        bank.invoice(anna, "RK-2026-00017", "100.00");
        bank.delivers(new Camt().credit("1", "100.00", "Annas Maiznica", ANNA, "Thanks"));
        assertThat(proposals()).isEqualTo(1);
        bank.delivers(new Camt().credit("2", "100.00", "Annas Maiznica", ANNA, "RK-2026-00017"));
        assertThat(proposals()).isZero();
    }

    @Test
    void of_two_payments_of_one_invoice_the_first_pays_it_however_many_lie_between() {
        var invoice = bank.invoice(anna, "RK-2026-00017", "100.00");
        var statement = new Camt().credit("first", "100.00", "Annas Maiznica", ANNA, "RK-2026-00017");
        for (int i = 0; i < 5_100; i++) {
            statement.credit("ref-between-" + i, "7.00", "Nobody " + i, "", "Hello");
        }
        var result = bank.delivers(statement.credit("last", "100.00", "Annas Maiznica", ANNA, "RK-2026-00017"));
        assertThat(result.linked()).isEqualTo(1);
        assertThat(result.added()).isEqualTo(5_102);
        assertThat(bank.rows("SELECT p.id = (SELECT min(id) FROM payment) AND a.invoice_id = " + invoice
                        + " FROM allocation a JOIN payment p ON p.id = a.payment_id"))
                .containsExactly("t");
        assertSound();
    }

    @Test
    void a_payment_that_its_own_file_takes_back_pays_nothing() {
        var invoice = bank.invoice(anna, "RK-2026-00017", "100.00");
        bank.delivers(new Camt()
                .credit("1", "100.00", "Annas Maiznica", ANNA, "RK-2026-00017")
                .reversal("9", "100.00", "Annas Maiznica", ANNA));
        assertThat(bank.rows("SELECT (voided_at IS NOT NULL)::text FROM payment"))
                .containsExactly("true");
        assertThat(bank.number("SELECT open_amount::bigint FROM invoice WHERE id = " + invoice))
                .isEqualTo(100);
        assertSound();
    }

    @Test
    void what_is_allocated_follows_its_links_when_they_change_and_go() {
        bank.invoice(anna, "RK-2026-00017", "100.00");
        bank.invoice(anna, "RK-2026-00018", "70.00");
        bank.delivers(new Camt().credit("1", "170.00", "Annas Maiznica", ANNA, "RK-2026-00017, RK-2026-00018"));
        update("UPDATE allocation SET amount = amount - 10");
        assertThat(bank.rows("SELECT allocated::text FROM payment")).containsExactly("150.00000");
        assertSound();
        update("DELETE FROM allocation WHERE amount = 60");
        assertThat(bank.rows("SELECT allocated::text FROM payment")).containsExactly("90.00000");
        assertSound();
    }

    private void assertSound() {
        assertThat(bank.company().actor().get(invariants::broken)).isEmpty();
    }

    private long proposals() {
        return bank.number("SELECT count(*) FROM payment_proposal");
    }

    private void forgetProposals() {
        update("DELETE FROM payment_proposal");
    }

    private void update(String sql) {
        bank.company()
                .actor()
                .run(() -> transaction.executeWithoutResult(_ -> jdbc.sql(sql).update()));
    }
}
