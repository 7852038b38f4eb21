package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Refusal;
import org.kvit.check.Invariants;
import org.kvit.company.Companies;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;
import org.kvit.job.Jobs;
import org.kvit.receivable.UnpaidInvoices;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class WriteOffsTest {
    private static final String ACCOUNT = "LV31HABA0001408042678";
    private static final WriteOff.Reason FEE = new WriteOff.Reason(WriteOff.Kind.BANK_FEE, "");

    @Autowired
    Companies companies;

    @Autowired
    Jobs jobs;

    @Autowired
    StatementImports imports;

    @Autowired
    Links links;

    @Autowired
    Payments payments;

    @Autowired
    WriteOffs writeOffs;

    @Autowired
    WriteOffLimits limits;

    @Autowired
    InvoicePayments invoicePayments;

    @Autowired
    UnpaidInvoices unpaid;

    @Autowired
    Invariants invariants;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private Bank bank;
    private CustomerId anna;
    private long invoice;

    @BeforeEach
    void an_invoice_and_a_limit_of_one_euro() {
        bank = new Bank(TestCompany.found(companies), jobs, imports, jdbc, transaction);
        anna = bank.customer("Anna");
        invoice = bank.invoice(anna, "RK-2026-00017", "100.00");
        limit("1.00");
    }

    @Test
    void what_a_payment_came_short_is_written_off_on_its_date_and_the_invoice_is_settled() {
        var payment = paid("99.40");
        assertThat(writeOff(payment, FEE)).isPositive();
        assertThat(open()).isEqualTo("0.0000");
        assertThat(run(() -> invoicePayments.of(new InvoiceId(invoice))))
                .satisfiesExactly(
                        paid -> assertThat(paid.source()).isInstanceOf(InvoicePayments.Source.Paid.class),
                        written -> {
                            assertThat(written.source())
                                    .isInstanceOfSatisfying(
                                            InvoicePayments.Source.WrittenOff.class,
                                            w -> assertThat(w.payment()).contains(payment));
                            assertThat(written.amount().toString()).isEqualTo("0.60 EUR");
                            assertThat(written.paidOn()).isEqualTo(LocalDate.of(2026, 11, 20));
                            assertThat(written.reason().key()).isEqualTo("payment.writeOff.bank_fee");
                            assertThat(written.by()).contains("Anna Ozola");
                        });
        assertThat(sound()).isEmpty();
    }

    @Test
    void a_balance_as_of_a_date_before_the_write_off_counts_it_as_owed() {
        paid("99.40");
        run(() -> writeOffs.writeOff(
                new InvoiceId(invoice),
                Optional.empty(),
                FEE,
                Optional.empty(),
                Optional.of(LocalDate.of(2026, 11, 25))));
        assertThat(owed(LocalDate.of(2026, 11, 19))).containsExactly("100.00 EUR");
        assertThat(owed(LocalDate.of(2026, 11, 24))).containsExactly("0.60 EUR");
        assertThat(owed(LocalDate.of(2026, 11, 25))).isEmpty();
    }

    @Test
    void undone_it_is_owed_again_and_stays_on_record() {
        long id = writeOff(paid("99.40"), FEE);
        bank.company().actor().run(() -> writeOffs.undo(new InvoiceId(invoice), id));
        assertThat(open()).isEqualTo("0.6000");
        assertThat(bank.rows("SELECT (voided_by IS NOT NULL)::text FROM write_off")).containsExactly("true");
        refused("payment.writeOff.notFound", () -> bank.company().actor().run(() -> writeOffs.undo(new InvoiceId(invoice), id)));
        assertThat(bank.rows("SELECT action FROM audit WHERE subject = 'write_off' ORDER BY id"))
                .containsExactly("created", "changed");
        assertThat(sound()).isEmpty();
    }

    @Test
    void the_limit_holds_for_all_that_is_written_off_of_one_invoice() {
        var payment = paid("98.50");
        refused("payment.writeOff.overLimit", () -> writeOff(payment, FEE));
        part("0.90");
        refused("payment.writeOff.overLimit", () -> part("0.11"));
        part("0.10");
        assertThat(open()).isEqualTo("0.5000");
    }

    @Test
    void a_currency_without_a_limit_is_never_written_off() {
        var payment = paid("99.40");
        limit("0");
        refused("payment.writeOff.noLimit", () -> writeOff(payment, FEE));
    }

    @Test
    void what_nothing_came_for_is_not_written_off() {
        refused("payment.writeOff.untouched", () -> part("0.50"));
        var other = paid("60.00", bank.invoice(anna, "RK-2026-00018", "60.00"));
        refused("payment.writeOff.notLinked", () -> writeOff(other, FEE));
        paid("99.40");
        part("0.60");
        refused("payment.writeOff.nothingOpen", () -> part("0.10"));
    }

    @Test
    void bad_input_is_refused_by_its_field() {
        var payment = paid("99.40");
        refused("payment.writeOff.note", () -> writeOff(payment, new WriteOff.Reason(WriteOff.Kind.OTHER, " ")));
        refused("payment.writeOff.overOpen", () -> part("0.61"));
        refused("payment.link.amount", () -> part("0"));
        refused("payment.writeOff.date", () -> run(() -> writeOffs.writeOff(
                new InvoiceId(invoice),
                Optional.empty(),
                FEE,
                Optional.empty(),
                Optional.of(LocalDate.of(2026, 10, 31)))));
        assertThat(open()).isEqualTo("0.6000");
    }

    @Test
    void it_falls_with_the_link_that_it_belonged_to() {
        var payment = paid("99.40");
        writeOff(payment, FEE);
        bank.company().actor().run(() -> links.replace(payment, List.of()));
        assertThat(open()).isEqualTo("100.0000");
        assertThat(sound()).isEmpty();
    }

    @Test
    void it_falls_when_the_bank_takes_the_payment_back() {
        bank.delivers(new Camt().credit("R1", "99.40", "Anna", ACCOUNT, "Hello"));
        var payment = new PaymentId(bank.number("SELECT id::text FROM payment"));
        link(payment, invoice, "99.40");
        writeOff(payment, FEE);
        bank.delivers(new Camt().on(LocalDate.of(2026, 11, 21)).reversal("R1", "99.40", "Anna", ACCOUNT));
        assertThat(open()).isEqualTo("100.0000");
        assertThat(sound()).isEmpty();
    }

    @Test
    void a_surplus_within_the_limit_is_written_off_and_nothing_waits_on_the_payment() {
        var payment = paid("100.40");
        long id = run(() -> writeOffs.writeOffSurplus(
                payment, new WriteOff.Reason(WriteOff.Kind.ROUNDING, ""), Optional.empty()));
        assertThat(find(payment).unallocated().isZero()).isTrue();
        assertThat(find(payment).state()).isEqualTo(Payment.State.LINKED);
        assertThat(run(() -> payments.list(PaymentFilter.of("open", ""), PaymentOrder.USUAL, Optional.empty(), 10)
                        .payments()))
                .isEmpty();
        refused(
                "payment.writeOff.nothingLeft",
                () -> run(() -> writeOffs.writeOffSurplus(payment, FEE, Optional.empty())));
        assertThat(sound()).isEmpty();
        bank.company().actor().run(() -> writeOffs.undo(payment, id));
        assertThat(find(payment).unallocated().toString()).isEqualTo("0.40 EUR");
        assertThat(sound()).isEmpty();
    }

    @Test
    void what_was_written_off_of_a_payment_cannot_be_linked() {
        var payment = paid("100.40");
        run(() -> writeOffs.writeOffSurplus(payment, FEE, Optional.empty()));
        long other = bank.invoice(anna, "RK-2026-00018", "60.00");
        refused("payment.link.spent", () -> bank.company()
                .actor()
                .run(() -> links.replace(
                        payment, List.of(wanted(invoice, "100.00"), wanted(other, "0.40")))));
    }

    @Test
    void the_limits_are_set_as_a_whole_and_written_down() {
        run(() -> {
            limits.save(Map.of("EUR", new BigDecimal("2.00"), "CZK", new BigDecimal(50)));
            return limits.own();
        });
        assertThat(run(limits::own)).containsOnlyKeys("CZK", "EUR");
        limit("2.00");
        assertThat(run(limits::own)).containsOnlyKeys("EUR");
        assertThat(run(limits::currencies)).containsExactly("EUR");
        refused("payment.writeOff.limit.currency", () -> bank.company()
                .actor()
                .run(() -> limits.save(Map.of("XXY", BigDecimal.ONE))));
        refused("payment.writeOff.limit.amount", () -> limit("-1"));
        assertThat(bank.rows("SELECT action FROM audit WHERE subject = 'write_off_limit' ORDER BY id"))
                .containsExactly("created", "changed", "created", "deleted");
    }

    private void limit(String amount) {
        bank.company().actor().run(() -> limits.save(Map.of("EUR", new BigDecimal(amount))));
    }

    private PaymentId paid(String amount) {
        return paid(amount, invoice);
    }

    /// A payment that is linked as far as the invoice reaches.
    private PaymentId paid(String amount, long of) {
        var payment = new PaymentId(bank.number("""
                INSERT INTO payment (company_id, booked_on, amount, currency)
                VALUES (current_company(), date '2026-11-20', %s, 'EUR') RETURNING id::text
                """.formatted(amount)));
        link(payment, of, new BigDecimal(amount).min(new BigDecimal("100.00")).toPlainString());
        return payment;
    }

    private void link(PaymentId payment, long of, String amount) {
        bank.company().actor().run(() -> links.replace(payment, List.of(wanted(of, amount))));
    }

    private static Links.Wanted wanted(long invoice, String amount) {
        return new Links.Wanted(invoice, new BigDecimal(amount));
    }

    private long writeOff(PaymentId payment, WriteOff.Reason reason) {
        return run(() -> writeOffs.writeOff(
                new InvoiceId(invoice), Optional.of(payment), reason, Optional.empty(), Optional.empty()));
    }

    private void part(String amount) {
        run(() -> writeOffs.writeOff(
                new InvoiceId(invoice),
                Optional.empty(),
                FEE,
                Optional.of(new BigDecimal(amount)),
                Optional.empty()));
    }

    private List<String> owed(LocalDate asOf) {
        return run(() -> unpaid.of(anna, asOf).stream()
                .map(i -> i.unpaid().toString())
                .toList());
    }

    private String open() {
        return bank.rows("SELECT open_amount::text FROM invoice WHERE id = " + invoice)
                .getFirst();
    }

    private Payment find(PaymentId id) {
        return run(() -> payments.find(id));
    }

    private List<?> sound() {
        return run(invariants::broken);
    }

    private <T> T run(java.util.function.Supplier<T> work) {
        return bank.company().actor().get(work);
    }

    private static void refused(String key, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Refusal.class, r -> {
            var keys = r.faults().isEmpty()
                    ? List.of(r.words().key())
                    : r.faults().stream().map(f -> f.words().key()).toList();
            assertThat(keys).contains(key);
        });
    }
}
