package org.kvit.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.kvit.KvitTest;
import org.kvit.ScreenClient;
import org.kvit.TestCompany;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.correspondence.Correspondence;
import org.kvit.correspondence.Entry;
import org.kvit.customer.CustomerId;
import org.kvit.customer.InvalidAddresses;
import org.kvit.mail.Draft;
import org.kvit.mail.IdentityServer;
import org.kvit.mail.MailId;
import org.kvit.mail.MailState;
import org.kvit.mail.MailWorker;
import org.kvit.mail.Mails;
import org.kvit.mail.Outbox;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Out through a real Postfix, and back from it by a real Dovecot.
@KvitTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealMailTest {
    private static final String OFFICE = IdentityServer.MAILBOX;
    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    private Companies companies;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Mails mails;

    @Autowired
    private MailWorker worker;

    @Autowired
    private Mailboxes mailboxes;

    @Autowired
    private InboxReading reading;

    @Autowired
    private InboxState state;

    @Autowired
    private InboxMessages messages;

    @Autowired
    private InvalidAddresses invalid;

    @Autowired
    private Correspondence correspondence;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @LocalServerPort
    private int port;

    private IdentityServer provider;
    private RealMail mail;
    private TestCompany company;
    private CustomerId debtor;
    private ScreenClient screens;

    @BeforeAll
    void start() {
        provider = IdentityServer.open();
        mail = RealMail.start(List.of(OFFICE, "janis@debtor.example"), provider.url("/tokeninfo"));
    }

    @AfterAll
    void stop() throws IOException {
        mail.close();
        provider.close();
    }

    @BeforeEach
    void a_company_that_sends_and_reads() {
        company = TestCompany.found(companies);
        screens = ScreenClient.signedIn(port, company.email(), TestCompany.PASSWORD);
        screens.post(
                "/settings/mail",
                "host",
                "127.0.0.1",
                "port",
                Integer.toString(mail.smtp()),
                "security",
                "none",
                "user",
                "",
                "password",
                "",
                "sender",
                OFFICE,
                "senderName",
                "",
                "replyTo",
                "",
                "archive",
                "");
        debtor = company.actor().get(() -> new Ledger(jdbc, transaction).customer("Debtor", "gone@debtor.example"));
    }

    private Mailbox mailbox(String password) {
        return new Mailbox(true, "127.0.0.1", mail.imap(), Mailbox.Security.NONE, false, OFFICE, password, "INBOX", 5);
    }

    private MailId send(String recipient) {
        var id = Objects.requireNonNull(transaction.execute(_ -> outbox.write(new Draft(
                Draft.Kind.REMINDER,
                OptionalLong.of(debtor.value()),
                List.of(recipient),
                List.of(),
                "Atgādinājums",
                "Labdien!",
                Optional.of("<p>Labdien!</p>"),
                "lv",
                List.of()))));
        worker.drain(SOON);
        assertThat(mails.find(id).state()).isEqualTo(MailState.SENT);
        return id;
    }

    private void awaitMessages(String mailbox, int count) {
        await(() -> "messages in " + mailbox + ": " + mail.log())
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> mail.count(mailbox) >= count);
    }

    private static org.awaitility.core.ConditionFactory await(java.util.function.Supplier<String> what) {
        return org.awaitility.Awaitility.await(what.get());
    }

    private void reply(String answers) throws MessagingException {
        var session = Session.getInstance(new Properties());
        var message = new MimeMessage(session);
        message.setFrom(new InternetAddress("janis@debtor.example"));
        message.setRecipients(Message.RecipientType.TO, OFFICE);
        message.setSubject("Re: Atgādinājums", "UTF-8");
        message.setHeader("In-Reply-To", answers);
        message.setText("Samaksāsim piektdien.", "UTF-8");
        message.saveChanges();
        try (var transport = session.getTransport("smtp")) {
            transport.connect("127.0.0.1", mail.smtp(), null, null);
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    /// The Message-ID and subject of the newest message in the debtor's mailbox, as their mail program shows it.
    private String newestAtTheDebtors() throws MessagingException {
        var session = Session.getInstance(new Properties());
        try (var store = session.getStore("imap")) {
            store.connect("127.0.0.1", mail.imap(), "janis@debtor.example", RealMail.PASSWORD);
            try (var folder = store.getFolder("INBOX")) {
                folder.open(Folder.READ_ONLY);
                var message = (MimeMessage) folder.getMessage(folder.getMessageCount());
                return message.getMessageID() + " " + message.getSubject();
            }
        }
    }

    @Test
    void a_bounce_of_postfix_marks_the_mail_and_the_address_and_a_reply_becomes_correspondence() throws Exception {
        company.actor().call(() -> {
            mailboxes.save(mailbox(RealMail.PASSWORD));
            reading.now();
            int before = mail.count(OFFICE);
            var lost = send("gone@debtor.example");
            awaitMessages(OFFICE, before + 1);
            int arrived = mail.count("janis@debtor.example");
            var arriving = send("janis@debtor.example");
            awaitMessages("janis@debtor.example", arrived + 1);
            var messageId = mails.find(arriving).messageId();
            assertThat(newestAtTheDebtors()).isEqualTo(messageId + " Atgādinājums");
            reply(messageId);
            awaitMessages(OFFICE, before + 2);

            assertThat(reading.now()).isEqualTo(new InboxReading.Result(2, Optional.empty()));

            var bounce = mails.find(lost).bounces().getFirst();
            assertThat(bounce.permanent()).isTrue();
            assertThat(bounce.status()).isEqualTo("5.1.1");
            assertThat(bounce.words()).contains("unknown user: \"gone@debtor.example\"");
            assertThat(invalid.of(debtor)).containsOnlyKeys("gone@debtor.example");
            var entry = correspondence
                    .list(Optional.of(debtor), Optional.empty(), Optional.empty(), companies.today(), 10)
                    .getFirst();
            assertThat(entry.kind()).isEqualTo(Entry.Kind.REPLY);
            assertThat(entry.text()).contains("Samaksāsim piektdien.");
            assertThat(screens.get("/").text()).contains("Samaksāsim piektdien.", "gone@debtor.example");
            return null;
        });
    }

    @Test
    void what_was_read_is_not_read_again_not_even_when_the_server_numbers_its_messages_anew() throws Exception {
        company.actor().call(() -> {
            mailboxes.save(mailbox(RealMail.PASSWORD));
            reading.now();
            int before = mail.count(OFFICE);
            send("gone@debtor.example");
            awaitMessages(OFFICE, before + 1);
            assertThat(reading.now().fresh()).isEqualTo(1);
            assertThat(reading.now().fresh()).isZero();
            int all = messages.count(InboxMessages.Which.ALL);
            mail.renumber(OFFICE);
            assertThat(reading.now()).isEqualTo(new InboxReading.Result(0, Optional.empty()));
            assertThat(messages.count(InboxMessages.Which.ALL)).isEqualTo(all);
            assertThat(mail.count(OFFICE)).as("nothing is deleted").isEqualTo(before + 1);
            return null;
        });
    }

    @Test
    void one_reader_at_a_time_has_the_mailbox_and_one_who_died_loses_it() throws Exception {
        company.actor().call(() -> {
            mailboxes.save(mailbox(RealMail.PASSWORD));
            assertThat(state.take(false)).isPresent();
            assertThat(state.take(true)).isEmpty();
            assertThat(reading.ifDue()).isEmpty();
            assertThatThrownBy(reading::now).isInstanceOf(Refusal.class);
            transaction.executeWithoutResult(
                    _ -> jdbc.sql("UPDATE inbox_state SET leased_until = now() - interval '1 second'")
                            .update());
            assertThat(reading.ifDue().orElseThrow().problem()).isEmpty();
            assertThat(reading.ifDue()).as("not due any more").isEmpty();
            return null;
        });
    }

    @Test
    void a_wrong_password_an_unknown_folder_and_a_server_that_is_away_are_told_in_words() throws Exception {
        company.actor().call(() -> {
            assertThat(reading.test(mailbox(RealMail.PASSWORD)).problem()).isEmpty();
            assertThat(reading.test(mailbox("wrong"))
                            .problem()
                            .orElseThrow()
                            .args()
                            .toString())
                    .contains("Authentication failed");
            var good = mailbox(RealMail.PASSWORD);
            var folder = new Mailbox(
                    true, good.host(), good.port(), good.security(), false, OFFICE, RealMail.PASSWORD, "Nowhere", 5);
            assertThat(reading.test(folder).problem().orElseThrow().args().toString())
                    .contains("Nowhere");
            mailboxes.save(new Mailbox(
                    true, "127.0.0.1", 1, Mailbox.Security.NONE, false, OFFICE, RealMail.PASSWORD, "INBOX", 5));
            assertThat(reading.now().problem()).isPresent();
            assertThat(screens.get("/").text()).contains("Replies and bounces aren’t read.");
            return null;
        });
    }

    @Test
    void a_mailbox_is_signed_in_to_by_a_token_that_dovecot_asks_the_provider_about() throws Exception {
        screens.post(
                "/settings/mail/consent",
                "provider",
                "other",
                "way",
                "client",
                "clientId",
                IdentityServer.CLIENT,
                "clientSecret",
                IdentityServer.SECRET,
                "tokenUrl",
                provider.url("/token"),
                "scope",
                "mail");
        company.actor().call(() -> {
            var byToken =
                    new Mailbox(true, "127.0.0.1", mail.imap(), Mailbox.Security.NONE, true, OFFICE, "", "INBOX", 5);
            assertThat(reading.test(byToken).problem()).isEmpty();
            provider.expireAccess();
            assertThat(reading.test(byToken).problem()).as("renewed").isEmpty();
            return null;
        });
    }
}
