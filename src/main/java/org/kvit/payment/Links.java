package org.kvit.payment;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Companies;
import org.kvit.company.Company;
import org.kvit.company.Iban;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Links by hand, and payments by hand.
@Service
public class Links {
    private static final String BY_HAND = "{\"key\": \"payment.byHand\", \"args\": []}";
    private static final Why HAND = new Why(false, "hand", Words.of("payment.byHand"));
    private static final int MOST_INVOICES = 1000;
    private static final int LONGEST_ACCOUNT = 50;
    private static final int LONGEST_REASON = 200;

    private final JdbcClient jdbc;
    private final Payments payments;
    private final Linking linking;
    private final WriteOffs writeOffs;
    private final PayerAccounts accounts;
    private final PaymentPeriods periods;
    private final Companies companies;
    private final JsonMapper json;

    Links(
            JdbcClient jdbc,
            Payments payments,
            Linking linking,
            WriteOffs writeOffs,
            PayerAccounts accounts,
            PaymentPeriods periods,
            Companies companies,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.payments = payments;
        this.linking = linking;
        this.writeOffs = writeOffs;
        this.accounts = accounts;
        this.periods = periods;
        this.companies = companies;
        this.json = json;
    }

    /// So much of the payment for one invoice.
    ///
    /// @param amount more than zero
    /// @param why what a new link is for, if not only because somebody said so
    public record Wanted(long invoice, BigDecimal amount, Why why) {
        public Wanted(long invoice, BigDecimal amount) {
            this(invoice, amount, HAND);
        }
    }

    /// @param automatic made by a rule alone, not by somebody who took it @param rule its stable name, or `hand`
    record Why(boolean automatic, String rule, Words reason) {}

    /// [#replace(PaymentId, List)] by somebody who has seen the payment with certain links ([Payment#linksSeen]).
    ///
    /// @throws Refusal if somebody else has changed them meanwhile
    @Transactional
    public void replace(PaymentId id, String seen, List<Wanted> wanted) {
        CompanyLock.take(jdbc);
        if (!payments.find(id).linksSeen().equals(seen)) {
            throw Refusal.conflict("payment.link.meanwhile");
        }
        replace(id, wanted);
    }

    /// [#replace(PaymentId, List)] by a program that has read the payment with certain entity tags.
    ///
    /// @param match its `If-Match`: tags, or `*` for whatever it is; empty: it said nothing
    /// @throws Refusal if the payment has another tag by now
    @Transactional
    public void replaceMatching(PaymentId id, String match, List<Wanted> wanted) {
        CompanyLock.take(jdbc);
        if (!match.isBlank()
                && !match.strip().equals("*")
                && java.util.Arrays.stream(match.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .noneMatch(payments.find(id).tag()::equals)) {
            throw Refusal.conflict("payment.link.changed");
        }
        replace(id, wanted);
    }

    /// Gives a payment this set of links in place of the one it has. A link that stays as it is keeps
    /// its rule and reason. What is linked by hand teaches from which account the customer pays; nothing
    /// is linked to this payment by itself any more.
    ///
    /// @throws Refusal naming the link that won't do, and why
    @Transactional
    public void replace(PaymentId id, List<Wanted> wanted) {
        CompanyLock.take(jdbc);
        var payment = payments.find(id);
        LinkRules.check(payment, wanted, targets(invoices(wanted), id.value()));
        remove(id, wanted);
        add(payment, wanted);
        writeOffs.fall(List.of(id), false);
        learn(payment, wanted);
        if (wanted.isEmpty()) {
            linking.proposeFor(id);
        }
    }

    /// Links what is left of a payment with an invoice, as far as both reach, besides what it is linked with.
    /// @throws Refusal if nothing is left, or nothing is open
    @Transactional
    public void useLeft(PaymentId id, long invoice) {
        CompanyLock.take(jdbc);
        var payment = payments.find(id);
        var target = targets(new Long[] {invoice}, id.value()).get(invoice);
        if (!payment.unallocated().isPositive()) {
            throw Refusal.conflict("payment.writeOff.nothingLeft");
        }
        if (target == null
                || !target.open().currency().equals(payment.amount().currency())
                || target.open().compareTo(payment.linkedWith(invoice)) <= 0) {
            throw Refusal.conflict("payment.invoices.notOpen");
        }
        replace(id, payment.with(invoice, target.open()));
    }

    private void remove(PaymentId id, List<Wanted> wanted) {
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
    }

    private void add(Payment payment, List<Wanted> wanted) {
        jdbc.sql("""
                INSERT INTO allocation (company_id, invoice_id, payment_id, amount, paid_on, automatic, rule, reason, created_by)
                SELECT current_company(), w.invoice_id, :payment, w.amount, :on, w.automatic, w.rule, w.reason::jsonb, current_actor()
                  FROM unnest(:invoices::bigint[], :amounts::numeric[], :automatic::boolean[], :rules::text[], :reasons::text[])
                       AS w (invoice_id, amount, automatic, rule, reason)
                 WHERE NOT EXISTS (SELECT FROM allocation a
                                    WHERE a.company_id = current_company() AND a.payment_id = :payment AND a.invoice_id = w.invoice_id)
                """)
                .param("payment", payment.id().value())
                .param("on", payment.bookedOn())
                .param("invoices", invoices(wanted))
                .param("amounts", amounts(wanted))
                .param(
                        "automatic",
                        wanted.stream().map(w -> w.why().automatic()).toArray(Boolean[]::new))
                .param("rules", wanted.stream().map(w -> w.why().rule()).toArray(String[]::new))
                .param(
                        "reasons",
                        wanted.stream()
                                .map(w -> json.writeValueAsString(w.why().reason()))
                                .toArray(String[]::new))
                .update();
    }

    /// One payment for each invoice, of all that is open on it, linked in full.
    ///
    /// @param bankAccount ours; empty: the only one, or not said
    /// @throws Refusal if an invoice isn't there, isn't approved or has nothing open; for a date in the
    /// future; for an account that is none of ours; or if that month's payments come into it from statements
    @Transactional
    public List<PaymentId> payByHand(List<Long> invoices, String bankAccount, LocalDate date) {
        CompanyLock.take(jdbc);
        if (date.isAfter(companies.today())) {
            throw Refusal.invalid("date", "payment.date.future");
        }
        var account = account(bankAccount);
        var distinct = invoices.stream().distinct().toArray(Long[]::new);
        if (distinct.length == 0 || distinct.length > MOST_INVOICES) {
            throw Refusal.invalid("invoiceIds", "payment.invoices.count", MOST_INVOICES);
        }
        var targets = targets(distinct, 0);
        if (targets.size() < distinct.length
                || targets.values().stream().anyMatch(t -> !t.open().isPositive())) {
            throw Refusal.invalid("invoiceIds", "payment.invoices.notOpen");
        }
        periods.admitByHand(account, date);
        return payInFull(distinct, account, date);
    }

    /// Takes back a payment that was made by hand, with its links. What the bank booked only the bank takes back.
    /// @param reason in the words of whom takes it back
    @Transactional
    public void takeBack(PaymentId id, String reason) {
        CompanyLock.take(jdbc);
        var payment = payments.find(id);
        if (payment.statementFile() != 0 || payment.voidedFor().isPresent()) {
            throw Refusal.conflict("payment.void.notByHand");
        }
        if (payment.refunded().isPositive()) {
            throw Refusal.conflict("payment.void.refunded", payment.refunded());
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Refusal.invalid("reason", "payment.void.reason", LONGEST_REASON);
        }
        remove(id, List.of());
        writeOffs.fall(List.of(id), true);
        jdbc.sql("""
                UPDATE payment SET voided_at = now(),
                                   void_reason = jsonb_build_object('key', 'payment.void.hand', 'args', jsonb_build_array(:reason::text))
                 WHERE company_id = current_company() AND id = :id
                """).param("reason", reason.strip()).param("id", id.value()).update();
    }

    /// As long as no account of ours is set up, any is taken as it is; and none named is the only one that statements
    /// came of.
    private String account(String named) {
        var account = Iban.compact(named);
        var ours = companies.own().bankAccounts().stream()
                .map(Company.BankAccount::iban)
                .toList();
        if (account.isEmpty()) {
            var known = ours.isEmpty() ? stated() : ours;
            return known.size() == 1 ? known.getFirst() : "";
        }
        if ((!ours.isEmpty() && !ours.contains(account)) || account.length() > LONGEST_ACCOUNT) {
            throw Refusal.invalid("bankAccount", "payment.account.unknown", named);
        }
        return account;
    }

    private List<String> stated() {
        return jdbc.sql(
                        "SELECT DISTINCT account FROM statement WHERE company_id = current_company() AND NOT undone LIMIT 2")
                .query((row, n) -> row.getString(1))
                .list();
    }

    private List<PaymentId> payInFull(Long[] invoices, String account, LocalDate date) {
        // The invoice's number is the payment's text: by it the second statement finds what the first has made.
        var made = jdbc.sql("""
                INSERT INTO payment (company_id, bank_account, booked_on, amount, currency, payer_name, customer_id, text, decided, created_by)
                SELECT current_company(), nullif(:account, ''), :date, i.open_amount, i.currency, c.name, c.id, i.number, true, current_actor()
                  FROM invoice i
                  JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                 WHERE i.company_id = current_company() AND i.id = ANY (:invoices)
                 ORDER BY i.due_date, i.id
                RETURNING id
                """)
                .param("account", account)
                .param("date", date)
                .param("invoices", invoices)
                .query((row, n) -> row.getLong(1))
                .list();
        jdbc.sql("""
                INSERT INTO allocation (company_id, invoice_id, payment_id, amount, paid_on, automatic, rule, reason, created_by)
                SELECT current_company(), i.id, p.id, p.amount, p.booked_on, false, 'hand', :reason::jsonb, current_actor()
                  FROM payment p
                  JOIN invoice i ON i.company_id = p.company_id AND i.number = p.text
                 WHERE p.company_id = current_company() AND p.id = ANY (:payments)
                """)
                .param("reason", BY_HAND)
                .param("payments", made.toArray(Long[]::new))
                .update();
        return made.stream().map(PaymentId::new).toList();
    }

    /// Approved invoices with what is open on them besides the payment's own links; locked, in the order in which
    /// allocations lock them, so that it stays true until they are written.
    private Map<Long, LinkRules.Target> targets(Long[] invoices, long besides) {
        var targets = new LinkedHashMap<Long, LinkRules.Target>();
        jdbc.sql("""
                SELECT i.id, i.number, i.customer_id, i.currency, i.total,
                       i.open_amount + coalesce((SELECT a.amount FROM allocation a WHERE a.company_id = i.company_id AND a.invoice_id = i.id
                                                                                    AND a.payment_id = :besides), 0) AS open
                  FROM invoice i
                 WHERE i.company_id = current_company() AND i.id = ANY (:invoices) AND i.approved
                 ORDER BY i.id
                   FOR NO KEY UPDATE
                """).param("besides", besides).param("invoices", invoices).query(row -> {
            targets.put(
                    row.getLong("id"),
                    new LinkRules.Target(
                            row.getLong("id"),
                            row.getString("number"),
                            row.getLong("customer_id"),
                            new Money(row.getBigDecimal("total"), row.getString("currency")),
                            new Money(row.getBigDecimal("open"), row.getString("currency"))));
        });
        return targets;
    }

    /// What a link by hand had taught is forgotten with it.
    private void learn(Payment payment, List<Wanted> wanted) {
        jdbc.sql(
                        "DELETE FROM payment_proposal WHERE company_id = current_company() AND payment_id = :payment AND :linked")
                .param("payment", payment.id().value())
                .param("linked", !wanted.isEmpty())
                .update();
        jdbc.sql("""
                UPDATE payment p SET decided = true,
                                     customer_id = coalesce((SELECT min(i.customer_id) FROM invoice i
                                                              WHERE i.company_id = p.company_id AND i.id = ANY (:invoices)),
                                                            CASE WHEN p.entry_id IS NULL THEN p.customer_id END)
                 WHERE p.company_id = current_company() AND p.id = :payment
                """)
                .param("invoices", invoices(wanted))
                .param("payment", payment.id().value())
                .update();
        jdbc.sql("""
                DELETE FROM payer_account a
                 WHERE a.company_id = current_company() AND a.learnt_from = :payment
                   AND a.customer_id NOT IN (SELECT i.customer_id FROM invoice i WHERE i.company_id = a.company_id AND i.id = ANY (:invoices))
                """)
                .param("payment", payment.id().value())
                .param("invoices", invoices(wanted))
                .update();
        accounts.learn(payment.id().value());
    }

    private static Long[] invoices(List<Wanted> wanted) {
        return wanted.stream().map(Wanted::invoice).toArray(Long[]::new);
    }

    private static BigDecimal[] amounts(List<Wanted> wanted) {
        return wanted.stream().map(Wanted::amount).toArray(BigDecimal[]::new);
    }
}
