package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.kvit.TestCompany;
import org.kvit.check.Invariants;
import org.kvit.company.Companies;
import org.kvit.mail.SmtpSink;
import org.kvit.receivable.Ledger;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A reminder run to many customers, with one overdue invoice each, that meets trouble on its way. At its end it is
/// counted: in the database, and where it matters, at the mail server.
public final class CountedRun {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ApplicationContext kvit;
    private final TestCompany company;
    private final int letters;
    private final RunId run;

    private CountedRun(ApplicationContext kvit, TestCompany company, int letters, RunId run) {
        this.kvit = kvit;
        this.company = company;
        this.letters = letters;
        this.run = run;
    }

    /// A run of a company of its own, not ordered yet.
    public static CountedRun propose(ApplicationContext kvit, int letters) {
        var companies = kvit.getBean(Companies.class);
        var company = TestCompany.found(companies);
        var ledger = new Ledger(kvit.getBean(JdbcClient.class), kvit.getBean(TransactionTemplate.class));
        var run = company.actor().get(() -> {
            var today = companies.today();
            ledger.change("""
                    INSERT INTO customer (company_id, name, country, email, remind_by_email)
                    SELECT current_company(), 'Customer ' || n, 'LV', 'c' || n || '@customer.example', true FROM generate_series(1, %d) n
                    """.formatted(letters));
            ledger.change("""
                    INSERT INTO invoice (company_id, number, customer_id, issue_date, due_date, currency, total)
                    SELECT current_company(), 'K-' || c.id, c.id, '%s', '%s', 'EUR', 100 FROM customer c WHERE c.company_id = current_company()
                    """.formatted(today.minusDays(54), today.minusDays(40)));
            return kvit.getBean(ReminderRuns.class).propose(today, Optional.empty());
        });
        return new CountedRun(kvit, company, letters, run);
    }

    /// @param n from 1
    public static String address(int n) {
        return "c" + n + "@customer.example";
    }

    public RunId id() {
        return run;
    }

    public TestCompany company() {
        return company;
    }

    /// The company's mail goes to this server from now on.
    public CountedRun mailedThrough(int port) {
        change("""
                INSERT INTO mail_server (company_id, host, port, security, sender)
                VALUES (current_company(), '127.0.0.1', %d, 'none', 'office@baltic.example')
                """.formatted(port));
        return this;
    }

    /// Only orders the letters: who writes them is up to the test.
    public CountedRun order() {
        company.actor().run(() -> kvit.getBean(ReminderRuns.class).order(run, Optional.empty()));
        return this;
    }

    public void change(String sql) {
        company.actor()
                .run(() -> new Ledger(kvit.getBean(JdbcClient.class), kvit.getBean(TransactionTemplate.class))
                        .change(sql));
    }

    public long count(String sql) {
        return company.actor()
                .get(() -> Objects.requireNonNull(kvit.getBean(TransactionTemplate.class)
                        .execute(_ -> kvit.getBean(JdbcClient.class)
                                .sql(sql)
                                .query(Long.class)
                                .single())));
    }

    /// Of all that is written with a letter, each in its number: the same of all, or half of it was lost.
    public Map<String, Long> written() {
        var counts = new HashMap<String, Long>();
        counts.put("letters", letters("written"));
        counts.put("mails", count("SELECT count(*) FROM mail WHERE company_id = current_company()"));
        counts.put("PDFs", count("SELECT count(*) FROM document WHERE company_id = current_company()"));
        counts.put("reminded", count("SELECT count(*) FROM reminded WHERE company_id = current_company()"));
        counts.put(
                "counters",
                count("SELECT coalesce(sum(count), 0) FROM reminder_counter WHERE company_id = current_company()"));
        counts.put(
                "correspondence",
                count(
                        "SELECT count(*) FROM correspondence WHERE company_id = current_company() AND kind = 'reminder'"));
        return counts;
    }

    public void mustHaveWritten(int letters) {
        assertThat(written())
                .hasSize(6)
                .allSatisfy((what, n) -> assertThat(n).as(what).isEqualTo(letters));
    }

    public long letters(String state) {
        return count("SELECT count(*) FROM reminder_letter WHERE company_id = current_company() AND state = '" + state
                + "'");
    }

    public long mails(String state) {
        return count("SELECT count(*) FROM mail WHERE company_id = current_company() AND state = '" + state + "'");
    }

    /// Where each customer's letter is, by address.
    public Map<String, String> fates() {
        return column("recipients[1]", "state");
    }

    /// What was said of those that have a problem, by address.
    public Map<String, String> problems() {
        return column("recipients[1]", "problem::text");
    }

    public void awaitWritten() {
        awaiting()
                .until(() -> count(
                                "SELECT count(*) FROM reminder_run WHERE company_id = current_company() AND state = 'sending'")
                        == 0);
    }

    public void awaitGone() {
        awaiting()
                .until(() -> count(
                                "SELECT count(*) FROM mail WHERE company_id = current_company() AND state IN ('queued', 'claimed', 'handing_over')")
                        == 0);
    }

    /// The database may be away meanwhile.
    public static ConditionFactory awaiting() {
        return await().atMost(PATIENCE).ignoreExceptions();
    }

    /// Everything was written once, and each customer got it once; but where nobody can know whether the server
    /// took it, at most once, and where the server said no, not at all.
    public void mustHaveArrivedOnce(SmtpSink server) {
        mustHaveWritten(letters);
        var arrived = server.deliveredTo();
        var fates = fates();
        assertThat(fates.keySet())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, letters)
                        .mapToObj(CountedRun::address)
                        .toList());
        assertThat(fates.keySet()).containsAll(arrived.keySet());
        fates.forEach((address, fate) -> assertThat(arrived.getOrDefault(address, 0))
                .as(address + " " + fate)
                .isIn(
                        switch (fate) {
                            case "sent" -> java.util.List.of(1);
                            case "uncertain" -> java.util.List.of(0, 1);
                            case "failed" -> java.util.List.of(0);
                            default -> java.util.List.of();
                        }));
        assertThat(server.delivered().values()).containsOnly(1);
        assertThat(company.actor().get(() -> kvit.getBean(Invariants.class).broken()))
                .isEmpty();
    }

    private Map<String, String> column(String key, String value) {
        return company.actor()
                .get(() -> Objects.requireNonNull(kvit.getBean(TransactionTemplate.class)
                        .execute(_ -> kvit
                                .getBean(JdbcClient.class)
                                .sql("SELECT " + key + ", " + value
                                        + " FROM mail WHERE company_id = current_company() AND " + value
                                        + " IS NOT NULL")
                                .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
                                .list()
                                .stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))));
    }
}
