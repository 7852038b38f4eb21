package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.History;
import org.kvit.customer.CustomerId;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class LetterTemplatesTest {
    private static final LetterTexts MINE = new LetterTexts(
            "Pay {{number}} please", "Hello {{customer}}!\n\n[invoices]", "Please", "Dear {{customer}}\n\n[invoices]");
    private static final LetterTexts OTHER =
            new LetterTexts("Second", "Second\n\n[invoices]", "Second", "Second\n\n[invoices]");

    @Autowired
    private Companies companies;

    @Autowired
    private LetterTemplates templates;

    @Autowired
    private TemplateVersions versions;

    @Autowired
    private TemplateSamples samples;

    @Autowired
    private TestLetters tests;

    @Autowired
    private Policies policies;

    @Autowired
    private ReminderRuns runs;

    @Autowired
    private Dispatcher dispatcher;

    @Autowired
    private History history;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private TestCompany company;
    private Ledger ledger;
    private LocalDate today;

    @BeforeEach
    void accounts() throws Exception {
        company = TestCompany.found(companies);
        ledger = new Ledger(jdbc, transaction);
        today = company.actor().call(companies::today);
    }

    @Test
    void a_template_speaks_as_it_came_until_it_is_worded_and_again_after_a_reset() {
        company.actor().run(() -> {
            assertThat(versions.current("firm", "pl").builtIn()).isTrue();
            versions.save("firm", "pl", MINE, OptionalInt.of(0));
            assertThat(versions.current("firm", "pl").texts()).isEqualTo(MINE);
            assertThat(versions.current("firm", "de").builtIn()).isTrue();
            versions.reset("firm", "pl", OptionalInt.of(1));
            assertThat(versions.current("firm", "pl").texts()).isEqualTo(BuiltInWording.texts("firm", "pl"));
            assertThat(templates.wordings().of("firm", "pl", true)).isSameAs(BuiltInWording.wording("firm", "pl"));
        });
    }

    @Test
    void every_save_is_a_version_that_can_be_looked_at_and_restored() {
        company.actor().run(() -> {
            versions.save("final", "en", MINE, OptionalInt.empty());
            versions.save("final", "en", OTHER, OptionalInt.empty());
            versions.save("final", "en", OTHER, OptionalInt.empty());
            versions.reset("final", "en", OptionalInt.empty());
            versions.reset("final", "en", OptionalInt.empty());
            versions.restore("final", "en", 1);

            assertThat(versions.of("final", "en"))
                    .extracting(v -> v.number() + " "
                            + v.texts().map(LetterTexts::subject).orElse("built in") + " "
                            + v.by().orElseThrow())
                    .containsExactly(
                            "4 Pay {{number}} please Anna Ozola",
                            "3 built in Anna Ozola",
                            "2 Second Anna Ozola",
                            "1 Pay {{number}} please Anna Ozola");
            assertThat(versions.version("final", "en", 2).texts()).contains(OTHER);
            refused("reminder.template.noVersion", () -> versions.version("final", "en", 5));
            assertThat(history.idsOf("letter_template_version")).hasSize(4);
        });
    }

    @Test
    void the_built_in_words_saved_unchanged_are_no_version() {
        company.actor().run(() -> {
            versions.save("firm", "en", BuiltInWording.texts("firm", "en"), OptionalInt.of(0));
            assertThat(versions.of("firm", "en")).isEmpty();
        });
    }

    @Test
    void who_saves_over_somebody_elses_version_is_told() {
        company.actor().run(() -> {
            versions.save("firm", "en", MINE, OptionalInt.of(0));
            assertThatThrownBy(() -> versions.save("firm", "en", OTHER, OptionalInt.of(0)))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> {
                        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
                        assertThat(refusal.words().args()).containsExactly("Anna Ozola");
                    });
            assertThat(versions.current("firm", "en").texts()).isEqualTo(MINE);
        });
    }

    @Test
    void what_cannot_be_read_is_not_kept_and_every_fault_is_named() {
        company.actor().run(() -> {
            var bad = new LetterTexts("a\nBcc: x@y.example", "{{nobody}}", " ", "x".repeat(10_001));
            assertThatThrownBy(() -> versions.save("firm", "en", bad, OptionalInt.empty()))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.faults())
                                    .extracting(f ->
                                            f.field() + " " + f.words().key().replaceFirst(".*\\.", ""))
                                    .containsExactly("subject line", "title empty", "letter long"));
            var unknown = new LetterTexts("x", "{{nobody}}", "{{", "{{getClass}}\n[invoices]");
            assertThatThrownBy(() -> versions.save("firm", "en", unknown, OptionalInt.empty()))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.faults())
                                    .extracting(f ->
                                            f.field() + " " + f.words().key().replaceFirst(".*\\.", ""))
                                    .containsExactly("title open", "email unknown", "letter unknown"));
            var tables = new LetterTexts("x", "[invoices]\n[invoices]", "x", "no table [invoices] here {{#phone}}");
            assertThatThrownBy(() -> versions.save("firm", "en", tables, OptionalInt.empty()))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.faults())
                                    .extracting(f ->
                                            f.field() + " " + f.words().key().replaceFirst(".*\\.", ""))
                                    .containsExactly("email invoices", "letter invoices", "letter unclosed"));
            assertThat(versions.of("firm", "en")).isEmpty();
        });
    }

    @Test
    void faults_below_the_table_are_counted_from_the_top_of_the_text() {
        var texts = new LetterTexts("x", "x", "x", "one\n\n[invoices]\n\nfive {{nobody}}");
        assertThatThrownBy(texts::wording)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(
                                        refusal.faults().getFirst().words().args())
                                .startsWith(5L, 6L));
    }

    @Test
    void a_template_of_our_own_begins_with_our_words_and_speaks_the_built_in_ones_where_we_have_none() {
        company.actor().run(() -> {
            versions.save("firm", "lv", MINE, OptionalInt.empty());
            var key = templates.create("Īpašie klienti!", "firm");
            assertThat(key).isEqualTo("ipasie-klienti");
            versions.save("firm", "lv", OTHER, OptionalInt.empty());

            assertThat(versions.current(key, "lv").texts()).isEqualTo(MINE);
            assertThat(versions.current(key, "ru").texts()).isEqualTo(BuiltInWording.texts("firm", "ru"));
            assertThat(templates.names()).containsEntry(key, Optional.of("Īpašie klienti!"));
            assertThat(templates.names().keySet()).containsExactly("friendly", "firm", "final", key);

            templates.rename(key, "Citi");
            assertThat(templates.template(key).name()).contains("Citi");
            templates.delete(key);
            refused("reminder.template.notFound", () -> templates.template(key));
        });
    }

    @Test
    void names_are_given_once_and_built_in_templates_stay() {
        company.actor().run(() -> {
            assertThat(templates.create("Final", "final")).isEqualTo("final-2");
            assertThat(templates.create("!!", "final")).isEqualTo("template");
            assertThatThrownBy(() -> templates.create("FINAL", "firm")).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> templates.create(" ", "firm")).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> templates.create("x", "other")).isInstanceOf(Refusal.class);
            refused("reminder.template.builtIn.stays", () -> templates.delete("firm"));
            refused("reminder.template.builtIn.stays", () -> templates.rename("firm", "x"));
            refused("reminder.template.noLanguage", () -> versions.current("firm", "fr"));
            refused("reminder.template.noLanguage", () -> versions.current("firm", "../../x"));
            refused("reminder.template.notFound", () -> versions.current("../firm", "en"));
        });
    }

    @Test
    void another_company_sees_and_uses_none_of_our_words() {
        company.actor().run(() -> {
            versions.save("friendly", "en", MINE, OptionalInt.empty());
            templates.create("Ours", "firm");
        });
        TestCompany.found(companies).actor().run(() -> {
            assertThat(versions.current("friendly", "en").builtIn()).isTrue();
            assertThat(templates.all()).hasSize(4);
            assertThat(templates.wordings().of("friendly", "en", true))
                    .isSameAs(BuiltInWording.wording("friendly", "en"));
            refused("reminder.template.notFound", () -> templates.template("ours"));
        });
    }

    @Test
    void letters_go_out_in_our_words_and_what_was_sent_keeps_what_was_sent() {
        company.actor().run(() -> {
            versions.save("friendly", "en", MINE, OptionalInt.empty());
            overdue(ledger.customer("Tallinna Vedu"), "RK-1", 3);
            var run = runs.propose(today, Optional.empty());
            dispatcher.sendNow(run, Optional.empty());
            versions.save("friendly", "en", OTHER, OptionalInt.empty());

            assertThat(mails("subject")).containsExactly("Pay RK-1 please");
            assertThat(mails("body_text").getFirst()).startsWith("Hello Tallinna Vedu!\n");
        });
    }

    @Test
    void before_the_due_date_the_built_in_templates_speak_otherwise_and_ours_do_not() {
        company.actor().run(() -> {
            var key = templates.create("Ours", "firm");
            versions.save(key, "en", MINE, OptionalInt.empty());
            var wordings = templates.wordings();
            assertThat(wordings.of("firm", "en", false)).isSameAs(BuiltInWording.wording("early", "en"));
            assertThat(wordings.of(key, "en", false)).isEqualTo(MINE.wording());
            assertThat(wordings.of("gone", "en", true)).isSameAs(BuiltInWording.wording("friendly", "en"));
        });
    }

    @Test
    void a_level_takes_a_template_that_is_there_and_holds_it() {
        company.actor().run(() -> {
            var key = templates.create("Ours", "firm");
            versions.save(key, "en", MINE, OptionalInt.empty());
            policies.save(saying(key));
            overdue(ledger.customer("Tallinna Vedu"), "RK-1", 3);
            dispatcher.sendNow(runs.propose(today, Optional.empty()), Optional.empty());

            assertThat(mails("subject")).containsExactly("Pay RK-1 please");
            refused("reminder.template.inUse", () -> templates.delete(key));
            assertThatThrownBy(() -> policies.save(saying("nobodys")))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.faults())
                                    .extracting(Refusal.Fault::field)
                                    .containsExactly("levels[0].template"));
            policies.save(saying("firm"));
            templates.delete(key);
        });
    }

    private static ReminderPolicy saying(String template) {
        var level = new ReminderLevel(1, "First", 1, OptionalInt.empty(), new Repeat.Once(), BigDecimal.ZERO);
        return new ReminderPolicy(List.of(new ReminderLevel(
                level.level(),
                level.name(),
                level.fromDays(),
                level.toDays(),
                level.repeat(),
                level.minAmount(),
                level.minimums(),
                level.channels(),
                template,
                level.attach(),
                level.fees(),
                level.interest())));
    }

    @Test
    void a_customer_is_written_to_in_their_language_else_in_ours_else_in_english() {
        var lithuanian = new LetterWordings(java.util.Map.of(), java.util.Map.of(), "lt");
        assertThat(lithuanian.languageFor("ru")).isEqualTo("ru");
        assertThat(lithuanian.languageFor("fr")).isEqualTo("lt");
        assertThat(new LetterWordings(java.util.Map.of(), java.util.Map.of(), "fr").languageFor("fi"))
                .isEqualTo("en");
    }

    @Test
    void a_template_is_tried_on_who_owes_most_or_on_an_example() {
        company.actor().run(() -> {
            assertThat(sample(Optional.empty()).recipient().name()).isEqualTo("Example Ltd");
            overdue(ledger.customer("Small"), "RK-1", 30);
            var big = ledger.customer("Big");
            ledger.invoice(big, "RK-2", today.minusDays(30), today.minusDays(9), "900.00");
            ledger.invoice(big, "RK-3", today.minusDays(30), today.minusDays(19), "800.00");

            assertThat(samples.debtors())
                    .extracting(TemplateSamples.Debtor::name)
                    .containsExactly("Big", "Small");
            var shown = sample(Optional.of(big.value()));
            assertThat(shown.recipient().name()).isEqualTo("Big");
            assertThat(shown.rows()).extracting(LetterModel.Row::number).containsExactly("RK-3", "RK-2");
            assertThat(samples.letter(
                                    MINE.wording(),
                                    "lt",
                                    new TemplateSamples.Wish(Optional.of(big.value()), true, true))
                            .rows())
                    .extracting(LetterModel.Row::number)
                    .containsExactly("RK-3");
            assertThat(samples.letter(
                                    MINE.wording(),
                                    "lt",
                                    new TemplateSamples.Wish(Optional.of(big.value()), false, false))
                            .recipient()
                            .name())
                    .isEqualTo("Example Ltd");
        });
    }

    @Test
    void a_test_letter_is_marked_and_counts_for_nothing() {
        company.actor().run(() -> {
            var customer = ledger.customer("Tallinna Vedu");
            overdue(customer, "RK-1", 3);
            var letter = samples.letter(
                    MINE.wording().marked("TEST"),
                    "en",
                    new TemplateSamples.Wish(Optional.of(customer.value()), false, true));
            tests.send(letter, "anna@baltic.example");

            assertThat(mails("kind || ' ' || array_to_string(recipients, ',') || ' ' || subject"))
                    .containsExactly("test anna@baltic.example [TEST] Pay RK-1 please");
            assertThat(mails("body_text").getFirst()).startsWith("TEST\n");
            assertThat(count("mail WHERE customer_id IS NOT NULL")).isZero();
            assertThat(count("reminded")).isZero();
            assertThat(count("reminder_counter")).isZero();
            assertThat(count("correspondence")).isZero();
            assertThatThrownBy(() -> tests.send(letter.worded(MINE.wording()), "anna@baltic.example"))
                    .isInstanceOf(IllegalArgumentException.class);
        });
    }

    private LetterModel sample(Optional<Long> customer) {
        return samples.letter(MINE.wording(), "en", new TemplateSamples.Wish(customer, false, true));
    }

    private void overdue(CustomerId customer, String number, int days) {
        ledger.invoice(customer, number, today.minusDays(days + 14L), today.minusDays(days), "100.00");
    }

    private List<String> mails(String column) {
        return java.util.Objects.requireNonNull(transaction.execute(
                _ -> jdbc.sql("SELECT " + column + " FROM mail WHERE company_id = current_company() ORDER BY id")
                        .query((row, n) -> row.getString(1))
                        .list()));
    }

    private long count(String table) {
        return java.util.Objects.requireNonNull(transaction.execute(
                _ -> jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single()));
    }

    private static void refused(String key, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.words().key()).isEqualTo(key));
    }
}
