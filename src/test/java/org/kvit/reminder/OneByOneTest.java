package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.check.Invariants;
import org.kvit.company.Companies;
import org.kvit.correspondence.Correspondence;
import org.kvit.correspondence.Note;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;
import org.kvit.mail.FaxGateway;
import org.kvit.mail.FaxGateways;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The letters of a run one by one, and all the ways that one goes by.
@KvitTest
class OneByOneTest {
    private static final LetterTexts OURS = new LetterTexts(
            "A word about {{number}}",
            "Dear Jana, {{total}} is missing.\n\n[invoices]",
            "Just between us",
            "Dear Jana,\n\nyou owe {{total}}.\n\n[invoices]\n\nYours");

    @Autowired
    private Companies companies;

    @Autowired
    private ReminderRuns runs;

    @Autowired
    private RunReadings readings;

    @Autowired
    private Dispatcher dispatcher;

    @Autowired
    private LetterCards cards;

    @Autowired
    private EditedTexts edited;

    @Autowired
    private CallsInstead calls;

    @Autowired
    private FaxGateways faxes;

    @Autowired
    private Policies policies;

    @Autowired
    private PostalLetters postal;

    @Autowired
    private Correspondence correspondence;

    @Autowired
    private Invariants invariants;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @TempDir
    private Path directory;

    private TestCompany company;
    private Ledger ledger;
    private LocalDate today;

    @BeforeEach
    void accounts() throws Exception {
        company = TestCompany.found(companies);
        ledger = new Ledger(jdbc, transaction);
        today = acting(companies::today);
    }

    @Test
    void a_text_changed_for_one_letter_goes_out_with_that_letter_and_with_no_other_and_its_amounts_stay_true()
            throws Exception {
        acting(() -> {
            var owed = overdue(ledger.customer("Tallinna Vedu"), "RK-1", 3, "100.00");
            overdue(ledger.customer("Rigas Preces"), "RK-2", 3, "50.00");
            var run = propose();
            var letter = letters(run).getFirst();
            edited.save(letter.id(), "en", OURS);
            ledger.paid(owed, today, "30.00");

            dispatcher.sendNow(run, letter.id());
            assertThat(states(run)).containsExactly("queued", "proposed");
            dispatcher.sendNow(run, Optional.empty());

            assertThat(mailed())
                    .satisfiesExactly(
                            ours -> assertThat(ours)
                                    .startsWith("A word about RK-1")
                                    .contains("Dear Jana,", "70.00")
                                    .doesNotContain("100.00 EUR is missing"),
                            other -> assertThat(other).doesNotContain("Jana"));
            assertThat(pdfOf(letter.id())).contains("Just between us", "you owe", "70.00");
            assertThat(pdfOf(letters(run).getLast().id())).doesNotContain("Just between us");
            assertThat(invariants.broken()).isEmpty();

            ledger.change("UPDATE reminded SET reminded_on = reminded_on - 30 WHERE company_id = current_company()");
            ledger.change("UPDATE reminder_counter SET count = 0 WHERE company_id = current_company()");
            dispatcher.sendNow(propose(), Optional.empty());
            assertThat(mailed().getLast()).doesNotContain("Jana");
            return null;
        });
    }

    @Test
    void a_text_that_would_run_or_name_what_is_not_there_is_refused_with_its_place_and_a_sent_letter_is_not_changed()
            throws Exception {
        acting(() -> {
            overdue(ledger.customer("Tallinna Vedu"), "RK-1", 3, "100.00");
            var run = propose();
            long id = letters(run).getFirst().id();
            for (var bad : List.of("{{getClass}}", "{{#each}}x{{/each}}", "{{{total}}}", "no table")) {
                assertThatThrownBy(() -> edited.save(id, "en", new LetterTexts("S", "E", "T", bad)))
                        .as(bad)
                        .isInstanceOfSatisfying(
                                Refusal.class,
                                r -> assertThat(r.faults())
                                        .extracting(Refusal.Fault::field)
                                        .contains("letter"));
            }
            assertThat(edited.of(id)).isEmpty();
            edited.save(id, "en", OURS);
            edited.reset(id);
            dispatcher.sendNow(run, id);
            assertThat(mailed()).singleElement().asString().doesNotContain("Jana");
            assertThatThrownBy(() -> edited.save(id, "en", OURS)).isInstanceOf(Refusal.class);
            return null;
        });
    }

    @Test
    void one_letter_is_sent_once_however_often_it_is_asked_for() throws Exception {
        acting(() -> {
            overdue(ledger.customer("Tallinna Vedu"), "RK-1", 3, "100.00");
            overdue(ledger.customer("Rigas Preces"), "RK-2", 3, "50.00");
            var run = propose();
            long id = letters(run).getFirst().id();
            dispatcher.sendNow(run, id);
            assertThatThrownBy(() -> dispatcher.sendNow(run, id)).isInstanceOf(Refusal.class);
            assertThat(mailed()).hasSize(1);
            assertThat(readings.run(run).state()).isEqualTo(ReminderRun.State.PROPOSED);
            var other = propose();
            assertThatThrownBy(() -> dispatcher.sendNow(other, id)).isInstanceOf(Refusal.class);
            return null;
        });
    }

    @Test
    void one_by_one_leads_from_letter_to_letter_and_knows_where_it_stood_after_leaving() throws Exception {
        acting(() -> {
            for (var name : List.of("Alfa", "Beta", "Gamma")) {
                overdue(ledger.customer(name), "RK-" + name, 3, "100.00");
            }
            var run = propose();
            var ids = letters(run).stream().map(ReminderRun.Letter::id).toList();
            assertThat(cards.first(run)).contains(ids.getFirst());
            runs.skip(run, ids.getFirst(), true);
            assertThat(cards.first(run)).contains(ids.get(1));
            var card = cards.of(run, ids.get(1));
            assertThat(card.progress()).isEqualTo(new LetterCard.Progress(2, 3, 1));
            assertThat(card.next()).contains(ids.get(2));
            assertThat(card.previous()).contains(ids.getFirst());
            assertThat(card.texts()).isPresent();
            dispatcher.sendNow(run, ids.get(2));
            assertThat(cards.after(run, ids.get(2))).contains(ids.get(1));
            dispatcher.sendNow(run, ids.get(1));
            assertThat(cards.first(run)).isEmpty();
            assertThat(cards.of(run, ids.getFirst()).letter().skipped()).isTrue();
            assertThat(readings.sections(run).getFirst().waiting()).isZero();

            assertThat(letters(propose()))
                    .extracting(ReminderRun.Letter::customerName)
                    .containsExactly("Alfa");
            runs.skip(run, ids.getFirst(), false);
            assertThat(cards.first(run)).contains(ids.getFirst());
            return null;
        });
    }

    @Test
    void a_call_instead_drops_the_letter_moves_no_counter_and_keeps_its_invoices_back_for_the_day() throws Exception {
        acting(() -> {
            var customer = ledger.customer("Tallinna Vedu");
            var invoice = overdue(customer, "RK-1", 3, "100.00");
            var other = propose();
            var run = propose();
            long id = letters(run).getFirst().id();
            calls.note(run, id, said("Pays on Friday", today.plusDays(2)));

            assertThat(letters(run)).singleElement().satisfies(l -> {
                assertThat(l.state()).isEqualTo("dropped");
                assertThat(l.droppedFor()).contains(Words.of("reminder.leftOut.called", today.toString()));
            });
            assertThat(readings.run(run).state()).isEqualTo(ReminderRun.State.DONE);
            assertThat(correspondence.list(Optional.of(customer), Optional.empty(), Optional.empty(), today, 10))
                    .singleElement()
                    .satisfies(e -> {
                        assertThat(e.kind().code()).isEqualTo("call");
                        assertThat(e.nextActionOn()).contains(today.plusDays(2));
                        assertThat(e.invoices()).extracting(a -> a.id()).containsExactly(invoice);
                    });
            // A run that was proposed before the call, and one after it.
            dispatcher.sendNow(other, Optional.empty());
            assertThat(states(other)).containsExactly("dropped");
            assertThat(readings.leftOut(propose(), 0, 10))
                    .extracting(o -> o.reason().key())
                    .containsExactly("reminder.leftOut.called");
            assertThat(mailed()).isEmpty();
            assertThat(count("reminded") + count("reminder_counter")).isZero();
            assertThatThrownBy(() -> calls.note(run, id, said("Again", today))).isInstanceOf(Refusal.class);
            assertThat(invariants.broken()).isEmpty();
            return null;
        });
    }

    @Test
    void email_fax_and_paper_of_one_letter_are_one_reminder() throws Exception {
        acting(() -> {
            reachedByAll();
            faxes.save(Optional.of(new FaxGateway("{number}@fax.example")));
            var run = propose();
            assertThat(letters(run).getFirst().to())
                    .extracting(Recipient::address)
                    .containsExactly("info@tallinnavedu.example", "+37167000000", "Brivibas 1, LV-1010, Riga, LV");
            dispatcher.sendNow(run, Optional.empty());

            assertThat(recipients()).containsExactlyInAnyOrder("info@tallinnavedu.example", "37167000000@fax.example");
            assertThat(count("mail_attachment")).isEqualTo(2);
            assertThat(count("reminded")).isEqualTo(1);
            assertThat(count("correspondence")).isEqualTo(1);
            assertThat(counted()).isEqualTo(1);
            assertThat(postal.count(Optional.of(run))).isEqualTo(1);
            assertThat(letters(run)).singleElement().satisfies(l -> {
                assertThat(l.state()).isEqualTo("queued");
                assertThat(l.faxes()).extracting(ReminderRun.Fax::state).containsExactly("queued");
                assertThat(l.post()).contains(new ReminderRun.Post(Optional.empty(), Optional.empty()));
            });
            assertThat(readings.mails(run)).containsEntry("queued", 2);
            ledger.change(
                    "UPDATE mail SET state = 'failed' WHERE company_id = current_company() AND '37167000000@fax.example' = ANY (recipients)");
            assertThat(states(run)).containsExactly("failed");
            assertThat(invariants.broken()).isEmpty();
            ledger.change("DELETE FROM reminder_letter_fax WHERE company_id = current_company()");
            assertThat(invariants.broken())
                    .extracting(b -> b.invariant().key())
                    .contains("check.letterIsWhole", "check.mailHasLetter");
            return null;
        });
    }

    @Test
    void without_a_gateway_a_letter_goes_by_its_other_ways_and_by_fax_alone_not_at_all() throws Exception {
        acting(() -> {
            reachedByAll();
            dispatcher.sendNow(propose(), Optional.empty());
            assertThat(recipients()).containsExactly("info@tallinnavedu.example");
            goingBy(Channel.FAX);
            ledger.change("DELETE FROM reminded WHERE company_id = current_company()");
            ledger.change("DELETE FROM reminder_counter WHERE company_id = current_company()");
            assertThat(readings.leftOut(propose(), 0, 10))
                    .extracting(o -> o.reason().key())
                    .containsExactly("reminder.leftOut.noWay");
            return null;
        });
    }

    @Test
    void what_is_undone_in_the_middle_leaves_the_letter_ordered_and_nothing_of_it_behind() throws Exception {
        acting(() -> {
            reachedByAll();
            faxes.save(Optional.of(new FaxGateway("{number}@fax.example")));
            var run = propose();
            // It lies on the pile already: there the batch breaks, after its e-mails.
            ledger.change("""
                    INSERT INTO postal_letter (company_id, letter_id, country, postal_code, city, street, name)
                    SELECT company_id, id, '', '', '', '', '' FROM reminder_letter WHERE company_id = current_company()""");
            assertThatThrownBy(() -> dispatcher.sendNow(run, Optional.empty())).isInstanceOf(RuntimeException.class);
            ledger.change("DELETE FROM postal_letter WHERE company_id = current_company()");
            assertThat(states(run)).containsExactly("ordered");
            assertThat(count("mail") + count("reminder_letter_fax") + count("reminded") + count("correspondence"))
                    .isZero();
            dispatcher.finishOthers();
            assertThat(recipients()).hasSize(2);
            assertThat(postal.count(Optional.empty())).isEqualTo(1);
            assertThat(invariants.broken()).isEmpty();
            return null;
        });
    }

    @Test
    void the_pile_is_printed_in_postal_order_each_letter_on_a_sheet_of_its_own_and_ticked_off_when_posted()
            throws Exception {
        acting(() -> {
            goingBy(Channel.PRINT);
            addressed("Zeta", "LV", "LV-1010", "Riga", "Brivibas 1");
            addressed("Alfa", "LV", "LV-1010", "Riga", "Brivibas 1");
            addressed("Kappa", "LV", "LV-1010", "Riga", "Abrenes 5");
            addressed("Omega", "LV", "LV-1001", "Riga", "Zala 9");
            addressed("Epsilon", "EE", "99999", "Tartu", "Uus 1");
            var run = propose();
            dispatcher.sendNow(run, Optional.empty());
            assertThat(mailed()).isEmpty();
            assertThat(states(run)).containsOnly("to_post");
            assertThat(readings.run(run).state()).isEqualTo(ReminderRun.State.DONE);

            var pile = postal.waiting(Optional.of(run));
            assertThat(pile)
                    .extracting(PostalLetters.Piece::name)
                    .containsExactly("Epsilon", "Omega", "Kappa", "Alfa", "Zeta");
            var file = directory.resolve("pile.pdf");
            postal.print(pile, file);
            try (var pdf = Loader.loadPDF(file.toFile())) {
                assertThat(pdf.getNumberOfPages()).isEqualTo(9);
                assertThat(IntStream.rangeClosed(1, 9)
                                .mapToObj(page -> namedOn(pdf, page))
                                .toList())
                        .containsExactly("Epsilon", "", "Omega", "", "Kappa", "", "Alfa", "", "Zeta");
            }

            var some =
                    pile.subList(0, 2).stream().map(PostalLetters.Piece::letter).toList();
            assertThat(postal.post(some)).isEqualTo(2);
            assertThat(postal.post(some)).isZero();
            assertThat(postal.count(Optional.empty())).isEqualTo(3);
            assertThat(postal.posted(10))
                    .hasSize(2)
                    .allSatisfy(p -> assertThat(p.postedBy()).contains("Anna Ozola"));
            assertThat(states(run)).containsExactlyInAnyOrder("to_post", "to_post", "to_post", "posted", "posted");
            postal.takeBack(some.getFirst());
            assertThatThrownBy(() -> postal.takeBack(some.getFirst())).isInstanceOf(Refusal.class);
            assertThat(postal.count(Optional.of(run))).isEqualTo(4);
            assertThat(invariants.broken()).isEmpty();
            return null;
        });
    }

    private void reachedByAll() {
        var customer = ledger.customer("Tallinna Vedu");
        goingBy(Channel.values());
        ledger.change("""
                UPDATE customer SET fax = '67 000-000', remind_by_fax = true, country = 'LV', street = E'Brivibas\\n1', city = 'Riga',
                       postal_code = 'LV-1010'
                 WHERE company_id = current_company() AND id = %d""".formatted(customer.value()));
        ledger.change("""
                INSERT INTO contact (company_id, customer_id, name, fax, remind_by_fax)
                VALUES (current_company(), %d, 'Jana', '+371 67000000', true)""".formatted(customer.value()));
        overdue(customer, "RK-1", 3, "100.00");
    }

    private void goingBy(Channel... channels) {
        policies.save(new ReminderPolicy(
                List.of(Items.by(Items.level(1, 1, -1, new Repeat.Once(), "0"), Set.of(channels), Map.of()))));
    }

    private void addressed(String name, String country, String code, String city, String street) {
        var customer = ledger.customer(name);
        ledger.change("UPDATE customer SET country = '%s', postal_code = '%s', city = '%s', street = '%s' WHERE id = %d"
                .formatted(country, code, city, street, customer.value()));
        overdue(customer, "RK-" + name, 3, "100.00");
    }

    private static String namedOn(org.apache.pdfbox.pdmodel.PDDocument pdf, int page) {
        try {
            var stripper = new PDFTextStripper();
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            var text = stripper.getText(pdf);
            return List.of("Epsilon", "Omega", "Kappa", "Alfa", "Zeta").stream()
                    .filter(text::contains)
                    .findFirst()
                    .orElse("");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Note said(String text, LocalDate next) {
        return new Note(Optional.empty(), List.of(), text, Optional.empty(), Optional.empty(), Optional.of(next));
    }

    private RunId propose() {
        return runs.propose(today, Optional.empty());
    }

    private List<ReminderRun.Letter> letters(RunId run) {
        return readings.letters(run, OptionalInt.empty(), 0, 1000);
    }

    private List<String> states(RunId run) {
        return letters(run).stream().map(ReminderRun.Letter::state).toList();
    }

    private InvoiceId overdue(CustomerId customer, String number, int days, String total) {
        return ledger.invoice(customer, number, today.minusDays(days + 14L), today.minusDays(days), total);
    }

    /// Subject and text of each e-mail.
    private List<String> mailed() {
        return texts(
                "SELECT subject || E'\\n' || body_text FROM mail WHERE company_id = current_company() ORDER BY id");
    }

    private List<String> recipients() {
        return texts("SELECT unnest(recipients) FROM mail WHERE company_id = current_company() ORDER BY id");
    }

    private List<String> texts(String sql) {
        return Objects.requireNonNull(transaction.execute(
                _ -> jdbc.sql(sql).query((row, n) -> row.getString(1)).list()));
    }

    private long count(String table) {
        return number("SELECT count(*) FROM " + table + " WHERE company_id = current_company()");
    }

    private long counted() {
        return number("SELECT sum(count)::bigint FROM reminder_counter WHERE company_id = current_company()");
    }

    private long number(String sql) {
        return Objects.requireNonNull(
                transaction.execute(_ -> jdbc.sql(sql).query(Long.class).single()));
    }

    private String pdfOf(long letter) throws Exception {
        var bytes = transaction.execute(
                _ -> jdbc.sql("""
                        SELECT d.bytes FROM reminder_letter l JOIN document d ON d.company_id = l.company_id AND d.id = l.document_id
                         WHERE l.company_id = current_company() AND l.id = :id
                        """).param("id", letter).query(byte[].class).single());
        try (var pdf = Loader.loadPDF(Objects.requireNonNull(bytes))) {
            return new PDFTextStripper().getText(pdf);
        }
    }

    private <T> T acting(Callable<T> work) throws Exception {
        return company.actor().call(work);
    }
}
