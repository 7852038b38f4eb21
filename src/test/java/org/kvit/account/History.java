package org.kvit.account;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.kvit.customer.CustomerId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A random history of invoices, credit notes, payments, refunds and write-offs of some customers, in the order in
/// which
/// things can happen, on days that need not be in order: links come later than what they link. Called by a bound actor,
/// in
/// a transaction.
final class History {
    static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    static final int DAYS = 120;

    private final JdbcClient jdbc;
    private final Random random;
    private final List<CustomerId> customers;
    private final List<Invoice> invoices = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();

    private static final class Invoice {
        private long id;
        private CustomerId customer = new CustomerId(0);
        private String currency = "";
        private LocalDate issued = FIRST;
        private int open;
        private int creditable;
    }

    /// A payment or a credit note. @param customer of a credit note: whose invoices alone it settles
    private static final class Source {
        private long id;
        private boolean payment;
        private CustomerId customer = new CustomerId(0);
        private String currency = "";
        private LocalDate on = FIRST;
        private int left;
    }

    History(JdbcClient jdbc, Random random, List<CustomerId> customers) {
        this.jdbc = jdbc;
        this.random = random;
        this.customers = customers;
    }

    void write(int events) {
        for (int i = 0; i < events; i++) {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> invoice(i);
                case 3, 4 -> payment();
                case 5, 6, 7 -> link();
                case 8 -> creditNote(i);
                default -> end();
            }
        }
    }

    private void invoice(int number) {
        var it = new Invoice();
        it.customer = one(customers);
        it.currency = currency();
        it.issued = day();
        it.open = 100 + random.nextInt(900);
        it.creditable = it.open;
        it.id = key("""
                INSERT INTO invoice (company_id, number, customer_id, issue_date, due_date, currency, total)
                VALUES (current_company(), 'N-%d', %d, '%s', '%s', '%s', %d) RETURNING id
                """.formatted(
                number, it.customer.value(), it.issued, it.issued.plusDays(random.nextInt(40)), it.currency, it.open));
        invoices.add(it);
    }

    private void payment() {
        var it = new Source();
        it.payment = true;
        it.currency = currency();
        it.on = day();
        it.left = 50 + random.nextInt(1500);
        var customer =
                random.nextInt(4) == 0 ? "NULL" : Long.toString(one(customers).value());
        it.id = key("""
                INSERT INTO payment (company_id, booked_on, amount, currency, customer_id)
                VALUES (current_company(), '%s', %d, '%s', %s) RETURNING id
                """.formatted(it.on, it.left, it.currency, customer));
        sources.add(it);
    }

    private void creditNote(int number) {
        var of = invoices.stream().filter(i -> i.creditable > 0).toList();
        if (of.isEmpty()) {
            return;
        }
        var invoice = one(of);
        var it = new Source();
        it.customer = invoice.customer;
        it.currency = invoice.currency;
        it.on = invoice.issued.plusDays(random.nextInt(30));
        it.left = 1 + random.nextInt(invoice.creditable);
        it.id = key("""
                INSERT INTO credit_note (company_id, number, invoice_id, issue_date, currency, total, reason)
                VALUES (current_company(), 'K-%d', %d, '%s', '%s', %d, 'Test') RETURNING id
                """.formatted(number, invoice.id, it.on, it.currency, it.left));
        invoice.creditable -= it.left;
        sources.add(it);
    }

    private void link() {
        var some = sources.stream().filter(s -> s.left > 0).toList();
        if (some.isEmpty()) {
            return;
        }
        var source = one(some);
        var open = invoices.stream()
                .filter(i -> i.open > 0
                        && i.currency.equals(source.currency)
                        && (source.payment || i.customer.equals(source.customer)))
                .toList();
        if (open.isEmpty()) {
            return;
        }
        var invoice = one(open);
        int amount = 1 + random.nextInt(Math.min(source.left, invoice.open));
        int linked = jdbc.sql("""
                INSERT INTO allocation (company_id, invoice_id, %1$s, amount, paid_on, automatic, rule, reason)
                VALUES (current_company(), %2$d, %3$d, %4$d, '%5$s', false, 'hand', '{"key": "payment.byHand", "args": []}')
                    ON CONFLICT DO NOTHING
                """.formatted(
                        source.payment ? "payment_id" : "credit_note_id", invoice.id, source.id, amount, source.on))
                .update();
        invoice.open -= linked * amount;
        source.left -= linked * amount;
    }

    /// A refund, a write-off of what is left over or of what is left open, or a payment that never was.
    private void end() {
        var rests = sources.stream().filter(s -> s.payment && s.left > 0).toList();
        var open = invoices.stream().filter(i -> i.open > 0).toList();
        int what = random.nextInt(4);
        if (what == 0 && !open.isEmpty()) {
            var invoice = one(open);
            int amount = 1 + random.nextInt(invoice.open);
            key("""
                    INSERT INTO write_off (company_id, invoice_id, amount, currency, written_on, kind)
                    VALUES (current_company(), %d, %d, '%s', '%s', 'rounding') RETURNING id
                    """.formatted(invoice.id, amount, invoice.currency, day()));
            invoice.open -= amount;
        } else if (!rests.isEmpty()) {
            var rest = one(rests);
            int amount = 1 + random.nextInt(rest.left);
            var on = rest.on.plusDays(random.nextInt(30));
            if (what == 1) {
                key("""
                        INSERT INTO write_off (company_id, payment_id, amount, currency, written_on, kind)
                        VALUES (current_company(), %d, %d, '%s', '%s', 'rounding') RETURNING id
                        """.formatted(rest.id, amount, rest.currency, on));
                rest.left -= amount;
            } else if (what == 2) {
                key("""
                        INSERT INTO refund (company_id, payment_id, amount, refunded_on, reason)
                        VALUES (current_company(), %d, %d, '%s', 'Test') RETURNING id
                        """.formatted(rest.id, amount, on));
                rest.left -= amount;
            } else {
                voided(rest);
            }
        }
    }

    private void voided(Source payment) {
        if (jdbc.sql(
                                "SELECT allocated + refunded + written_off FROM payment WHERE company_id = current_company() AND id = :id")
                        .param("id", payment.id)
                        .query(BigDecimal.class)
                        .single()
                        .signum()
                == 0) {
            jdbc.sql("UPDATE payment SET voided_at = now() WHERE company_id = current_company() AND id = :id")
                    .param("id", payment.id)
                    .update();
            payment.left = 0;
        }
    }

    private long key(String insert) {
        return jdbc.sql(insert).query(Long.class).single();
    }

    private String currency() {
        return random.nextInt(4) == 0 ? "CZK" : "EUR";
    }

    private LocalDate day() {
        return FIRST.plusDays(random.nextInt(DAYS));
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
