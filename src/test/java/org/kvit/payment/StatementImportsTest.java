package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.check.Invariants;
import org.kvit.company.Companies;
import org.kvit.job.Jobs;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class StatementImportsTest {
    private static final String ANNA = "LV31HABA0001408042678";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

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

    @BeforeEach
    void bank() {
        bank = new Bank(TestCompany.found(companies), jobs, imports, jdbc, transaction);
    }

    @Test
    void credits_become_payments_and_debits_do_not() {
        var result = bank.delivers(
                new Camt().credit("1", "10.00", "Anna", ANNA, "Hello").debit("2", "3.00"));
        assertThat(result.entries()).isEqualTo(2);
        assertThat(result.credits()).isEqualTo(1);
        assertThat(result.added()).isEqualTo(2);
        assertThat(result.unlinked()).isEqualTo(1);
        assertThat(bank.rows("SELECT amount || ' ' || payer_name || ' ' || text FROM payment"))
                .containsExactly("10.00000 Anna Hello");
    }

    @Test
    void what_is_certain_is_linked_and_what_is_likely_is_offered() {
        var anna = bank.customer("Annas Maiznīca SIA");
        bank.invoice(anna, "RK-2026-00017", "100.00");
        bank.invoice(anna, "RK-2026-00018", "70.00");
        var result = bank.delivers(new Camt()
                .credit("1", "100.00", "ANNAS MAIZNICA", ANNA, "Rekins RK-2026-00017")
                .credit("2", "70.00", "ANNAS MAIZNICA", ANNA, "Paldies"));
        assertThat(result.linked()).isEqualTo(1);
        assertThat(result.suggested()).isEqualTo(1);
        assertThat(bank.rows("SELECT open_amount::text FROM invoice ORDER BY number"))
                .containsExactly("0.0000", "70.0000");
    }

    @Test
    void the_same_file_again_brings_nothing_new() {
        var statement = new Camt().credit("1", "10.00", "Anna", ANNA, "Hello").debit("2", "3.00");
        bank.delivers(statement);
        var again = bank.delivers(statement);
        assertThat(again.added()).isZero();
        assertThat(again.duplicates()).isEqualTo(2);
        assertThat(bank.rows("SELECT count(*)::text FROM payment")).containsExactly("1");
    }

    @Test
    void periods_that_overlap_bring_each_entry_once_in_either_order() {
        var both = new Camt().credit("1", "10.00", "Anna", ANNA, "A").credit("2", "20.00", "Anna", ANNA, "B");
        var one = new Camt().credit("2", "20.00", "Anna", ANNA, "B").credit("3", "30.00", "Anna", ANNA, "C");
        assertThat(bank.delivers(both).added()).isEqualTo(2);
        assertThat(bank.delivers(one).added()).isEqualTo(1);
        var payments = bank.rows("SELECT amount::text FROM payment ORDER BY amount");
        bank();
        bank.delivers(one);
        bank.delivers(both);
        assertThat(bank.rows("SELECT amount::text FROM payment ORDER BY amount"))
                .isEqualTo(payments);
    }

    @Test
    void two_equal_entries_without_a_reference_are_two_and_stay_two() {
        var twice = new Camt().credit("", "10.00", "Anna", ANNA, "Same").credit("", "10.00", "Anna", ANNA, "Same");
        assertThat(bank.delivers(twice).added()).isEqualTo(2);
        assertThat(bank.delivers(twice).added()).isZero();
    }

    @Test
    void a_zip_brings_all_its_statements() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("monday.xml"));
            zip.write(new Camt()
                    .on(DAY.minusDays(1))
                    .credit("1", "10.00", "Anna", ANNA, "A")
                    .bytes());
            zip.putNextEntry(new ZipEntry("tuesday.xml"));
            zip.write(new Camt().credit("2", "20.00", "Anna", ANNA, "B").bytes());
        }
        var file = bank.delivers(bytes.toByteArray());
        assertThat(file.statements()).extracting(StatementResult::added).containsExactly(1, 1);
        assertThat(bank.rows("SELECT count(*)::text FROM statement_file")).containsExactly("1");
    }

    @Test
    void of_a_bad_file_nothing_is_kept_and_the_place_is_named() {
        var bad = new Camt().credit("1", "10.00", "Anna", ANNA, "A").nonsense();
        assertThatThrownBy(() -> bank.delivers(bad)).isInstanceOfSatisfying(Refusal.class, r -> {
            assertThat(r.words().key()).isEqualTo("bank.bad.amount");
            assertThat(r.words().args()).contains("much");
        });
        for (var table : new String[] {"statement_file", "statement", "bank_entry", "payment"}) {
            assertThat(bank.rows("SELECT count(*)::text FROM " + table))
                    .as(table)
                    .containsExactly("0");
        }
        assertThat(bank.rows("SELECT state FROM job")).containsExactly("failed");
        assertThat(bank.delivers(new Camt().credit("1", "10.00", "Anna", ANNA, "A"))
                        .added())
                .isEqualTo(1);
    }

    @Test
    void a_reversal_takes_its_payment_back_with_its_links() {
        var invoice = bank.invoice(bank.customer("Anna"), "RK-2026-00017", "100.00");
        bank.delivers(new Camt().credit("1", "100.00", "Anna", ANNA, "RK-2026-00017"));
        assertThat(open(invoice)).isEqualTo("0.0000");
        var result = bank.delivers(new Camt().on(DAY.plusDays(1)).reversal("9", "100.00", "Anna", ANNA));
        assertThat(result.warnings()).isEmpty();
        assertThat(open(invoice)).isEqualTo("100.0000");
        assertThat(bank.rows("SELECT void_reason ->> 'key' FROM payment")).containsExactly("payment.void.reversal");
        assertThat(bank.company().actor().get(invariants::broken)).isEmpty();
    }

    @Test
    void a_reversal_that_comes_before_its_payment_takes_it_back_all_the_same() {
        bank.delivers(new Camt().on(DAY.plusDays(1)).reversal("9", "100.00", "Anna", ANNA));
        bank.delivers(new Camt().credit("1", "100.00", "Anna", ANNA, "A"));
        assertThat(bank.rows("SELECT (voided_at IS NOT NULL)::text FROM payment"))
                .containsExactly("true");
    }

    @Test
    void a_reversal_takes_back_one_payment_and_no_later_one() {
        bank.delivers(new Camt().credit("1", "100.00", "Anna", ANNA, "A"));
        bank.delivers(new Camt().on(DAY.plusDays(1)).reversal("9", "100.00", "Anna", ANNA));
        bank.delivers(new Camt().on(DAY.minusDays(1)).credit("0", "100.00", "Anna", ANNA, "Earlier"));
        assertThat(bank.rows("SELECT text || ' ' || (voided_at IS NOT NULL) FROM payment ORDER BY booked_on"))
                .containsExactly("Earlier false", "A true");
    }

    @Test
    void a_reversal_that_could_mean_several_takes_back_none_and_says_so() {
        bank.delivers(new Camt().credit("1", "100.00", "Anna", ANNA, "A").credit("2", "100.00", "Anna", ANNA, "B"));
        var result = bank.delivers(new Camt().on(DAY.plusDays(1)).reversal("9", "100.00", "Anna", ANNA));
        assertThat(result.warnings()).extracting(Words::key).containsExactly("payment.statement.reversal");
        assertThat(bank.rows("SELECT count(*)::text FROM payment WHERE voided_at IS NULL"))
                .containsExactly("2");
    }

    @Test
    void balances_that_do_not_add_up_are_warned_of() {
        var right = new Camt()
                .balances("5.00", "12.00")
                .credit("1", "10.00", "Anna", ANNA, "A")
                .debit("2", "3.00");
        assertThat(bank.delivers(right).warnings()).isEmpty();
        var wrong = new Camt().on(DAY.plusDays(1)).balances("12.00", "99.00").credit("3", "1.00", "Anna", ANNA, "B");
        assertThat(bank.delivers(wrong).warnings())
                .containsExactly(Words.of("payment.statement.balance", "13.00 EUR", "99.00 EUR"));
    }

    @Test
    void a_missing_statement_is_noticed_by_its_balance() {
        bank.delivers(new Camt().balances("5.00", "15.00").credit("1", "10.00", "Anna", ANNA, "A"));
        var next = new Camt().on(DAY.plusDays(2)).balances("20.00", "21.00").credit("2", "1.00", "Anna", ANNA, "B");
        assertThat(bank.delivers(next).warnings()).extracting(Words::key).containsExactly("payment.chain.gap.day.up");
    }

    @Test
    void what_a_person_has_unlinked_is_not_linked_again_by_itself() {
        var invoice = bank.invoice(bank.customer("Anna"), "RK-2026-00017", "100.00");
        bank.delivers(new Camt().credit("1", "100.00", "Anna", ANNA, "RK-2026-00017"));
        var payment = new PaymentId(bank.number("SELECT id::text FROM payment"));
        bank.company().actor().run(() -> links.replace(payment, java.util.List.of()));
        assertThat(bank.rows("SELECT rule FROM payment_proposal")).containsExactly("number");
        bank.delivers(new Camt().credit("2", "1.00", "Berta", "", "Something else"));
        assertThat(open(invoice)).isEqualTo("100.0000");
        assertThat(bank.rows("SELECT rule FROM payment_proposal")).containsExactly("number");
    }

    @Autowired
    Links links;

    private String open(long invoice) {
        return bank.rows("SELECT open_amount::text FROM invoice WHERE id = " + invoice)
                .getFirst();
    }
}
