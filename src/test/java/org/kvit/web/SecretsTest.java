package org.kvit.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kvit.ApiClient;
import org.kvit.KvitTest;
import org.kvit.ScreenClient;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/// No secret gets into the log, not even while somebody looks for a fault with all messages on.
@KvitTest
@ExtendWith(OutputCaptureExtension.class)
class SecretsTest {
    private static final String NEW = "a new sentence nobody guesses";
    private static final List<String> LOGGERS = List.of(
            "org.kvit",
            "org.springframework.web",
            "org.springframework.security",
            "org.springframework.jdbc",
            "org.postgresql");

    @Autowired
    private Companies companies;

    @LocalServerPort
    private int port;

    @BeforeEach
    void allMessages() {
        LOGGERS.forEach(name -> logger(name).setLevel(Level.DEBUG));
    }

    @AfterEach
    void asUsual() {
        LOGGERS.forEach(name -> logger(name).setLevel(null));
        logger("org.kvit").setLevel(Level.INFO);
    }

    @Test
    void neither_passwords_nor_cookies_nor_tokens_are_logged(CapturedOutput log) {
        var company = TestCompany.found(companies);
        var anna = ScreenClient.signedIn(port, company.email(), TestCompany.PASSWORD);
        anna.post("/sign-in", "email", company.email(), "password", "wrong password wrong");
        anna.post("/settings/me/password", "oldPassword", TestCompany.PASSWORD, "password", NEW);
        anna.get("/settings/me");
        var made = anna.post(
                "/settings/tokens",
                "name",
                "script",
                "user",
                Long.toString(company.administrator().value()));
        var token = made.text().replaceAll("(?s).*(kvit_[\\w-]+).*", "$1");
        new ApiClient(port, token).get("/api/v1/company");
        anna.post(
                "/settings/people",
                "name",
                "Ilze",
                "email",
                "ilze-" + company.email(),
                "role",
                "accountant",
                "password",
                "the first password of Ilze");
        anna.post(
                "/settings/mail",
                "host",
                "mail.example",
                "port",
                "587",
                "security",
                "starttls",
                "user",
                "u",
                "password",
                "the mail server's secret",
                "sender",
                "a@b.example",
                "senderName",
                "",
                "replyTo",
                "",
                "archive",
                "");
        assertThat(token).startsWith("kvit_");
        assertThat(log.getAll())
                .contains("/settings/tokens") // so there was something to find it in
                .doesNotContain(
                        TestCompany.PASSWORD,
                        "wrong password wrong",
                        NEW,
                        token,
                        anna.cookie(Entry.COOKIE),
                        "the first password of Ilze",
                        "the mail server's secret");
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
