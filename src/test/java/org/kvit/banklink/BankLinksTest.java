package org.kvit.banklink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kvit.KvitTest;
import org.kvit.base.Refusal;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/// How links are set up and kept, and that they are read by themselves.
@KvitTest
class BankLinksTest {
    private static final String FINGERPRINT = "SHA256:" + "A".repeat(43);
    private static final String PASSWORD = "slepens-parole-7777";

    @Autowired
    private AutowireCapableBeanFactory beans;

    @Autowired
    private Poller poller;

    @TempDir
    Path directory;

    private LinkOffice office;
    private LinkOffice.Desk desk;

    @BeforeEach
    void open() {
        office = beans.createBean(LinkOffice.class);
        desk = office.desk();
    }

    @Test
    void secrets_are_kept_encrypted_and_neither_the_audit_trail_nor_a_log_line_has_them() throws IOException {
        var key = key();
        var link = desk.add(setup(PASSWORD, key, BankLink.SignIn.BOTH));
        desk.change(link, setup("another-" + PASSWORD, "", BankLink.SignIn.BOTH));
        var kept = desk.company.actor().get(() -> office.links.secrets(link));
        assertThat(kept.password()).contains("another-" + PASSWORD);
        assertThat(kept.privateKey()).contains(key);
        assertThat(kept + " " + setup(PASSWORD, key, BankLink.SignIn.BOTH) + link)
                .doesNotContain(PASSWORD, "PRIVATE");
        var rows = desk.rows("SELECT row_to_json(l)::text FROM bank_link l");
        var audit = desk.rows("SELECT row_to_json(a)::text FROM audit a WHERE subject = 'bank_link'");
        assertThat(audit).isNotEmpty();
        assertThat(String.join("\n", rows) + String.join("\n", audit))
                .doesNotContain(PASSWORD, "OPENSSH", hex(PASSWORD));
        assertThat(String.join("\n", audit)).doesNotContain("\"password\"", "private_key", "passphrase");
    }

    @Test
    void the_public_half_of_the_key_is_shown_for_the_bank() throws IOException {
        var key = key();
        var link = desk.add(setup("", key, BankLink.SignIn.KEY));
        assertThat(server(link).publicKey())
                .contains(Files.readString(directory.resolve("key.pub")).strip());
    }

    @Test
    void secrets_stay_for_the_same_server_and_user_and_for_no_other() throws IOException {
        var link = desk.add(setup(PASSWORD, key(), BankLink.SignIn.BOTH));
        desk.change(link, setup("", "", BankLink.SignIn.BOTH));
        assertThat(faults(() ->
                        desk.change(link, with(setup("", "", BankLink.SignIn.BOTH), "evil.example", 22, "kvit"))))
                .containsExactly("password");
        assertThat(faults(() ->
                        desk.change(link, with(setup("", "", BankLink.SignIn.KEY), "bank.example", 2222, "kvit"))))
                .containsExactly("privateKey");
        assertThat(faults(() -> desk.company
                        .actor()
                        .get(() -> office.links.secretsOf(
                                Optional.of(link),
                                with(setup("", "", BankLink.SignIn.PASSWORD), "bank.example", 22, "other")))))
                .containsExactly("password");
    }

    @Test
    void what_is_not_signed_in_with_is_not_kept() throws IOException {
        var link = desk.add(setup(PASSWORD, key(), BankLink.SignIn.BOTH));
        desk.change(link, setup("", "", BankLink.SignIn.KEY));
        assertThat(server(link).signIn()).isEqualTo(BankLink.SignIn.KEY);
        assertThat(desk.company.actor().get(() -> office.links.secrets(link)).password())
                .isEmpty();
    }

    @Test
    void each_field_that_will_not_do_is_named() {
        var bad = new Setup(
                " ",
                BankLink.Kind.SFTP,
                true,
                "",
                "",
                "../up",
                0,
                Optional.of(new Timetable.Hours(8, 24)),
                "ssh://bank",
                0,
                "",
                BankLink.SignIn.PASSWORD,
                "x",
                "",
                "",
                List.of("MD5:00"));
        assertThat(faults(() -> desk.add(bad)))
                .containsExactly(
                        "name",
                        "pattern",
                        "archive",
                        "everyMinutes",
                        "hours",
                        "host",
                        "port",
                        "user",
                        "directory",
                        "hostKeys");
    }

    @Test
    void a_name_is_given_once_and_another_company_sees_nothing_of_it() {
        var link = desk.add(setup(PASSWORD, "", BankLink.SignIn.PASSWORD));
        assertThat(faults(() -> desk.add(setup(PASSWORD, "", BankLink.SignIn.PASSWORD))))
                .containsExactly("name");
        var other = office.desk();
        assertThatThrownBy(() -> other.read(link))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
        other.add(setup(PASSWORD, "", BankLink.SignIn.PASSWORD));
    }

    @Test
    void a_link_that_is_removed_leaves_what_it_brought() throws IOException {
        var base = desk.directory();
        Files.write(base.resolve("a.xml"), Statement.of(Statement.DAY, "1", "10.00"));
        var link = desk.add(directory(base));
        desk.read(link);
        desk.company.actor().run(() -> office.links.remove(link));
        assertThat(desk.amounts()).containsExactly("10");
        assertThat(desk.rows("SELECT count(*)::text FROM bank_link_file")).containsExactly("0");
        assertThat(desk.imports()).hasSize(1);
    }

    @Test
    void a_link_that_is_due_is_read_by_itself_in_nobodys_name_and_one_that_is_off_is_not() throws IOException {
        var base = desk.directory();
        Files.createDirectories(base.resolve("off"));
        Files.write(base.resolve("a.xml"), Statement.of(Statement.DAY, "1", "10.00"));
        Files.write(base.resolve("off/b.xml"), Statement.of(Statement.DAY, "2", "20.00"));
        var link = desk.add(directory(base));
        desk.add(off(directory(base.resolve("off"))));
        poller.start();
        try {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> desk.state(link).polledAt().isPresent());
        } finally {
            poller.stop();
        }
        assertThat(desk.amounts()).containsExactly("10");
        assertThat(desk.rows("SELECT user_id::text FROM bank_link_poll")).containsExactly((String) null);
        assertThat(desk.rows("SELECT via FROM audit WHERE subject = 'statement_file'"))
                .containsExactly("job");
        assertThat(desk.imports().getFirst().by()).isEmpty();
    }

    @Test
    void only_the_latest_polls_are_kept() throws IOException {
        var base = desk.directory();
        var link = desk.add(directory(base));
        desk.rows("INSERT INTO bank_link_poll (company_id, link_id) SELECT current_company(), " + link.value()
                + " FROM generate_series(1, 150) RETURNING id::text");
        desk.read(link);
        assertThat(desk.rows("SELECT count(*)::text FROM bank_link_poll")).containsExactly("100");
    }

    private BankLink.Server server(BankLinkId link) {
        return desk.company.actor().get(() -> office.links.find(link)).server().orElseThrow();
    }

    private String key() throws IOException {
        OpenSsh.keygen(directory.resolve("key"));
        var key = Files.readString(directory.resolve("key"));
        var publicKey = Files.readString(directory.resolve("key.pub"));
        Files.writeString(directory.resolve("key.pub"), publicKey.replace(" test", ""));
        return key;
    }

    private static List<String> faults(Runnable entry) {
        try {
            entry.run();
            return List.of();
        } catch (Refusal refusal) {
            return refusal.faults().stream().map(Refusal.Fault::field).toList();
        }
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Setup setup(String password, String key, BankLink.SignIn signIn) {
        return new Setup(
                "Banka",
                BankLink.Kind.SFTP,
                true,
                "/out",
                "*",
                "archive",
                15,
                Optional.empty(),
                "bank.example",
                22,
                "kvit",
                signIn,
                password,
                key,
                "",
                List.of(FINGERPRINT));
    }

    private static Setup directory(Path at) {
        return new Setup(
                "Mape",
                BankLink.Kind.DIRECTORY,
                true,
                at.toString(),
                "*",
                "archive",
                15,
                Optional.empty(),
                "",
                0,
                "",
                BankLink.SignIn.KEY,
                "",
                "",
                "",
                List.of());
    }

    private static Setup off(Setup s) {
        return new Setup(
                "Izslēgta",
                s.kind(),
                false,
                s.directory(),
                "*",
                "archive",
                15,
                Optional.empty(),
                "",
                0,
                "",
                s.signIn(),
                "",
                "",
                "",
                List.of());
    }

    private static Setup with(Setup s, String host, int port, String user) {
        return new Setup(
                s.name(),
                s.kind(),
                true,
                s.directory(),
                s.pattern(),
                s.archive(),
                15,
                Optional.empty(),
                host,
                port,
                user,
                s.signIn(),
                s.password(),
                s.privateKey(),
                s.passphrase(),
                s.hostKeys());
    }
}
