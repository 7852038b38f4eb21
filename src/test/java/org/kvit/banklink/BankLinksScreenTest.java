package org.kvit.banklink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.kvit.ApiClient;
import org.kvit.KvitTest;
import org.kvit.ScreenClient;
import org.kvit.TestCompany;
import org.kvit.company.People;
import org.kvit.company.Role;
import org.kvit.company.Tokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A bank link as people and programs set it up, against a real OpenSSH server.
@KvitTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BankLinksScreenTest {
    @Autowired
    private AutowireCapableBeanFactory beans;

    @Autowired
    private People people;

    @Autowired
    private Tokens tokens;

    @LocalServerPort
    private int port;

    private OpenSsh server;
    private LinkOffice.Desk desk;
    private ScreenClient anna;

    @BeforeAll
    void start() {
        server = OpenSsh.start("");
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void signIn() {
        desk = beans.createBean(LinkOffice.class).desk();
        anna = ScreenClient.signedIn(port, desk.company.email(), TestCompany.PASSWORD);
    }

    @Test
    void the_first_test_shows_the_servers_key_the_second_signs_in_and_saving_pins_it(@TempDir Path bank)
            throws IOException {
        Files.write(bank.resolve("a.xml"), Statement.of(Statement.DAY, "1", "10.00"));
        anna.get("/settings/bank-links/new");
        var first = anna.post("/settings/bank-links/tests", fields(bank, server.privateKey(), ""))
                .text();
        assertThat(first)
                .contains("id=\"test-key\"", server.fingerprint(), "value=\"" + server.fingerprint() + "\"")
                .doesNotContain("PRIVATE KEY");
        var second = anna.post("/settings/bank-links/tests", fields(bank, server.privateKey(), server.fingerprint()))
                .text();
        assertThat(second).contains("id=\"test-good\"", "It holds 1 file; 1 goes by the pattern");
        assertThat(desk.rows("SELECT count(*)::text FROM bank_link")).containsExactly("0");
        var saved = anna.post("/settings/bank-links", fields(bank, server.privateKey(), server.fingerprint()));
        assertThat(saved.location()).matches("/settings/bank-links/\\d+");
        assertThat(anna.get(saved.location() + "/edit").text())
                .contains(server.fingerprint(), "ssh-ed25519 AAAA")
                .doesNotContain("PRIVATE KEY");
        assertThat(anna.get("/settings/bank-links").text()).contains("Swedbank", "not read yet");
        assertThat(anna.get("/settings").text()).contains("1 place is read by itself");
    }

    @Test
    void read_now_reads_beside_the_request_and_the_page_shows_what_came(@TempDir Path bank) throws IOException {
        Files.write(bank.resolve("<b>a.xml"), Statement.of(Statement.DAY, "1", "10.00"));
        Files.write(bank.resolve("bad.xml"), Statement.bad());
        var link = desk.add(LinkOffice.sftp(server, bank.toString()));
        var path = "/settings/bank-links/" + link.value();
        anna.get(path);
        assertThat(anna.post(path + "/readings").location()).isEqualTo(path);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> anna.get(path + "/progress")
                        .http()
                        .headers()
                        .firstValue("HX-Refresh")
                        .isPresent());
        var page = anna.get(path).text();
        assertThat(page)
                .contains(
                        "1 file failed",
                        "&lt;b&gt;a.xml",
                        "archive/&lt;b&gt;a.xml",
                        "failed/bad.xml",
                        "much",
                        "Anna Ozola")
                .doesNotContain("<b>a.xml");
        assertThat(anna.get("/").text())
                .contains("id=\"bank-link-troubles\"", "href=\"" + path + "\"", "bad.xml", "much");
        long failed = Long.parseLong(desk.rows("SELECT id::text FROM bank_link_file WHERE state = 'failed'")
                .getFirst());
        anna.get(path);
        assertThat(anna.post(path + "/files/" + failed + "/dismissal").location())
                .isEqualTo(path);
        assertThat(anna.get("/").text()).doesNotContain("bank-link-troubles");
        assertThat(anna.get(path).text()).contains("dealt with").doesNotContain("id=\"failed\"");
    }

    @Test
    void a_link_that_cannot_be_read_stands_on_the_first_page_with_what_to_do_until_it_can(@TempDir Path bank) {
        var link = desk.add(LinkOffice.sftp(server, bank + "/nowhere"));
        desk.read(link);
        assertThat(anna.get("/").text()).contains("There is no directory", "nowhere");
        assertThat(anna.get("/settings/bank-links/" + link.value()).text()).contains("id=\"problem\"", "Next attempt");
        desk.change(link, LinkOffice.sftp(server, bank.toString()));
        desk.read(link);
        assertThat(anna.get("/").text()).doesNotContain("There is no directory");
    }

    @Test
    void an_accountant_sees_and_reads_a_manager_neither_and_only_an_administrator_changes(@TempDir Path bank) {
        var link = desk.add(LinkOffice.sftp(server, bank.toString()));
        var path = "/settings/bank-links/" + link.value();
        var accountant = signedIn(Role.ACCOUNTANT);
        assertThat(accountant.get(path).text()).contains("id=\"read-now\"").doesNotContain("id=\"edit-link\"");
        assertThat(accountant.get(path + "/edit").status()).isEqualTo(403);
        assertThat(accountant.post(path + "/removal").status()).isEqualTo(403);
        assertThat(accountant.post(path + "/readings").status()).isEqualTo(302);
        var manager = signedIn(Role.ACCOUNT_MANAGER);
        assertThat(manager.get(path).status()).isEqualTo(403);
        assertThat(manager.get("/settings").text()).doesNotContain("bank-links");
        await().until(() -> !desk.state(link).running());
    }

    @Test
    void what_will_not_do_is_said_beside_its_field_and_what_was_typed_stays() {
        anna.get("/settings/bank-links/new");
        var answer = anna.post(
                "/settings/bank-links",
                "name",
                "Banka",
                "kind",
                "sftp",
                "host",
                "a b",
                "port",
                "22",
                "user",
                "x",
                "signIn",
                "password",
                "pattern",
                "*",
                "after",
                "archive",
                "archive",
                "archive",
                "everyMinutes",
                "15");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("id=\"e-host\"", "value=\"a b\"", "value=\"Banka\"");
    }

    @Test
    void programs_set_links_up_and_never_get_a_secret(@TempDir Path bank) throws IOException {
        Files.write(bank.resolve("a.xml"), Statement.of(Statement.DAY, "1", "10.00"));
        var token = desk.company.actor().get(() -> tokens.create(desk.company.administrator(), "test"));
        var api = new ApiClient(port, token);
        var made = api.post(
                "/api/v1/bank-links",
                Map.of(
                        "name",
                        "Banka",
                        "kind",
                        "sftp",
                        "directory",
                        bank.toString(),
                        "archive",
                        "archive",
                        "host",
                        "127.0.0.1",
                        "port",
                        server.port(),
                        "user",
                        server.user(),
                        "privateKey",
                        server.privateKey(),
                        "hostKeys",
                        List.of(server.fingerprint())));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.http().body()).doesNotContain("PRIVATE").contains("ssh-ed25519 ");
        var path = "/api/v1/bank-links/" + made.body().get("id").asLong();
        assertThat(made.http().headers().firstValue("Location")).contains(path);
        var read = api.post(path + "/readings", "");
        assertThat(read.body().get("imported").asInt()).isEqualTo(1);
        assertThat(read.body().get("problem").isNull()).isTrue();
        assertThat(api.get("/api/v1/bank-links").body().get("items").size()).isEqualTo(1);
        var changed = api.put(
                path,
                Map.of(
                        "name",
                        "Banka 2",
                        "kind",
                        "sftp",
                        "directory",
                        bank.toString(),
                        "active",
                        false,
                        "host",
                        "127.0.0.1",
                        "port",
                        server.port(),
                        "user",
                        server.user(),
                        "hostKeys",
                        List.of(server.fingerprint()),
                        "fromHour",
                        6,
                        "toHour",
                        20));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().get("active").asBoolean()).isFalse();
        assertThat(changed.body().get("fromHour").asInt()).isEqualTo(6);
        assertThat(api.post("/api/v1/bank-links", Map.of("name", "x", "kind", "ftp"))
                        .status())
                .isEqualTo(422);
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.get(path).status()).isEqualTo(404);
    }

    private ScreenClient signedIn(Role role) {
        var email = role.code() + "-" + desk.company.email();
        desk.company.actor().run(() -> people.add(email, "Rita", TestCompany.PASSWORD, "en", role));
        return ScreenClient.signedIn(port, email, TestCompany.PASSWORD);
    }

    private String[] fields(Path bank, String key, String hostKey) {
        return new String[] {
            "name",
            "Swedbank",
            "kind",
            "sftp",
            "active",
            "true",
            "host",
            "127.0.0.1",
            "port",
            Integer.toString(server.port()),
            "user",
            server.user(),
            "signIn",
            "key",
            "privateKey",
            key,
            "hostKeys",
            hostKey,
            "directory",
            bank.toString(),
            "pattern",
            "*",
            "after",
            "archive",
            "archive",
            "archive",
            "everyMinutes",
            "15"
        };
    }
}
