package org.kvit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.kvit.Kvit;
import org.kvit.TestCompany;
import org.kvit.base.Refusal;
import org.kvit.check.Invariants;
import org.kvit.company.Companies;
import org.kvit.company.SignIns;
import org.kvit.database.Databases.Use;
import org.kvit.receivable.Ledger;
import org.postgresql.PGConnection;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// An installation with something in it, its backup, and another installation that the backup is put into.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupTest {
    private static final String SMTP_PASSWORD = "smtp secret";
    private static final byte[] SCAN = "%PDF-1.7 signed".repeat(10_000).getBytes(StandardCharsets.US_ASCII);

    private Path home;
    private Installation source;
    private Installation target;
    private Path file;
    private String email = "";
    private Map<String, String> rows = Map.of();

    @BeforeAll
    void fillAndBackUp() throws Exception {
        home = Files.createTempDirectory("kvit-backup");
        source = new Installation(new DataDirectory(home.resolve("source")), Optional.empty(), "");
        target = new Installation(new DataDirectory(home.resolve("target")), Optional.empty(), "");
        file = home.resolve("kvit.backup");
        ReadyPrograms.into(source.directory().path());
        try (var program = start(source)) {
            fill(program);
            var written = Backup.write(source, file); // while the program runs
            assertThat(written.attachments()).isEqualTo(1);
            assertThat(written.missing()).isEmpty();
            rows = rows(source);
        }
    }

    @AfterAll
    void remove() throws IOException {
        PostgresPrograms.delete(home);
    }

    @Test
    @Order(1)
    void the_file_is_its_owners_alone_and_no_other_file_is_left_behind() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(home)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("source", "kvit.backup");
        }
    }

    @Test
    @Order(1)
    void what_is_not_there_is_not_backed_up_and_not_made() {
        var nothing = new Installation(new DataDirectory(home.resolve("nothing")), Optional.empty(), "");
        refused("database.backup.nothing", () -> Backup.write(nothing, home.resolve("nothing.backup")));
        assertThat(home.resolve("nothing")).doesNotExist();
        assertThat(home.resolve("nothing.backup")).doesNotExist();
    }

    @Test
    @Order(2)
    void an_empty_installation_takes_it_row_by_row() throws Exception {
        ReadyPrograms.into(target.directory().path());
        var restored = Restoration.restore(target, file, false);
        assertThat(restored.rows()).isPositive();
        assertThat(restored.uncertainMails()).isEqualTo(1);
        var now = rows(target);
        assertThat(now.keySet()).isEqualTo(rows.keySet());
        now.forEach((table, content) -> {
            if (!table.equals("mail") && !table.equals("mail_server")) { // these two are told of below
                assertThat(content).as(table).isEqualTo(rows.get(table));
            }
        });
    }

    @Test
    @Order(3)
    void attachments_come_along() throws IOException {
        assertOnlyScan(target);
    }

    @Test
    @Order(3)
    void life_goes_on_in_it() throws Exception {
        try (var program = start(target)) {
            assertThat(program.getBean(SignIns.class).begin(email, TestCompany.PASSWORD, new SignIns.From("test", "")))
                    .isNotEmpty();
            var companies = program.getBean(Companies.class);
            var company = new TestCompany(companies.all().getFirst(), new org.kvit.base.UserId(1), email);
            company.actor().call(() -> {
                assertThat(program.getBean(Invariants.class).broken()).isEmpty();
                var ledger = ledger(program); // sequences go on, triggers work
                var customer = ledger.customer("Another");
                var invoice =
                        ledger.invoice(customer, "RK-2", companies.today().minusDays(9), companies.today(), "70.00");
                ledger.paid(invoice, companies.today(), "30.00");
                assertThat(program.getBean(Invariants.class).broken()).isEmpty();
                return null;
            });
        }
    }

    @Test
    @Order(3)
    void secrets_are_encrypted_anew_with_the_installations_own_key() throws Exception {
        assertThat(target.secrets().key()).isNotEqualTo(source.secrets().key());
        try (var open = target.open(Use.JOB);
                var connection = open.owner().connect();
                var row = connection.createStatement().executeQuery("SELECT password FROM mail_server")) {
            row.next();
            var sealed = row.getBytes(1);
            assertThat(target.secrets().decrypt(sealed)).isEqualTo(SMTP_PASSWORD);
        }
    }

    @Test
    @Order(3)
    void a_mail_that_was_on_its_way_is_not_sent_by_itself() throws Exception {
        try (var open = target.open(Use.JOB)) {
            assertThat(open.owner().ask("SELECT state || ' ' || (problem ->> 'key') FROM mail"))
                    .contains("uncertain mail.problem.restored");
        }
    }

    @Test
    @Order(4)
    void what_is_there_is_replaced_only_by_force() throws Exception {
        refused("database.restore.notEmpty", () -> Restoration.restore(target, file, false));
        assertThat(invoices(target)).isEqualTo("2");
        var attachments = target.directory().attachments();
        try (var received = attachments.receive(new java.io.ByteArrayInputStream(new byte[] {1}))) {
            received.keep(new org.kvit.base.CompanyId(1));
        }
        Restoration.restore(target, file, true);
        assertThat(invoices(target)).isEqualTo("1");
        assertOnlyScan(target); // and no other is left
    }

    @Test
    @Order(5)
    void a_damaged_file_changes_nothing() throws Exception {
        var damaged = Files.copy(file, home.resolve("damaged.backup"));
        try (var bytes = new RandomAccessFile(damaged.toFile(), "rw")) {
            var name = "tables/invoice.copy".getBytes(StandardCharsets.US_ASCII);
            int at = new String(Files.readAllBytes(damaged), StandardCharsets.ISO_8859_1)
                            .indexOf(new String(name, StandardCharsets.ISO_8859_1))
                    + name.length;
            bytes.seek(at + 20L);
            bytes.write(0x55);
            bytes.write(0xAA);
        }
        assertThatThrownBy(() -> Restoration.restore(target, damaged, true)).isInstanceOf(Refusal.class);
        var half = home.resolve("half.backup");
        var whole = Files.readAllBytes(file);
        Files.write(half, java.util.Arrays.copyOf(whole, whole.length / 2));
        refused("database.restore.unreadable", () -> Restoration.restore(target, half, true));
        assertThat(invoices(target)).isEqualTo("1");
        try (var open = target.open(Use.JOB)) {
            assertThat(
                            open.admin()
                                    .orElseThrow()
                                    .ask(
                                            "SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database WHERE datname LIKE 'kvit%'"))
                    .contains("kvit");
        }
    }

    @Test
    @Order(5)
    void an_attachment_that_is_not_what_its_name_says_changes_nothing() throws Exception {
        var forged = home.resolve("forged.backup");
        try (var backup = BackupFile.open(file);
                var zip = new java.util.zip.ZipOutputStream(Files.newOutputStream(forged))) {
            for (var entry : java.util.Collections.list(backup.zip().entries())) {
                zip.putNextEntry(new java.util.zip.ZipEntry(entry.getName()));
                if (entry.getName().startsWith(BackupAttachments.PREFIX)) {
                    zip.write(1);
                } else {
                    backup.zip().getInputStream(entry).transferTo(zip);
                }
                zip.closeEntry();
            }
        }
        refused("database.restore.damaged", () -> Restoration.restore(target, forged, true));
        assertThat(invoices(target)).isEqualTo("1");
        assertOnlyScan(target);
    }

    @Test
    @Order(5)
    void a_backup_of_another_version_is_refused_in_words() throws Exception {
        var other = home.resolve("other.backup");
        try (var backup = BackupFile.open(file);
                var zip = new java.util.zip.ZipOutputStream(Files.newOutputStream(other))) {
            var manifest = backup.manifest();
            var newer = new java.util.ArrayList<>(manifest.schema());
            newer.add(new BackupManifest.Migration("999", 1));
            zip.putNextEntry(new java.util.zip.ZipEntry(Backup.MANIFEST));
            zip.write(tools.jackson.databind.json.JsonMapper.shared()
                    .writeValueAsBytes(new BackupManifest(
                            manifest.format(),
                            "9.9",
                            manifest.madeAt(),
                            newer,
                            manifest.tables(),
                            manifest.sequences())));
            zip.closeEntry();
        }
        refused("database.restore.version", () -> Restoration.restore(target, other, true));
        assertThat(invoices(target)).isEqualTo("1");
    }

    @Test
    @Order(5)
    void while_a_server_works_in_it_nothing_is_restored() {
        try (var _ = target.open(Use.SERVER)) {
            refused("database.inUse", () -> Restoration.restore(target, file, true));
        }
    }

    private void fill(ConfigurableApplicationContext program) throws Exception {
        var companies = program.getBean(Companies.class);
        var company = TestCompany.found(companies);
        email = company.email();
        company.actor().call(() -> {
            var ledger = ledger(program);
            var customer = ledger.customer("Tallinna\tVedu \\ \"Õ\"\n");
            var invoice = ledger.invoice(
                    customer,
                    "RK-1",
                    companies.today().minusDays(20),
                    companies.today().minusDays(3),
                    "100.00");
            ledger.paid(invoice, companies.today(), "40.00");
            program.getBean(TransactionTemplate.class).executeWithoutResult(_ -> {
                var jdbc = program.getBean(JdbcClient.class);
                jdbc.sql("""
                        INSERT INTO mail_server (company_id, host, port, security, username, password, sender)
                        VALUES (current_company(), 'mail.example', 587, 'starttls', 'kvit', :password, 'kvit@baltic.example')
                        """)
                        .param("password", program.getBean(Secrets.class).encrypt(SMTP_PASSWORD))
                        .update();
                jdbc.sql("""
                        INSERT INTO mail (company_id, message_id, kind, sender, recipients, subject, body_text, language)
                        VALUES (current_company(), '<1@x>', 'test', 'a@x.example', '{b@x.example}', 's', 't', 'en')
                        """).update();
                jdbc.sql("""
                        INSERT INTO customer_order (company_id, number, customer_id, order_date, currency, payment_terms_days, invoice_delivery, pod_delivery)
                        VALUES (current_company(), 'O-1', :customer, '2026-10-01', 'EUR', 14, 'email', 'email')
                        """).param("customer", customer.value()).update();
                jdbc.sql("""
                        INSERT INTO attachment (company_id, order_id, kind, name, sha256, size, content_type)
                        SELECT current_company(), o.id, 'pod', 'CMR.pdf', :hash, :size, 'application/pdf' FROM customer_order o
                        """)
                        .param("hash", keep(company))
                        .param("size", SCAN.length)
                        .update();
                jdbc.sql("""
                        INSERT INTO document (company_id, sha256, content_type, size, bytes)
                        VALUES (current_company(), sha256('\\x00ff0a0d5c'::bytea), 'x/y', 5, '\\x00ff0a0d5c'::bytea)
                        """).update();
            });
            return null;
        });
    }

    private static void assertOnlyScan(Installation target) throws IOException {
        try (var files = Files.walk(target.directory().attachments().path())) {
            assertThat(files.filter(Files::isRegularFile)).singleElement().satisfies(f -> {
                assertThat(f).hasBinaryContent(SCAN);
                assertThat(Content.named(target.directory()
                                .attachments()
                                .path()
                                .relativize(f)
                                .toString()))
                        .isPresent();
            });
        }
    }

    private byte[] keep(TestCompany company) {
        try (var received = source.directory().attachments().receive(new java.io.ByteArrayInputStream(SCAN))) {
            received.keep(company.id());
            return received.hash().bytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Ledger ledger(ConfigurableApplicationContext program) {
        return new Ledger(program.getBean(JdbcClient.class), program.getBean(TransactionTemplate.class));
    }

    /// The program without its web server, as a command starts it.
    private static ConfigurableApplicationContext start(Installation installation) {
        return new SpringApplicationBuilder(Kvit.class)
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .properties("kvit.db.use=JOB", "kvit.mail.worker=false")
                .run("--kvit.data=" + installation.directory().path());
    }

    /// Every table's content as text.
    private static Map<String, String> rows(Installation installation) throws SQLException, IOException {
        var rows = new TreeMap<String, String>();
        try (var open = installation.open(Use.JOB);
                var connection = open.owner().connect()) {
            for (var table : new Catalogue(connection).tables()) {
                var out = new ByteArrayOutputStream();
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("COPY (SELECT * FROM " + table.name() + " t ORDER BY t::text) TO STDOUT", out);
                rows.put(table.name(), out.toString(StandardCharsets.UTF_8));
            }
        }
        return rows;
    }

    private static String invoices(Installation installation) throws SQLException {
        try (var open = installation.open(Use.JOB)) {
            return open.owner().ask("SELECT count(*) FROM invoice").orElseThrow();
        }
    }

    private static void refused(String key, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.words().key()).isEqualTo(key));
    }
}
