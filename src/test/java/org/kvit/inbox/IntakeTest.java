package org.kvit.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.ScreenClient;
import org.kvit.TestCompany;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.correspondence.Correspondence;
import org.kvit.correspondence.Entry;
import org.kvit.customer.CustomerId;
import org.kvit.customer.InvalidAddresses;
import org.kvit.invoice.InvoiceId;
import org.kvit.mail.Draft;
import org.kvit.mail.Mail;
import org.kvit.mail.Mails;
import org.kvit.mail.Outbox;
import org.kvit.receivable.Ledger;
import org.kvit.reminder.ReminderRuns;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What follows from a message that came.
@KvitTest
class IntakeTest {
    @Autowired
    private Companies companies;

    @Autowired
    private Intake intake;

    @Autowired
    private InboxMessages messages;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Mails mails;

    @Autowired
    private Correspondence correspondence;

    @Autowired
    private InvalidAddresses invalid;

    @Autowired
    private ReminderRuns runs;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @LocalServerPort
    private int port;

    private TestCompany company;
    private CustomerId debtor;
    private InvoiceId invoice;

    @BeforeEach
    void a_debtor_with_an_overdue_invoice() throws Exception {
        company = TestCompany.found(companies);
        var ledger = new Ledger(jdbc, transaction);
        debtor = company.actor().call(() -> ledger.customer("Debtor", "Info@Debtor.example"));
        LocalDate today = company.actor().call(companies::today);
        invoice = company.actor()
                .call(() -> ledger.invoice(debtor, "RK-1", today.minusDays(40), today.minusDays(10), "100.00"));
    }

    private Mail written(String... recipients) {
        var id = Objects.requireNonNull(transaction.execute(_ -> outbox.write(new Draft(
                Draft.Kind.INVOICE,
                OptionalLong.of(debtor.value()),
                List.of(recipients),
                List.of(),
                "Rēķins",
                "t",
                Optional.empty(),
                "lv",
                List.of()))));
        transaction.executeWithoutResult(_ -> jdbc.sql(
                        "INSERT INTO invoice_mail (company_id, invoice_id, mail_id) VALUES (current_company(), :i, :m)")
                .param("i", invoice.value())
                .param("m", id.value())
                .update());
        return mails.find(id);
    }

    private boolean take(String message) {
        return Boolean.TRUE.equals(transaction.execute(_ -> intake.take(IncomingReaderTest.read(message))));
    }

    private static String bounceOf(String messageId, String recipient, String status) {
        return IncomingReaderTest.report("Final-Recipient: rfc822; " + recipient + "\nAction: failed\nStatus: " + status
                        + "\nDiagnostic-Code: smtp; 550 " + status + " User unknown\n")
                .replaceAll("Message-ID: <.*>", "Message-ID: " + messageId);
    }

    private static String reply(String from, String answers, String text) {
        return "From: " + from + "\nSubject: Re: invoice\nMessage-ID: <r1@debtor.example>\n"
                + (answers.isEmpty() ? "" : "In-Reply-To: " + answers + "\n") + "\n" + text + "\n";
    }

    @Test
    void a_hard_bounce_marks_the_mail_flags_the_address_and_leaves_it_out_of_reminders_with_the_reason() {
        company.actor().run(() -> {
            var mail = written("info@debtor.example");
            assertThat(take(bounceOf(mail.messageId(), "info@debtor.example", "5.1.1")))
                    .isTrue();

            assertThat(mails.find(mail.id()).bounces())
                    .containsExactly(new Mail.Bounce("info@debtor.example", true, "5.1.1", "550 5.1.1 User unknown"));
            assertThat(invalid.of(debtor)).containsOnlyKeys("info@debtor.example");
            assertThat(messages.list(InboxMessages.Which.PENDING, 0, 10)).hasSize(1);
            var screens = ScreenClient.signedIn(port, company.email(), TestCompany.PASSWORD);
            assertThat(screens.get("/").text()).contains("550 5.1.1 User unknown", "Debtor");
            assertThat(screens.get("/customers/" + debtor.value() + "/contacts").text())
                    .contains("undeliverable", "User unknown");

            assertThat(leftOut()).containsExactly("reminder.leftOut.returned [Info@Debtor.example]");
            screens.post(
                    "/customers/" + debtor.value() + "/contacts/valid-addresses", "address", "info@debtor.example");
            assertThat(invalid.of(debtor)).isEmpty();
            assertThat(leftOut()).isEmpty();
        });
    }

    @Test
    void a_soft_bounce_marks_the_mail_and_no_address() {
        company.actor().run(() -> {
            var mail = written("info@debtor.example");
            take(bounceOf(mail.messageId(), "info@debtor.example", "4.4.7"));
            assertThat(mails.find(mail.id()).bounces()).hasSize(1);
            assertThat(mails.find(mail.id()).bounced()).isFalse();
            assertThat(invalid.of(debtor)).isEmpty();
        });
    }

    @Test
    void a_bounce_that_names_no_mail_of_ours_or_somebody_who_did_not_get_it_flags_nothing() {
        company.actor().run(() -> {
            var mail = written("other@debtor.example");
            take(bounceOf("<forged@baltic.example>", "info@debtor.example", "5.1.1"));
            take(bounceOf(mail.messageId(), "info@debtor.example", "5.1.2"));
            assertThat(mails.find(mail.id()).bounces()).isEmpty();
            assertThat(invalid.of(debtor)).isEmpty();
            assertThat(messages.count(InboxMessages.Which.PENDING)).isEqualTo(2);
        });
    }

    @Test
    void a_reply_becomes_correspondence_about_the_invoices_of_what_it_answers_until_ticked_off() {
        company.actor().run(() -> {
            var mail = written("info@debtor.example");
            take(reply("someone@else.example", mail.messageId(), "We pay on Friday."));

            var entry = correspondence
                    .list(Optional.of(debtor), Optional.empty(), Optional.empty(), companies.today(), 10)
                    .getFirst();
            assertThat(entry.kind()).isEqualTo(Entry.Kind.REPLY);
            assertThat(entry.text()).isEqualTo("Re: invoice\n\nWe pay on Friday.");
            assertThat(entry.invoices()).extracting(Entry.About::id).containsExactly(invoice);
            var pending = messages.list(InboxMessages.Which.PENDING, 0, 10);
            assertThat(pending).hasSize(1);
            var screens = ScreenClient.signedIn(port, company.email(), TestCompany.PASSWORD);
            assertThat(screens.get("/").text()).contains("We pay on Friday.");
            screens.post("/inbox/" + pending.getFirst().id() + "/tick", "from", "today");
            assertThat(screens.get("/").text()).doesNotContain("We pay on Friday.");
            assertThat(messages.count(InboxMessages.Which.ALL)).isEqualTo(1);
        });
    }

    @Test
    void a_reply_that_answers_nothing_of_ours_is_the_only_customers_whose_address_it_is_else_a_person_says() {
        company.actor().run(() -> {
            take(reply("INFO@debtor.example", "", "Hello."));
            assertThat(messages.list(InboxMessages.Which.PENDING, 0, 10))
                    .extracting(m -> m.customer().orElseThrow())
                    .containsExactly(debtor);

            var twin = new Ledger(jdbc, transaction).customer("Twin", "info@debtor.example");
            take(reply("info@debtor.example", "", "Which of us?"));
            take(reply("stranger@nowhere.example", "", "Buy!"));
            var open = messages.list(InboxMessages.Which.UNASSIGNED, 0, 10);
            assertThat(open).extracting(InboxMessage::text).containsExactly("Buy!", "Which of us?");

            var screens = ScreenClient.signedIn(port, company.email(), TestCompany.PASSWORD);
            assertThat(screens.get("/inbox?show=unassigned").text()).contains("Which of us?", "Twin · ");
            screens.post("/inbox/unassigned/" + open.get(1).id() + "/assignment", "customer", "Twin · " + twin.value());
            screens.post("/inbox/unassigned/" + open.get(0).id() + "/dismissal");
            assertThat(messages.count(InboxMessages.Which.UNASSIGNED)).isZero();
            assertThat(correspondence
                            .list(Optional.of(twin), Optional.empty(), Optional.empty(), companies.today(), 10)
                            .getFirst()
                            .text())
                    .contains("Which of us?");
            assertThatThrownBy(() -> messages.assign(open.get(1).id(), debtor)).isInstanceOf(Refusal.class);
        });
    }

    @Test
    void an_automatic_answer_is_kept_and_bothers_nobody() {
        company.actor().run(() -> {
            take("Auto-Submitted: auto-replied\n" + reply("info@debtor.example", "", "Out of office."));
            assertThat(messages.count(InboxMessages.Which.ALL)).isEqualTo(1);
            assertThat(messages.count(InboxMessages.Which.PENDING)).isZero();
            assertThat(messages.count(InboxMessages.Which.UNASSIGNED)).isZero();
            assertThat(correspondence.list(
                            Optional.of(debtor), Optional.empty(), Optional.empty(), companies.today(), 10))
                    .isEmpty();
        });
    }

    @Test
    void the_same_message_read_many_times_at_once_is_one() throws Exception {
        var mail = company.actor().get(() -> written("info@debtor.example"));
        var actor = company.actor();
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var taken = IntStream.range(0, 6)
                    .mapToObj(_ -> readers.submit(() -> actor.get(() ->
                            take("Received: from somewhere\n" + reply("a@b.example", mail.messageId(), "Once.")))))
                    .toList();
            int fresh = 0;
            for (var one : taken) {
                fresh += one.get() ? 1 : 0;
            }
            assertThat(fresh).isEqualTo(1);
        }
        company.actor().run(() -> {
            assertThat(take("Received: from another way\n" + reply("a@b.example", mail.messageId(), "Once.")))
                    .isFalse();
            assertThat(correspondence.list(
                            Optional.of(debtor), Optional.empty(), Optional.empty(), companies.today(), 10))
                    .hasSize(1);
        });
    }

    /// What a run of today leaves out, with the reason.
    private List<String> leftOut() {
        var run = runs.propose(companies.today(), Optional.empty());
        return Objects.requireNonNull(transaction.execute(_ -> jdbc.sql("""
                SELECT (reason ->> 'key') || ' ' || translate(reason ->> 'args', '"', '')
                  FROM reminder_left_out WHERE company_id = current_company() AND run_id = :run
                """)
                .param("run", run.value())
                .query((row, n) -> row.getString(1))
                .list()));
    }
}
