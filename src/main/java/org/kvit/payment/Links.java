package org.kvit.payment;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Companies;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Links by hand, and payments by hand.
@Service
public class Links {
    private static final String BY_HAND = "{\"key\": \"payment.byHand\", \"args\": []}";

    private final JdbcClient jdbc;
    private final Payments payments;
    private final Companies companies;

    Links(JdbcClient jdbc, Payments payments, Companies companies) {
        this.jdbc = jdbc;
        this.payments = payments;
        this.companies = companies;
    }

    /// So much of the payment for one invoice. @param amount more than zero
    public record Wanted(long invoice, BigDecimal amount) {}

    private record Target(long id, String number, long customer, Money open) {}

    /// Gives a payment this set of links in place of the one it has. A link that stays as it is keeps
    /// its rule and reason. What is
    /// linked by hand teaches from which account the customer pays.
    ///
    /// @throws Refusal naming the link that won't do, and why
    @Transactional
    public void replace(PaymentId id, List<Wanted> wanted) {
        CompanyLock.take(jdbc);
        var payment = payments.find(id);
        check(payment, wanted);
        jdbc.sql("""
                DELETE FROM allocation a
                 WHERE a.company_id = current_company() AND a.payment_id = :payment
                   AND NOT EXISTS (SELECT FROM unnest(:invoices::bigint[], :amounts::numeric[]) AS w (invoice_id, amount)
                                    WHERE w.invoice_id = a.invoice_id AND w.amount = a.amount)
                """)
                .param("payment", id.value())
                .param("invoices", invoices(wanted))
                .param("amounts", amounts(wanted))
                .update();
        jdbc.sql("""
                INSERT INTO allocation (company_id, invoice_id, payment_id, amount, paid_on, automatic, rule, reason, created_by)
                SELECT current_company(), w.invoice_id, :payment, w.amount, :on, false, 'hand', :reason::jsonb, current_actor()
                  FROM unnest(:invoices::bigint[], :amounts::numeric[]) AS w (invoice_id, amount)
                 WHERE NOT EXISTS (SELECT FROM allocation a
                                    WHERE a.company_id = current_company() AND a.payment_id = :payment AND a.invoice_id = w.invoice_id)
                """)
                .param("payment", id.value())
                .param("on", payment.bookedOn())
                .param("reason", BY_HAND)
                .param("invoices", invoices(wanted))
                .param("amounts", amounts(wanted))
                .update();
        learn(payment, wanted);
    }

    /// One payment for each invoice, of all that is open on it, linked in full.
    ///
    /// @param bankAccount ours; empty: not said
    /// @throws Refusal if an invoice isn't there, isn't approved or has nothing open; or for a date in
    /// the future
    @Transactional
    public List<PaymentId> payByHand(List<Long> invoices, String bankAccount, LocalDate date) {
        CompanyLock.take(jdbc);
        if (date.isAfter(companies.today())) {
            throw Refusal.invalid("date", "payment.date.future");
        }
        var distinct = new ArrayList<>(new java.util.LinkedHashSet<>(invoices));
        if (distinct.isEmpty() || distinct.size() > 1000) {
            throw Refusal.invalid("invoiceIds", "payment.invoices.count", 1000);
        }
        var targets = targets(distinct.toArray(Long[]::new), 0);
        if (targets.size() < distinct.size()
                || targets.stream().anyMatch(t -> !t.open().isPositive())) {
            throw Refusal.invalid("invoiceIds", "payment.invoices.notOpen");
        }
        return targets.stream().map(t -> payByHand(t, bankAccount, date)).toList();
    }

    private PaymentId payByHand(Target target, String bankAccount, LocalDate date) {
        long id = jdbc.sql("""
                INSERT INTO payment (company_id, bank_account, booked_on, amount, currency, payer_name, customer_id, text, created_by)
                SELECT current_company(), nullif(:account, ''), :date, :amount, :currency, c.name, c.id, :number, current_actor()
                  FROM customer c WHERE c.company_id = current_company() AND c.id = :customer
                RETURNING id
                """)
                .param("account", bankAccount)
                .param("date", date)
                .param("amount", target.open().amount())
                .param("currency", target.open().currency())
                .param("number", target.number())
                .param("customer", target.customer())
                .query(Long.class)
                .single();
        jdbc.sql("""
                INSERT INTO allocation (company_id, invoice_id, payment_id, amount, paid_on, automatic, rule, reason, created_by)
                VALUES (current_company(), :invoice, :payment, :amount, :date, false, 'hand', :reason::jsonb, current_actor())
                """)
                .param("invoice", target.id())
                .param("payment", id)
                .param("amount", target.open().amount())
                .param("date", date)
                .param("reason", BY_HAND)
                .update();
        return new PaymentId(id);
    }

    private void check(Payment payment, List<Wanted> wanted) {
        if (payment.voidedFor().isPresent()) {
            throw Refusal.conflict("payment.link.voided");
        }
        var faults = new ArrayList<Refusal.Fault>();
        var targets = targets(invoices(wanted), payment.id().value());
        Set<Long> seen = new HashSet<>();
        var sum = BigDecimal.ZERO;
        for (int i = 0; i < wanted.size(); i++) {
            var link = wanted.get(i);
            var target = targets.stream().filter(t -> t.id() == link.invoice()).findFirst();
            var field = "links[" + i + "].";
            if (target.isEmpty()) {
                faults.add(fault(field + "invoiceId", "payment.link.noInvoice"));
            } else if (!seen.add(link.invoice())) {
                faults.add(fault(
                        field + "invoiceId", "payment.link.twice", target.get().number()));
            } else if (!target.get().open().currency().equals(payment.amount().currency())) {
                faults.add(fault(
                        field + "invoiceId",
                        "payment.link.currency",
                        target.get().number(),
                        target.get().open().currency(),
                        payment.amount().currency()));
            } else if (link.amount().signum() <= 0
                    || link.amount().stripTrailingZeros().scale() > 4) {
                faults.add(fault(field + "amount", "payment.link.amount"));
            } else if (link.amount().compareTo(target.get().open().amount()) > 0) {
                faults.add(fault(
                        field + "amount",
                        "payment.link.exceedsInvoice",
                        target.get().number(),
                        target.get().open().toString()));
            }
            sum = sum.add(link.amount());
        }
        if (sum.compareTo(payment.amount().amount()) > 0) {
            faults.add(fault(
                    "links",
                    "payment.link.exceedsPayment",
                    new Money(sum, payment.amount().currency()).toString(),
                    payment.amount().toString()));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    /// Approved invoices with what is open on them besides the payment's own links.
    private List<Target> targets(Long[] invoices, long besides) {
        return jdbc.sql("""
                SELECT i.id, i.number, i.customer_id, i.currency, i.open_amount + coalesce(a.amount, 0) AS open
                  FROM invoice i
                  LEFT JOIN allocation a ON a.company_id = i.company_id AND a.invoice_id = i.id AND a.payment_id = :besides
                 WHERE i.company_id = current_company() AND i.id = ANY (:invoices) AND i.approved
                 ORDER BY i.due_date, i.id
                """)
                .param("besides", besides)
                .param("invoices", invoices)
                .query((row, n) -> new Target(
                        row.getLong("id"),
                        row.getString("number"),
                        row.getLong("customer_id"),
                        new Money(row.getBigDecimal("open"), row.getString("currency"))))
                .list();
    }

    private void learn(Payment payment, List<Wanted> wanted) {
        jdbc.sql(
                        "DELETE FROM payment_proposal WHERE company_id = current_company() AND payment_id = :payment AND :linked")
                .param("payment", payment.id().value())
                .param("linked", !wanted.isEmpty())
                .update();
        jdbc.sql("""
                UPDATE payment p SET customer_id = (SELECT min(i.customer_id) FROM invoice i
                                                     WHERE i.company_id = p.company_id AND i.id = ANY (:invoices))
                 WHERE p.company_id = current_company() AND p.id = :payment
                """)
                .param("invoices", invoices(wanted))
                .param("payment", payment.id().value())
                .update();
        jdbc.sql("""
                INSERT INTO payer_account (company_id, customer_id, account, learnt_from)
                SELECT DISTINCT current_company(), i.customer_id, :account, :payment::bigint
                  FROM invoice i
                 WHERE i.company_id = current_company() AND i.id = ANY (:invoices) AND :account <> ''
                    ON CONFLICT (company_id, account, customer_id) DO NOTHING
                """)
                .param("account", payment.payerAccount().orElse(""))
                .param("payment", payment.id().value())
                .param("invoices", invoices(wanted))
                .update();
    }

    private static Refusal.Fault fault(String field, String key, Object... args) {
        return new Refusal.Fault(field, Words.of(key, args));
    }

    private static Long[] invoices(List<Wanted> wanted) {
        return wanted.stream().map(Wanted::invoice).toArray(Long[]::new);
    }

    private static BigDecimal[] amounts(List<Wanted> wanted) {
        return wanted.stream().map(Wanted::amount).toArray(BigDecimal[]::new);
    }
}
