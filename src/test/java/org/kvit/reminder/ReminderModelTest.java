package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.MovableClock;
import org.kvit.TestCompany;
import org.kvit.TestDatabase;
import org.kvit.TestFiles;
import org.kvit.base.Words;
import org.kvit.check.Invariants;
import org.kvit.company.Companies;
import org.kvit.company.QuickPasswords;
import org.kvit.correspondence.Correspondence;
import org.kvit.correspondence.Note;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Random histories of many customers, day by day: invoices, payments in full and in part, promises, blocks, addresses
/// that come and go, runs that are sent, forgotten, shared by two programs, or broken off. After each run the
/// database is compared with [ModelledReceivables]. `-Dkvit.histories=5000` makes so many, `-Dkvit.seed=…` the same.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "kvit.mail.worker=false",
            "kvit.bank.worker=false",
            "kvit.schedule.worker=false",
            "kvit.inbox.worker=false",
            "kvit.database=provided",
            TestFiles.DATA_PROPERTY
        })
@Import({ReminderModelTest.Setting.class, QuickPasswords.class})
class ReminderModelTest {
    private static final int CUSTOMERS = 60;
    private static final int DAYS = 60;

    @TestConfiguration(proxyBeanMethods = false)
    static class Setting {
        /// Of its own: the programs of other tests, which finish runs that they find unfinished, live in the real time.
        private static final TestDatabase.Fresh DATABASE = TestDatabase.fresh();

        @Bean
        @Primary
        DataSource dataSource() {
            return DATABASE.app();
        }

        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }
    }

    @Autowired
    private MovableClock clock;

    @Autowired
    private Companies companies;

    @Autowired
    private ReminderRuns runs;

    @Autowired
    private RunReadings readings;

    @Autowired
    private Dispatcher dispatcher;

    @Autowired
    private Dispatch dispatch;

    @Autowired
    private Correspondence correspondence;

    @Autowired
    private Invariants invariants;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private SplittableRandom random = new SplittableRandom();
    private ModelledReceivables model = new ModelledReceivables();
    private Ledger ledger;
    private TestCompany company;
    private LocalDate today = LocalDate.of(2026, 3, 2);
    private long mails;
    private int numbers;

    @BeforeEach
    void books() {
        ledger = new Ledger(jdbc, transaction);
        clock.set(today);
        company = TestCompany.found(companies);
    }

    @Test
    void each_run_reminds_what_the_plain_model_says_and_gives_its_reasons_whatever_happens_between() throws Exception {
        int histories = Integer.getInteger("kvit.histories", 120);
        long seed = Long.getLong("kvit.seed", System.nanoTime());
        for (int world = 0; world * CUSTOMERS < histories; world++) {
            random = new SplittableRandom(seed + world);
            model = new ModelledReceivables();
            mails = 0;
            today = LocalDate.of(2026, 3, 2);
            clock.set(today);
            company = TestCompany.found(companies);
            var name = "seed " + (seed + world);
            company.actor().call(() -> {
                live(name);
                return null;
            });
        }
    }

    private void live(String name) throws Exception {
        for (int i = 0; i < CUSTOMERS; i++) {
            var customer = ledger.customer("Customer " + i, "c" + i + "@customer.example");
            var modelled = new ModelledReceivables.Customer();
            modelled.reachable = true;
            model.customers.put(customer, modelled);
        }
        for (int day = 0; day < DAYS; day += 1 + random.nextInt(3)) {
            today = LocalDate.of(2026, 3, 2).plusDays(day);
            clock.set(today);
            var where = name + ", " + today;
            happen(CUSTOMERS / 3);
            if (random.nextInt(6) > 0) {
                run(where);
            }
        }
        assertThat(count("SELECT count(*) FROM mail WHERE company_id = current_company()"))
                .as(name)
                .isEqualTo(mails);
        assertThat(invariants.broken()).as(name).isEmpty();
    }

    private void run(String where) throws Exception {
        var planned = model.on(today);
        var run = runs.propose(today, Optional.empty());
        assertThat(proposed(run)).as("proposed, " + where).isEqualTo(written(model.letters(planned)));
        assertThat(reasons(run)).as("left out, " + where).isEqualTo(leftOut(planned));
        happen(CUSTOMERS / 6);
        var excluded = excluded(run, planned);
        var due = model.on(today);
        var expected = planned.entrySet().stream()
                .filter(e -> e.getValue().leftOut().isEmpty())
                .filter(e -> !excluded.contains(e.getKey()))
                .filter(e -> due.containsKey(e.getKey())
                        && due.get(e.getKey()).leftOut().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (anyOrdered(run)) {
            send(run);
        }
        expected.forEach((invoice, e) -> model.reminded(invoice, e.level(), today));
        mails += model.letters(expected).size();
        assertThat(reminded())
                .as(() -> "reminded, %s; the letters: %s".formatted(where, states(run)))
                .isEqualTo(levels(expected));
        if (random.nextInt(4) == 0) {
            var again = runs.propose(today, Optional.empty());
            var stillDue = model.on(today);
            assertThat(proposed(again)).as("again, " + where).isEqualTo(written(model.letters(stillDue)));
        }
    }

    /// As one program does it; as two do at the same time; as one that dies after a few letters, and the next.
    private void send(RunId run) throws Exception {
        switch (random.nextInt(3)) {
            case 0 -> dispatcher.sendNow(run, Optional.empty());
            case 1 -> {
                runs.order(run, Optional.empty());
                together(run);
            }
            default -> {
                runs.order(run, Optional.empty());
                int alive = random.nextInt(3);
                for (int i = 0; i < alive; i++) {
                    dispatch.batch(run, 3);
                }
                transaction.executeWithoutResult(dying -> {
                    dispatch.batch(run, 5);
                    dying.setRollbackOnly();
                });
                dispatcher.finishOthers();
            }
        }
        // The program's own dispatcher may have taken letters up beside.
        var actor = company.actor();
        await().until(() -> actor.call(() -> readings.run(run).state() != ReminderRun.State.SENDING));
    }

    private void together(RunId run) throws Exception {
        var actor = company.actor();
        try (var threads = Executors.newFixedThreadPool(2)) {
            var work = IntStream.range(0, 2)
                    .<Callable<Void>>mapToObj(_ -> () -> actor.call(() -> {
                        while (dispatch.batch(run, 4)) {
                            Thread.onSpinWait();
                        }
                        return null;
                    }))
                    .toList();
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }
    }

    private Set<InvoiceId> excluded(RunId run, Map<InvoiceId, ModelledReceivables.Expected> planned) {
        var off = planned.entrySet().stream()
                .filter(e -> e.getValue().leftOut().isEmpty() && random.nextInt(10) == 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(HashSet::new));
        if (!off.isEmpty()) {
            runs.exclude(run, off);
        }
        return off;
    }

    private boolean anyOrdered(RunId run) {
        return count("""
                SELECT count(*) FROM reminder_letter l
                  JOIN reminder_letter_line n ON n.company_id = l.company_id AND n.letter_id = l.id AND NOT n.excluded
                 WHERE l.company_id = current_company() AND l.run_id = %d AND l.state = 'proposed'
                """.formatted(run.value())) > 0;
    }

    private void happen(int events) {
        for (int i = 0; i < events; i++) {
            var customers = List.copyOf(model.customers.keySet());
            event(customers.get(random.nextInt(customers.size())));
        }
    }

    private void event(CustomerId customer) {
        var open = model.invoices.values().stream()
                .filter(i -> i.customer.equals(customer) && i.open > 0)
                .toList();
        int what = random.nextInt(20);
        if (what < 8 || open.isEmpty()) {
            issue(customer);
            return;
        }
        var invoice = open.get(random.nextInt(open.size()));
        switch (what) {
            case 8, 9, 10, 11 -> pay(invoice, invoice.open);
            case 12 -> pay(invoice, 1 + random.nextInt(invoice.open));
            case 13, 14 -> promise(invoice);
            case 15, 16 -> block(invoice);
            case 17 -> block(customer);
            case 18 -> address(customer);
            default -> markSent(invoice);
        }
    }

    private void issue(CustomerId customer) {
        var due = today.plusDays(random.nextInt(-35, 6));
        int total = 1 + random.nextInt(500);
        var id = ledger.invoice(customer, "M-" + numbers++, due.minusDays(40), due, Integer.toString(total));
        model.invoices.put(id, new ModelledReceivables.Invoice(id, customer, due, total));
    }

    private void pay(ModelledReceivables.Invoice invoice, int amount) {
        ledger.paid(invoice.id, today, Integer.toString(amount));
        invoice.open -= amount;
    }

    private void promise(ModelledReceivables.Invoice invoice) {
        var day = today.plusDays(random.nextInt(10));
        var nothing = Optional.<java.math.BigDecimal>empty();
        correspondence.write(
                invoice.customer,
                new Note(
                        Optional.empty(),
                        List.of(invoice.id),
                        "will pay",
                        Optional.of(day),
                        nothing,
                        Optional.empty()));
        invoice.promised = day;
    }

    private void block(ModelledReceivables.Invoice invoice) {
        invoice.off = !invoice.off;
        invoice.offUntil = invoice.off && random.nextBoolean() ? today.plusDays(random.nextInt(5)) : null;
        ledger.change(
                "UPDATE invoice SET reminders_off = %s, reminders_off_until = %s WHERE company_id = current_company() AND id = %d"
                        .formatted(invoice.off, date(invoice.offUntil), invoice.id.value()));
    }

    private void block(CustomerId id) {
        var customer = java.util.Objects.requireNonNull(model.customers.get(id));
        customer.off = !customer.off;
        customer.offUntil = customer.off && random.nextBoolean() ? today.plusDays(random.nextInt(5)) : null;
        ledger.change(
                "UPDATE customer SET reminders_off = %s, reminders_off_until = %s WHERE company_id = current_company() AND id = %d"
                        .formatted(customer.off, date(customer.offUntil), id.value()));
    }

    private void address(CustomerId id) {
        var customer = java.util.Objects.requireNonNull(model.customers.get(id));
        customer.reachable = !customer.reachable;
        ledger.change("UPDATE customer SET remind_by_email = %s WHERE company_id = current_company() AND id = %d"
                .formatted(customer.reachable, id.value()));
    }

    private void markSent(ModelledReceivables.Invoice invoice) {
        invoice.sent = today;
        ledger.change("UPDATE invoice SET sent_on = '%s' WHERE company_id = current_company() AND id = %d"
                .formatted(today, invoice.id.value()));
    }

    private static String date(@org.jspecify.annotations.Nullable LocalDate day) {
        return day == null ? "NULL" : "'" + day + "'";
    }

    private Set<String> proposed(RunId run) {
        return readings.letters(run, OptionalInt.empty(), 0, 1000).stream()
                .map(l -> l.customer().value() + "/" + l.level() + " "
                        + l.lines().stream()
                                .map(n -> n.invoice().value())
                                .collect(Collectors.toCollection(TreeSet::new)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> written(List<ModelledReceivables.Letter> letters) {
        return letters.stream()
                .map(ModelledReceivables.Letter::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The reasons by invoice, without the endings that say whether a reason and a date were given.
    private Map<Long, String> reasons(RunId run) {
        var found = new HashMap<Long, String>();
        transaction.executeWithoutResult(_ -> jdbc.sql(
                        "SELECT invoice_id, reason->>'key' FROM reminder_left_out WHERE company_id = current_company() AND run_id = :run")
                .param("run", run.value())
                .query(row -> {
                    found.put(row.getLong(1), row.getString(2).replaceFirst("(invoiceOff|customerOff).*", "$1"));
                }));
        return found;
    }

    private static Map<Long, String> leftOut(Map<InvoiceId, ModelledReceivables.Expected> planned) {
        var all = new HashMap<Long, String>();
        planned.forEach((id, e) -> e.leftOut().ifPresent(reason -> all.put(id.value(), reason)));
        return all;
    }

    private Map<Long, Integer> reminded() {
        var found = new HashMap<Long, Integer>();
        transaction.executeWithoutResult(_ -> jdbc.sql(
                        "SELECT invoice_id, level FROM reminded WHERE company_id = current_company() AND reminded_on = :today")
                .param("today", today)
                .query(row -> {
                    found.put(row.getLong(1), row.getInt(2));
                }));
        return found;
    }

    private List<String> states(RunId run) {
        return readings.letters(run, OptionalInt.empty(), 0, 1000).stream()
                .map(l -> l.id() + " " + l.state() + " "
                        + l.droppedFor().map(Words::key).orElse(""))
                .toList();
    }

    private static Map<Long, Integer> levels(Map<InvoiceId, ModelledReceivables.Expected> expected) {
        return expected.entrySet().stream()
                .collect(Collectors.toMap(
                        e -> e.getKey().value(), e -> e.getValue().level()));
    }

    private long count(String sql) {
        return java.util.Objects.requireNonNull(
                transaction.execute(_ -> jdbc.sql(sql).query(Long.class).single()));
    }
}
