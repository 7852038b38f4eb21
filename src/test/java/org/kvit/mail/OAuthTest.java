package org.kvit.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.ScreenClient;
import org.kvit.TestCompany;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Signing in to the mail server by OAuth 2, with an identity provider and a mail server that speak the real protocols.
@KvitTest
class OAuthTest {
    @Autowired
    private Companies companies;

    @Autowired
    private Consents consents;

    @Autowired
    private SignInTokens tokens;

    @Autowired
    private MailServers servers;

    @Autowired
    private MailWorker worker;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Mails mails;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @LocalServerPort
    private int port;

    private final IdentityServer provider = IdentityServer.open();
    private final SmtpSink sink = SmtpSink.open();
    private TestCompany company;

    @BeforeEach
    void a_company_with_a_server_that_wants_tokens() {
        company = TestCompany.found(companies);
        sink.atCommand(this::xoauth2);
    }

    @AfterEach
    void close() {
        provider.close();
        sink.close();
    }

    /// RFC 7628's forerunner XOAUTH2: a wrong token is answered by a challenge with the error, then by a 535.
    private SmtpSink.Reply xoauth2(String line) {
        if (line.startsWith("EHLO")) {
            return SmtpSink.Reply.of("250-sink\r\n250 AUTH PLAIN XOAUTH2");
        }
        if (line.startsWith("AUTH XOAUTH2 ")) {
            var said = new String(Base64.getDecoder().decode(line.substring(13)), StandardCharsets.UTF_8);
            var token = said.replaceAll("(?s)^user=office@baltic.example\u0001auth=Bearer (.*)\u0001\u0001$", "$1");
            return provider.isValid(token)
                    ? SmtpSink.Reply.of("235 2.7.0 Accepted")
                    : SmtpSink.Reply.of("334 eyJzdGF0dXMiOiI0MDEifQ==");
        }
        return line.isEmpty() ? SmtpSink.Reply.of("535 5.7.8 Bad credentials") : SmtpSink.Reply.OK;
    }

    private void serverByOAuth() {
        servers.save(new MailServers.Setup(
                "127.0.0.1",
                sink.port(),
                SmtpServer.Security.NONE,
                true,
                IdentityServer.MAILBOX,
                "",
                IdentityServer.MAILBOX,
                "",
                "",
                "",
                false,
                OptionalInt.empty(),
                OptionalInt.empty()));
    }

    private Consent.Setup setup(boolean byItself, String secret) {
        return new Consent.Setup(
                Provider.OTHER,
                byItself,
                "",
                provider.url("/authorize"),
                provider.url("/token"),
                "mail",
                IdentityServer.CLIENT,
                secret);
    }

    private MailId write() {
        return Objects.requireNonNull(transaction.execute(
                _ -> outbox.write(Draft.note(Draft.Kind.NOTE, "janis@debtor.example", "Labdien", "t", "lv"))));
    }

    private Mail sent(MailId id) {
        worker.drain(Duration.ofSeconds(20));
        return mails.find(id);
    }

    /// As the person's browser does: to the provider, who sends them back with a code.
    private static String consentAt(String address) throws Exception {
        try (var browser = HttpClient.newHttpClient()) {
            return browser.send(
                            HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
        }
    }

    private static String parameter(String address, String name) {
        return address.replaceAll(".*[?&]" + name + "=([^&]*).*", "$1");
    }

    private void consent() throws Exception {
        consents.save(setup(false, IdentityServer.SECRET));
        var back = consentAt(consents.ask("http://127.0.0.1/settings/mail/consent/answer"));
        consents.consented(parameter(back, "state"), parameter(back, "code"));
    }

    @Test
    void an_application_signs_in_by_itself_and_its_token_serves_many_mails() throws Exception {
        company.actor().call(() -> {
            consents.save(setup(true, IdentityServer.SECRET));
            serverByOAuth();
            for (int i = 0; i < 3; i++) {
                assertThat(sent(write()).state()).isEqualTo(MailState.SENT);
            }
            assertThat(provider.asked())
                    .extracting(form -> form.get("grant_type"))
                    .containsExactly("client_credentials");
            return null;
        });
    }

    @Test
    void a_person_consents_at_the_provider_and_comes_back_to_the_screen() throws Exception {
        var screens = ScreenClient.signedIn(port, company.email(), TestCompany.PASSWORD);
        screens.post(
                "/settings/mail/consent",
                "provider",
                "other",
                "way",
                "code",
                "clientId",
                IdentityServer.CLIENT,
                "clientSecret",
                IdentityServer.SECRET,
                "authorizeUrl",
                provider.url("/authorize"),
                "tokenUrl",
                provider.url("/token"),
                "scope",
                "mail");
        var asked = screens.post("/settings/mail/consent/questions").text();
        var address = asked.replaceAll("(?s).*href=\"(" + provider.url("/authorize") + "[^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        var back = consentAt(address);
        assertThat(back).startsWith("http://localhost:" + port + "/settings/mail/consent/answer?");
        var path = back.substring(back.indexOf("/settings"));
        assertThat(screens.get(path).location()).endsWith("done=consented");
        assertThat(screens.get(path).text()).as("a code is taken once").contains("wasn’t asked for from here");
        company.actor().call(() -> {
            assertThat(consents.own().orElseThrow().given()).isTrue();
            assertThat(consents.own().orElseThrow().by()).contains("Anna Ozola");
            serverByOAuth();
            assertThat(sent(write()).state()).isEqualTo(MailState.SENT);
            return null;
        });
    }

    @Test
    void a_code_that_was_not_asked_for_or_by_somebody_else_is_not_taken() throws Exception {
        company.actor().call(() -> {
            consents.save(setup(false, IdentityServer.SECRET));
            var back = consentAt(consents.ask("http://127.0.0.1/back"));
            assertThatThrownBy(() -> consents.consented("guessed", parameter(back, "code")))
                    .isInstanceOf(Refusal.class);
            return null;
        });
        assertThat(provider.asked()).isEmpty();
    }

    @Test
    void a_token_that_is_near_its_end_is_renewed_once_however_many_need_it() throws Exception {
        provider.lifetime(1);
        company.actor().call(() -> {
            consent();
            provider.lifetime(3600);
            jdbcUpdate("UPDATE mail_consent SET renew_at = now() - interval '1 second'");
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var actor = company.actor();
                List<Future<String>> all = IntStream.range(0, 8)
                        .mapToObj(_ -> threads.submit(() -> actor.call(() -> tokens.signIn(token -> token))))
                        .toList();
                var got = new java.util.HashSet<String>();
                for (var one : all) {
                    got.add(one.get());
                }
                assertThat(got).hasSize(1);
            }
            assertThat(provider.asked())
                    .extracting(form -> form.get("grant_type"))
                    .containsExactly("authorization_code", "refresh_token");
            return null;
        });
    }

    @Test
    void a_token_that_the_server_finds_stale_is_renewed_and_the_mail_leaves_at_once() throws Exception {
        company.actor().call(() -> {
            consent();
            serverByOAuth();
            provider.expireAccess();
            var mail = sent(write());
            assertThat(mail.state()).isEqualTo(MailState.SENT);
            assertThat(mail.attempts()).isEqualTo(1);
            return null;
        });
    }

    @Test
    void when_consent_is_gone_mails_wait_uncounted_and_leave_once_it_is_given_anew() throws Exception {
        company.actor().call(() -> {
            consent();
            serverByOAuth();
            provider.revoke();
            var id = write();
            for (int i = 0; i < 15; i++) {
                servers.hurry();
                worker.drain(Duration.ofSeconds(20));
            }
            var waiting = mails.find(id);
            assertThat(waiting.state()).isEqualTo(MailState.QUEUED);
            assertThat(waiting.attempts()).isZero();
            assertThat(waiting.problem().orElseThrow().key()).isEqualTo("mail.problem.consentGone");
            assertThat(consents.own()
                            .orElseThrow()
                            .problem()
                            .orElseThrow()
                            .args()
                            .getFirst()
                            .toString())
                    .contains("The consent was revoked.");
            assertThat(provider.asked().stream().filter(f -> "refresh_token".equals(f.get("grant_type"))))
                    .as("who has said no isn't asked again and again")
                    .hasSize(1);
            consent();
            worker.drain(Duration.ofSeconds(20));
            assertThat(mails.find(id).state()).isEqualTo(MailState.SENT);
            assertThat(consents.own().orElseThrow().problem()).isEmpty();
            return null;
        });
    }

    @Test
    void while_the_provider_is_away_mails_wait_and_nobody_has_to_do_anything() throws Exception {
        company.actor().call(() -> {
            consents.save(setup(true, IdentityServer.SECRET));
            serverByOAuth();
            provider.down(true);
            var mail = sent(write());
            assertThat(mail.state()).isEqualTo(MailState.QUEUED);
            assertThat(mail.problem().orElseThrow().key()).isEqualTo("mail.problem.tokenServer");
            assertThat(consents.own().orElseThrow().problem()).isEmpty();
            provider.down(false);
            servers.hurry();
            assertThat(sent(mail.id()).state()).isEqualTo(MailState.SENT);
            return null;
        });
    }

    @Test
    void tokens_and_secrets_are_encrypted_at_rest_and_no_other_place_is_told_them() throws Exception {
        company.actor().call(() -> {
            consent();
            var kept = Objects.requireNonNull(transaction.execute(
                    _ -> jdbc.sql("SELECT to_jsonb(c)::text FROM mail_consent c")
                            .query((row, n) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
                            .single()));
            assertThat(kept).doesNotContain(IdentityServer.SECRET, "access-", "refresh-");
            var elsewhere = setup(false, "");
            consents.save(new Consent.Setup(
                    Provider.OTHER,
                    false,
                    "",
                    elsewhere.authorizeUrl(),
                    "https://thief.example/token",
                    "mail",
                    IdentityServer.CLIENT,
                    ""));
            var consent = consents.own().orElseThrow();
            assertThat(consent.hasSecret()).isFalse();
            assertThat(consent.given()).isFalse();
            return null;
        });
    }

    @Test
    void addresses_in_clear_an_unknown_tenant_and_applications_at_google_are_refused() {
        company.actor().run(() -> {
            assertThatThrownBy(() -> consents.save(new Consent.Setup(
                            Provider.OTHER, true, "", "", "http://provider.example/token", "mail", "a", "b")))
                    .satisfies(e -> assertThat(((Refusal) e).faults())
                            .extracting(Refusal.Fault::field)
                            .containsExactly("tokenUrl"));
            assertThatThrownBy(
                            () -> consents.save(new Consent.Setup(Provider.MICROSOFT, true, "", "", "", "", "a", "b")))
                    .satisfies(e -> assertThat(((Refusal) e).faults())
                            .extracting(Refusal.Fault::field)
                            .containsExactly("tenant"));
            assertThatThrownBy(() -> consents.save(new Consent.Setup(Provider.GOOGLE, true, "", "", "", "", "a", "b")))
                    .satisfies(e -> assertThat(((Refusal) e).faults())
                            .extracting(Refusal.Fault::field)
                            .containsExactly("way"));
            consents.save(new Consent.Setup(Provider.MICROSOFT, false, "", "", "", "", "a", "b"));
            assertThat(consents.own().orElseThrow().tokenUrl())
                    .isEqualTo("https://login.microsoftonline.com/organizations/oauth2/v2.0/token");
        });
    }

    private void jdbcUpdate(String sql) {
        transaction.executeWithoutResult(_ -> jdbc.sql(sql).update());
    }
}
