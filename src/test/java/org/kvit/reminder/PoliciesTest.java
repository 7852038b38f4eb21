package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.ApiClient;
import org.kvit.KvitTest;
import org.kvit.ScreenClient;
import org.kvit.TestCompany;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.Tokens;
import org.kvit.customer.CustomerId;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Several policies: kept, given to customers, planned by, tried before they are saved; as people and programs meet
/// them.
@KvitTest
class PoliciesTest {
    private static final ReminderPolicy SLOW = new ReminderPolicy(List.of(
            Items.level(1, 20, 39, new Repeat.Once(), "0"),
            Items.level(2, 40, -1, new Repeat.Every(30, OptionalInt.of(2)), "0")));

    @Autowired
    private Companies companies;

    @Autowired
    private Policies policies;

    @Autowired
    private PolicyTrials trials;

    @Autowired
    private ReminderRuns runs;

    @Autowired
    private RunReadings readings;

    @Autowired
    private Dispatcher dispatcher;

    @Autowired
    private InvoiceReminders reminders;

    @Autowired
    private Tokens tokens;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @LocalServerPort
    private int port;

    private TestCompany company;
    private Ledger ledger;
    private LocalDate today;

    @BeforeEach
    void a_company() throws Exception {
        company = TestCompany.found(companies);
        ledger = new Ledger(jdbc, transaction);
        today = acting(companies::today);
    }

    @Test
    void a_company_has_the_standard_policy_until_it_makes_its_own() throws Exception {
        acting(() -> {
            var customer = ledger.customer("Daugava");
            assertThat(policies.list()).singleElement().satisfies(p -> {
                assertThat(p.id()).isEmpty();
                assertThat(p.isDefault()).isTrue();
                assertThat(p.customers()).isOne();
            });
            var slow = policies.create(" Key customers ", SLOW);
            give(customer, slow);
            assertThat(policies.list())
                    .extracting(p -> p.name() + " " + p.isDefault() + " " + p.customers())
                    .containsExactly(standardName() + " true 0", "Key customers false 1");
            assertThat(policies.own().levels()).hasSize(3);
            return null;
        });
    }

    @Test
    void all_that_a_level_says_is_kept() throws Exception {
        acting(() -> {
            var level = new ReminderLevel(
                    1,
                    "Before it is due",
                    -3,
                    OptionalInt.of(0),
                    new Repeat.Every(2, OptionalInt.of(2)),
                    new BigDecimal("5.0000"),
                    Map.of("CZK", new BigDecimal("120.5000")),
                    Set.of(Channel.EMAIL, Channel.PRINT),
                    "final",
                    AttachedInvoices.ONE,
                    Map.of("EUR", new BigDecimal("5.0000"), "CZK", new BigDecimal("100.0000")),
                    true);
            var policy = new ReminderPolicy(List.of(level));
            var id = policies.create("All of it", policy);
            assertThat(policies.find(Optional.of(id)).policy()).isEqualTo(policy);
            policies.save(Optional.of(id), "Renamed", SLOW);
            assertThat(policies.find(Optional.of(id)).name()).isEqualTo("Renamed");
            assertThat(policies.find(Optional.of(id)).policy().levels()).hasSize(2);
            assertThat(count("reminder_level_amount")).isZero();
            return null;
        });
    }

    @Test
    void names_are_told_apart_whatever_their_capitals() throws Exception {
        acting(() -> {
            var id = policies.create("Key customers", SLOW);
            assertThat(refusal(() -> policies.create("KEY CUSTOMERS", SLOW))).isEqualTo("reminder.policies.name.taken");
            assertThat(refusal(() -> policies.create(" ", SLOW))).isEqualTo("reminder.policies.name");
            assertThat(refusal(() -> policies.save(Optional.of(id), standardName(), SLOW)))
                    .isEqualTo("reminder.policies.name.taken");
            assertThat(policies.save(Optional.of(id), "Key Customers", SLOW)).isEqualTo(id);
            return null;
        });
    }

    @Test
    void one_run_plans_each_customer_by_its_own_policy_and_counts_by_it() throws Exception {
        acting(() -> {
            var key = ledger.customer("Key");
            var usual = ledger.customer("Usual");
            var first = ledger.invoice(key, "K-1", today.minusDays(40), today.minusDays(25), "100.00");
            ledger.invoice(key, "K-2", today.minusDays(20), today.minusDays(5), "100.00");
            ledger.invoice(usual, "U-1", today.minusDays(40), today.minusDays(25), "100.00");
            ledger.invoice(usual, "U-2", today.minusDays(20), today.minusDays(5), "100.00");
            give(key, policies.create("Key customers", SLOW));
            var run = runs.propose(today, Optional.empty());
            assertThat(letters(run)).containsExactly("Key 1 [K-1]", "Usual 1 [U-2]", "Usual 2 [U-1]");
            assertThat(readings.leftOut(run, 0, 10))
                    .extracting(o -> o.number() + " " + o.reason().key())
                    .containsExactly("K-2 reminder.leftOut.noLevel");
            assertThat(readings.sections(run).getFirst().name())
                    .as("two customers' first levels have different names")
                    .isEqualTo(policies.own().levels().getFirst().name() + " / Level 1");
            dispatcher.sendNow(run, Optional.empty());
            assertThat(readings.run(run).state()).isEqualTo(ReminderRun.State.DONE);
            assertThat(reminders.counters(first))
                    .extracting(c -> c.name() + " " + c.count())
                    .containsExactly("Level 1 1", "Level 2 0");
            return null;
        });
    }

    @Test
    void a_policy_that_begins_before_the_due_date_reminds_its_customers_only() throws Exception {
        acting(() -> {
            var early = ledger.customer("Early");
            var usual = ledger.customer("Usual");
            ledger.invoice(early, "E-1", today.minusDays(12), today.plusDays(2), "100.00");
            ledger.invoice(usual, "U-1", today.minusDays(12), today.plusDays(2), "100.00");
            give(
                    early,
                    policies.create(
                            "Early birds",
                            new ReminderPolicy(List.of(new ReminderLevel(
                                    1, "Soon due", -3, OptionalInt.of(0), new Repeat.Once(), BigDecimal.ZERO)))));
            assertThat(letters(runs.propose(today, Optional.empty()))).containsExactly("Early 1 [E-1]");
            return null;
        });
    }

    @Test
    void letters_that_could_go_by_fax_only_are_not_lost_silently() throws Exception {
        acting(() -> {
            var customer = ledger.customer("Daugava");
            ledger.change(
                    "UPDATE customer SET fax = '67 000 000', remind_by_fax = true WHERE company_id = current_company()");
            ledger.invoice(customer, "D-1", today.minusDays(30), today.minusDays(10), "100.00");
            policies.save(new ReminderPolicy(
                    List.of(Items.by(Items.level(1, 1, -1, new Repeat.Once(), "0"), Set.of(Channel.FAX), Map.of()))));
            var run = runs.propose(today, Optional.empty());
            assertThat(letters(run)).isEmpty();
            assertThat(readings.leftOut(run, 0, 10))
                    .extracting(o -> o.number() + " " + o.reason().key())
                    .containsExactly("D-1 reminder.leftOut.noWay");
            return null;
        });
    }

    @Test
    void another_policy_becomes_the_default_and_the_old_one_stays() throws Exception {
        acting(() -> {
            var key = ledger.customer("Key");
            ledger.customer("Usual");
            var slow = policies.create("Slow", SLOW);
            give(key, slow);
            var standard = standardName();
            policies.makeDefault(slow);
            assertThat(policies.own())
                    .isEqualTo(policies.find(Optional.of(slow)).policy());
            assertThat(policies.list())
                    .extracting(p -> p.name() + " " + p.isDefault() + " " + p.customers())
                    .containsExactly("Slow true 2", standard + " false 0");
            assertThat(refusal(() -> policies.delete(slow, true))).isEqualTo("reminder.policies.isDefault");
            return null;
        });
    }

    @Test
    void a_policy_that_customers_have_is_deleted_only_if_they_may_go_over_to_the_default() throws Exception {
        acting(() -> {
            var key = ledger.customer("Key");
            var slow = policies.create("Slow", SLOW);
            give(key, slow);
            assertThat(refusal(() -> policies.delete(slow, false))).isEqualTo("reminder.policies.used");
            policies.delete(slow, true);
            assertThat(policies.list()).extracting(KeptPolicy::customers).containsExactly(1L);
            assertThat(refusal(() -> policies.find(Optional.of(slow)))).isEqualTo("reminder.policies.notFound");
            return null;
        });
    }

    @Test
    void a_trial_says_what_a_run_would_then_propose_and_how_it_differs() throws Exception {
        acting(() -> {
            for (int i = 0; i < 12; i++) {
                var customer = ledger.customer("Customer " + (char) ('A' + i));
                ledger.invoice(customer, "A-" + i, today.minusDays(60), today.minusDays(5 + 3L * i), "100.00");
                ledger.invoice(customer, "B-" + i, today.minusDays(60), today.minusDays(50), "10.00", "CZK");
            }
            give(ledger.customer("Key"), policies.create("Other", SLOW));
            var kept = policies.find(Optional.empty());
            var trial = trials.of(Optional.of(kept), SLOW);
            assertThat(trials.of(Optional.of(kept), kept.policy()).same()).isTrue();
            assertThat(count("reminder_run")).as("nothing is kept").isZero();
            policies.save(kept.id(), kept.name(), SLOW);
            var run = runs.propose(today, Optional.empty());
            var sections = readings.sections(run);
            assertThat(trial.levels())
                    .filteredOn(l -> l.now().letters() > 0)
                    .extracting(l -> l.level() + " " + l.now().letters() + " "
                            + l.now().invoices() + " " + l.now().sums())
                    .isEqualTo(sections.stream()
                            .map(s -> s.level() + " " + s.letters() + " " + s.invoices() + " " + s.sums())
                            .toList());
            assertThat(trial.levels()).extracting(l -> l.before().letters()).containsExactly(3, 6, 12);
            assertThat(trial.first()).hasSize(10);
            assertThat(trial.first().getFirst().name())
                    .isEqualTo(readings.letters(run, OptionalInt.empty(), 0, 1)
                            .getFirst()
                            .customerName());
            assertThat(trial.left())
                    .extracting(l -> l.reason() + " " + l.invoices())
                    .containsExactly("noLevel " + readings.leftOut(run, 0, 100).size());
            return null;
        });
    }

    @Test
    void a_policy_of_some_customers_is_tried_on_them_and_a_new_one_on_those_of_the_default() throws Exception {
        acting(() -> {
            var key = ledger.customer("Key");
            ledger.invoice(key, "K-1", today.minusDays(40), today.minusDays(25), "100.00");
            var usual = ledger.customer("Usual");
            ledger.invoice(usual, "U-1", today.minusDays(40), today.minusDays(25), "70.00");
            var slow = policies.create("Slow", SLOW);
            give(key, slow);
            var ofSome = trials.of(Optional.of(policies.find(Optional.of(slow))), Items.STANDARD);
            assertThat(ofSome.first()).extracting(PolicyTrial.Named::name).containsExactly("Key");
            assertThat(ofSome.unassigned()).isFalse();
            var ofNew = trials.of(
                    Optional.empty(), new ReminderPolicy(List.of(Items.level(1, 26, -1, new Repeat.Once(), "0"))));
            assertThat(ofNew.unassigned()).isTrue();
            assertThat(List.of(ofNew.letters(), ofNew.fewer(), ofNew.lettersBefore()))
                    .containsExactly(0, 1, 1);
            return null;
        });
    }

    @Test
    void a_program_reads_and_changes_policies_and_gives_them_to_customers() {
        var api = new ApiClient(port, company.actor().get(() -> tokens.create(company.administrator(), "test")));
        var level = Map.of(
                "name",
                "Soon due",
                "fromDays",
                -3,
                "toDays",
                0,
                "channels",
                List.of("email", "print"),
                "minimums",
                Map.of("CZK", "120.50"),
                "fees",
                Map.of("EUR", "5"),
                "attach",
                "each",
                "interest",
                true);
        var made = api.post("/api/v1/reminder-policies", Map.of("name", "Key customers", "levels", List.of(level)));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().at("/levels/0/minimums/CZK").asString()).isEqualTo("120.50");
        assertThat(made.body().at("/levels/0/fees/EUR").asString()).isEqualTo("5.00");
        assertThat(made.body().at("/levels/0/template").asString()).isEqualTo("friendly");
        assertThat(made.body().at("/levels/0/attach").asString()).isEqualTo("each");
        var path = "/api/v1/reminder-policies/" + made.body().get("id").asLong();

        var customer = api.post("/api/v1/customers", Map.of("name", "Daugava", "reminderPolicy", "key customers"));
        assertThat(customer.body().get("reminderPolicy").asString()).isEqualTo("Key customers");
        var of = "/api/v1/customers/" + customer.body().get("id").asLong();
        assertThat(api.put(of, Map.of("name", "Daugava", "reminderPolicy", "No such"))
                        .status())
                .isEqualTo(422);
        assertThat(api.get(path).body().get("customers").asLong()).isOne();
        assertThat(api.delete(path).status()).isEqualTo(409);
        assertThat(api.put(
                                path,
                                Map.of(
                                        "name",
                                        "Key",
                                        "levels",
                                        List.of(Map.of("name", "x", "fromDays", 1, "channels", List.of("pigeon")))))
                        .body()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("levels[0].channels");
        assertThat(api.put(path, Map.of("name", "Key", "levels", List.of(level)))
                        .body()
                        .get("name")
                        .asString())
                .isEqualTo("Key");
        assertThat(api.delete(path + "?moveCustomers=true").status()).isEqualTo(204);
        assertThat(api.get(path).status()).isEqualTo(404);
        assertThat(api.get(of).body().get("reminderPolicy").isNull()).isTrue();

        var own = api.get("/api/v1/reminder-policy").body();
        assertThat(own.at("/levels").size()).isEqualTo(3);
        assertThat(api.put("/api/v1/reminder-policy", own).body())
                .as("what was read can be sent back")
                .isEqualTo(own);
        assertThat(api.get("/api/v1/reminder-policies")
                        .body()
                        .at("/items/0/isDefault")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void another_companys_policies_are_not_there() throws Exception {
        var id = acting(() -> policies.create("Ours", SLOW));
        var other = TestCompany.found(companies);
        other.actor().run(() -> {
            assertThat(policies.list()).hasSize(1);
            assertThat(refusal(() -> policies.find(Optional.of(id)))).isEqualTo("reminder.policies.notFound");
            assertThat(refusal(() -> policies.save(Optional.of(id), "Theirs", SLOW)))
                    .isEqualTo("reminder.policies.notFound");
            assertThat(refusal(() -> policies.makeDefault(id))).isEqualTo("reminder.policies.notFound");
            assertThat(refusal(() -> policies.delete(id, true))).isEqualTo("reminder.policies.notFound");
        });
        var screens = ScreenClient.signedIn(port, other.email(), TestCompany.PASSWORD);
        assertThat(screens.get("/settings/reminders/" + id.value()).status()).isEqualTo(404);
    }

    private String standardName() {
        return policies.offered().standard();
    }

    private void give(CustomerId customer, PolicyId policy) {
        ledger.change("UPDATE customer SET reminder_policy_id = %d WHERE company_id = current_company() AND id = %d"
                .formatted(policy.value(), customer.value()));
    }

    private List<String> letters(RunId run) {
        return readings.letters(run, OptionalInt.empty(), 0, 100).stream()
                .map(l -> l.customerName() + " " + l.level() + " "
                        + l.lines().stream().map(ReminderRun.Line::number).toList())
                .sorted()
                .toList();
    }

    private long count(String table) {
        return java.util.Objects.requireNonNull(transaction.execute(
                _ -> jdbc.sql("SELECT count(*) FROM " + table + " WHERE company_id = current_company()")
                        .query(Long.class)
                        .single()));
    }

    private static String refusal(ThrowingCallable call) {
        var words = new String[1];
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        r -> words[0] = r.faults().isEmpty()
                                ? r.words().key()
                                : r.faults().getFirst().words().key());
        return words[0];
    }

    private <T> T acting(Callable<T> work) throws Exception {
        return company.actor().call(work);
    }
}
