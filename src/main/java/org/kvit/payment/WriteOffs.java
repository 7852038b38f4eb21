package org.kvit.payment;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.invoice.Invoice;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.Invoices;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Small differences that are given up: what a payment came short of an invoice, or what is left over of a payment.
/// Up to the company's limit for the currency, which holds for all that is written off of one invoice or one payment.
@Service
public class WriteOffs {
    private static final int LONGEST_NOTE = 200;

    private final JdbcClient jdbc;
    private final Invoices invoices;
    private final Payments payments;
    private final WriteOffLimits limits;
    private final Companies companies;

    WriteOffs(JdbcClient jdbc, Invoices invoices, Payments payments, WriteOffLimits limits, Companies companies) {
        this.jdbc = jdbc;
        this.invoices = invoices;
        this.payments = payments;
        this.limits = limits;
        this.companies = companies;
    }

    /// Gives up what is open of an invoice, or a part of it, of which something was paid or credited before.
    ///
    /// @param payment that came short: linked with the invoice; the write-off falls with that link
    /// @param amount all that is open if nothing is said
    /// @param on the payment's date if nothing is said, or today
    /// @return the write-off's number
    /// @throws Refusal over the limit, for an invoice that nothing came for, or naming the field that won't do
    @Transactional
    public long writeOff(
            InvoiceId invoice,
            Optional<PaymentId> payment,
            WriteOff.Reason reason,
            Optional<BigDecimal> amount,
            Optional<LocalDate> on) {
        CompanyLock.take(jdbc);
        var of = invoices.find(invoice);
        var paid = payment.map(payments::find);
        if (!of.isOwed()) {
            throw Refusal.conflict("payment.writeOff.nothingOpen", of.number());
        }
        if (!isSettledInPart(invoice, payment)) {
            throw Refusal.conflict(
                    paid.isPresent() ? "payment.writeOff.notLinked" : "payment.writeOff.untouched", of.number());
        }
        var sum = amount.map(a -> new Money(a, of.total().currency())).orElse(of.open());
        check(sum, of.open(), reason);
        limit(standing("invoice_id", invoice.value(), sum.currency()).plus(sum));
        return insert(Optional.of(invoice), payment, sum, date(of, paid, on), reason);
    }

    /// Gives up all that is left over of a payment, so that nothing waits on it any more.
    /// @return the write-off's number
    /// @throws Refusal over the limit, or naming the field that won't do
    @Transactional
    public long writeOffSurplus(PaymentId payment, WriteOff.Reason reason, Optional<LocalDate> on) {
        CompanyLock.take(jdbc);
        var of = payments.find(payment);
        if (of.voidedFor().isPresent() || !of.unallocated().isPositive()) {
            throw Refusal.conflict("payment.writeOff.nothingLeft");
        }
        check(of.unallocated(), of.unallocated(), reason);
        limit(standing("invoice_id IS NULL AND payment_id", payment.value(), of.amount().currency())
                .plus(of.unallocated()));
        return insert(
                Optional.empty(),
                Optional.of(payment),
                of.unallocated(),
                dated(on.orElseGet(companies::today), of.bookedOn()),
                reason);
    }

    /// Takes a write-off of an invoice back: what it gave up is open again. It stays on record.
    /// @throws Refusal if there is none that stands, or the reader doesn't see the invoice
    @Transactional
    public void undo(InvoiceId invoice, long id) {
        CompanyLock.take(jdbc);
        voidOne(id, "invoice_id = " + invoices.find(invoice).id().value());
    }

    /// Takes a write-off of a payment's surplus back: it is left of it again. It stays on record.
    /// @throws Refusal if there is none that stands, or the reader doesn't see the payment
    @Transactional
    public void undo(PaymentId payment, long id) {
        CompanyLock.take(jdbc);
        voidOne(
                id,
                "invoice_id IS NULL AND payment_id = " + payments.find(payment).id().value());
    }

    private void voidOne(long id, String of) {
        int voided = jdbc.sql("""
                UPDATE write_off SET voided_at = now(), voided_by = current_actor()
                 WHERE company_id = current_company() AND voided_at IS NULL AND id = :id AND %s
                """.formatted(of)).param("id", id).update();
        if (voided == 0) {
            throw Refusal.notFound("payment.writeOff.notFound");
        }
    }

    /// Those of an invoice that stand, the oldest first.
    /// @throws Refusal if the reader sees no such invoice
    @Transactional(readOnly = true)
    public List<WriteOff> of(InvoiceId invoice) {
        return standing(
                " AND w.invoice_id = " + invoices.find(invoice).id().value());
    }

    /// Those that a payment's surplus went into, the oldest first.
    /// @throws Refusal if the reader sees no such payment
    @Transactional(readOnly = true)
    public List<WriteOff> ofSurplus(PaymentId payment) {
        return standing(" AND w.invoice_id IS NULL AND w.payment_id = "
                + payments.find(payment).id().value());
    }

    /// What could be written off of an invoice now: all that is open, if the limit reaches and something came for it.
    @Transactional(readOnly = true)
    public Optional<Money> offered(Invoice invoice) {
        return invoice.isOwed()
                        && reaches(standing(
                                        "invoice_id",
                                        invoice.id().value(),
                                        invoice.open().currency())
                                .plus(invoice.open()))
                        && isSettledInPart(invoice.id(), Optional.empty())
                ? Optional.of(invoice.open())
                : Optional.empty();
    }

    /// What could be written off of a payment now: all that is left of it, if the limit reaches.
    @Transactional(readOnly = true)
    public Optional<Money> offered(Payment payment) {
        return payment.voidedFor().isEmpty()
                        && payment.unallocated().isPositive()
                        && reaches(payment.writtenOff().plus(payment.unallocated()))
                ? Optional.of(payment.unallocated())
                : Optional.empty();
    }

    /// Voids what was written off with links of these payments that are gone; of those that don't count any more,
    /// their surplus too. Within the transaction that takes the links.
    void fall(List<PaymentId> unlinked, boolean wholly) {
        jdbc.sql("""
                UPDATE write_off w SET voided_at = now(), voided_by = current_actor()
                 WHERE w.company_id = current_company() AND w.voided_at IS NULL AND w.payment_id = ANY (:payments)
                   AND CASE WHEN w.invoice_id IS NULL THEN :wholly
                            ELSE NOT EXISTS (SELECT FROM allocation a
                                              WHERE a.company_id = w.company_id AND a.payment_id = w.payment_id AND a.invoice_id = w.invoice_id) END
                """)
                .param("payments", unlinked.stream().map(PaymentId::value).toArray(Long[]::new))
                .param("wholly", wholly)
                .update();
    }

    private boolean reaches(Money sum) {
        return WriteOffLimits.refusal(limits.of(sum.currency()), sum).isEmpty();
    }

    private void limit(Money sum) {
        WriteOffLimits.refusal(limits.of(sum.currency()), sum).ifPresent(refusal -> {
            throw refusal;
        });
    }

    private static void check(Money amount, Money open, WriteOff.Reason reason) {
        if (!amount.isPositive() || amount.amount().scale() > 5) {
            throw Refusal.invalid("amount", "payment.link.amount");
        }
        if (amount.compareTo(open) > 0) {
            throw Refusal.invalid("amount", "payment.writeOff.overOpen", open);
        }
        if (reason.note().length() > LONGEST_NOTE
                || (reason.kind() == WriteOff.Kind.OTHER && reason.note().isBlank())) {
            throw Refusal.invalid("note", "payment.writeOff.note", LONGEST_NOTE);
        }
    }

    private LocalDate date(Invoice invoice, Optional<Payment> paid, Optional<LocalDate> on) {
        var usual = paid.map(Payment::bookedOn).orElseGet(companies::today);
        return dated(
                on.orElse(usual.isBefore(invoice.issueDate()) ? invoice.issueDate() : usual), invoice.issueDate());
    }

    private LocalDate dated(LocalDate on, LocalDate earliest) {
        if (on.isBefore(earliest) || on.isAfter(companies.today())) {
            throw Refusal.invalid("date", "payment.writeOff.date", earliest, companies.today());
        }
        return on;
    }

    /// By money or by a credit note; what was written off before is neither.
    private boolean isSettledInPart(InvoiceId invoice, Optional<PaymentId> payment) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM allocation a
                                WHERE a.company_id = current_company() AND a.invoice_id = :invoice AND a.write_off_id IS NULL
                                  AND (:payment = 0 OR a.payment_id = :payment))
                """)
                .param("invoice", invoice.value())
                .param("payment", payment.map(PaymentId::value).orElse(0L))
                .query(Boolean.class)
                .single();
    }

    private Money standing(String of, long id, String currency) {
        return jdbc.sql(
                        "SELECT coalesce(sum(amount), 0) FROM write_off WHERE company_id = current_company() AND voided_at IS NULL AND "
                                + of + " = :id")
                .param("id", id)
                .query((row, n) -> new Money(row.getBigDecimal(1), currency))
                .single();
    }

    private long insert(
            Optional<InvoiceId> invoice,
            Optional<PaymentId> payment,
            Money amount,
            LocalDate on,
            WriteOff.Reason reason) {
        return jdbc.sql("""
                INSERT INTO write_off (company_id, invoice_id, payment_id, amount, currency, written_on, kind, note, created_by)
                VALUES (current_company(), :invoice, :payment, :amount, :currency, :on, :kind, :note, current_actor()) RETURNING id
                """)
                .param("invoice", invoice.map(InvoiceId::value).orElse(null))
                .param("payment", payment.map(PaymentId::value).orElse(null))
                .param("amount", amount.amount())
                .param("currency", amount.currency())
                .param("on", on)
                .param("kind", reason.kind().code())
                .param("note", reason.note().strip())
                .query(Long.class)
                .single();
    }

    private List<WriteOff> standing(String condition) {
        return jdbc.sql("""
                SELECT w.id, w.invoice_id, w.payment_id, w.amount, w.currency, w.written_on, w.kind, w.note, u.name AS by
                  FROM write_off w
                  LEFT JOIN app_user u ON u.id = w.created_by
                 WHERE w.company_id = current_company() AND w.voided_at IS NULL%s
                 ORDER BY w.id
                """.formatted(condition)).query((row, n) -> writeOff(row)).list();
    }

    private static WriteOff writeOff(ResultSet row) throws SQLException {
        long invoice = row.getLong("invoice_id");
        long payment = row.getLong("payment_id");
        return new WriteOff(
                row.getLong("id"),
                invoice == 0 ? Optional.empty() : Optional.of(new InvoiceId(invoice)),
                payment == 0 ? Optional.empty() : Optional.of(new PaymentId(payment)),
                new Money(row.getBigDecimal("amount"), row.getString("currency")),
                row.getObject("written_on", LocalDate.class),
                new WriteOff.Reason(WriteOff.Kind.of(row.getString("kind")).orElseThrow(), row.getString("note")),
                Optional.ofNullable(row.getString("by")));
    }
}
