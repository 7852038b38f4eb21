package org.kvit.banklink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.kvit.KvitTest;
import org.kvit.base.Refusal;
import org.kvit.check.Invariants;
import org.kvit.payment.ImportUndoing;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/// Statements fetched from a real OpenSSH server.
@KvitTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SftpLinkTest {
    @Autowired
    private AutowireCapableBeanFactory beans;

    @Autowired
    private FileImport imports;

    @Autowired
    private Invariants invariants;

    @Autowired
    private ImportUndoing undoing;

    private LinkOffice office;
    private OpenSsh server;
    private OpenSsh readOnly;
    private LinkOffice.Desk desk;
    private Path bank;

    @BeforeAll
    void start() {
        office = beans.createBean(LinkOffice.class);
        server = OpenSsh.start("");
        readOnly = OpenSsh.start("-R");
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        readOnly.close();
    }

    @BeforeEach
    void open(@TempDir Path bank) {
        desk = office.desk();
        this.bank = bank;
    }

    @Test
    void files_are_imported_oldest_first_archived_and_found_among_the_imports_by_their_link() throws IOException {
        put("b.xml", Statement.of(Statement.DAY, "1", "10.00"), 2);
        put("a.xml", Statement.of(Statement.DAY.plusDays(1), "2", "20.00"), 1);
        var link = desk.add(LinkOffice.sftp(server, bank.toString()));
        var result = desk.read(link);
        assertThat(result.problem()).isEmpty();
        assertThat(result.tally()).isEqualTo(new LinkPolls.Tally(2, 0, 0, 0));
        assertThat(desk.amounts()).containsExactly("10", "20");
        assertThat(names()).containsExactly("archive", "archive/a.xml", "archive/b.xml");
        assertThat(desk.imports()).extracting(j -> j.name()).containsExactly("Swedbank: a.xml", "Swedbank: b.xml");
        assertThat(desk.files(link))
                .extracting(f -> f.state() + " " + f.movedTo().orElse(""))
                .containsExactly("IMPORTED archive/a.xml", "IMPORTED archive/b.xml");
        assertThat(desk.read(link).tally().nothing()).isTrue();
        assertThat(desk.company.actor().get(invariants::broken)).isEmpty();
    }

    @Test
    void what_is_hidden_unfinished_a_directory_a_link_or_of_another_name_is_left_alone() throws IOException {
        for (var name : List.of(".hidden.xml", "a.xml.part", "a.xml.filepart", "a.xml.TMP", "a.txt")) {
            put(name, Statement.of(Statement.DAY, "1", "10.00"), 0);
        }
        Files.createDirectory(bank.resolve("directory.xml"));
        Files.createSymbolicLink(bank.resolve("link.xml"), bank.resolve("a.txt"));
        var link = desk.add(with(LinkOffice.sftp(server, bank.toString()), "*.xml, *.zip"));
        assertThat(desk.read(link).tally().nothing()).isTrue();
        assertThat(desk.amounts()).isEmpty();
    }

    @Test
    void a_key_that_the_server_does_not_take_is_said() throws IOException {
        put("a.xml", Statement.of(Statement.DAY, "1", "10.00"), 0);
        OpenSsh.keygen(bank.resolve("other"));
        var link = desk.add(LinkOffice.sftp(
                server.port(),
                server.user(),
                Files.readString(bank.resolve("other")),
                bank.toString(),
                server.fingerprint()));
        assertThat(problem(link)).isEqualTo("banklink.problem.signIn");
        assertThat(desk.amounts()).isEmpty();
    }

    @Test
    void a_server_whose_key_nobody_has_confirmed_is_told_nothing_and_its_fingerprint_is_shown() {
        var link = desk.add(LinkOffice.sftp(server.port(), "nobody-yet", server.privateKey(), bank.toString(), ""));
        var problem = desk.read(link).problem().orElseThrow();
        assertThat(problem.key()).isEqualTo("banklink.problem.hostKey.new");
        assertThat(problem.args()).containsExactly(server.fingerprint());
        assertThat(server.log()).doesNotContain("nobody-yet");
    }

    @Test
    void a_changed_host_key_is_refused_before_anything_is_said_to_the_server() throws Exception {
        try (var other = OpenSsh.start("")) {
            put("a.xml", Statement.of(Statement.DAY, "1", "10.00"), 0);
            var before = other.fingerprint();
            var link = desk.add(LinkOffice.sftp(other, bank.toString()));
            other.changeHostKey();
            var problem = desk.read(link).problem().orElseThrow();
            assertThat(problem.key()).isEqualTo("banklink.problem.hostKey.changed");
            assertThat(problem.args()).containsExactly(other.fingerprint(), before);
            assertThat(other.log()).doesNotContain("publickey", "userauth");
            assertThat(desk.amounts()).isEmpty();
        }
    }

    @Test
    void a_server_that_is_gone_is_tried_again_after_growing_pauses_and_forgiven_once_it_is_back() throws Exception {
        try (var other = OpenSsh.start("")) {
            put("a.xml", Statement.of(Statement.DAY, "1", "10.00"), 0);
            var link = desk.add(LinkOffice.sftp(other, bank.toString()));
            other.stop();
            for (int times = 1; times <= 3; times++) {
                assertThat(problem(link)).isEqualTo("banklink.problem.unreachable");
                assertThat(desk.state(link).failures()).isEqualTo(times);
                assertThat(pause(link)).isCloseTo(Duration.ofMinutes(15L << (times - 1)), Duration.ofSeconds(30));
            }
            other.changeHostKey(); // which starts it, as somebody else
            desk.change(link, LinkOffice.sftp(other, bank.toString()));
            assertThat(desk.read(link).tally().imported()).isEqualTo(1);
            assertThat(desk.state(link).failures()).isZero();
            assertThat(desk.state(link).problem()).isEmpty();
        }
    }

    @Test
    void a_missing_directory_is_named() {
        var link = desk.add(LinkOffice.sftp(server, bank + "/nowhere"));
        var problem = desk.read(link).problem().orElseThrow();
        assertThat(problem.key()).isEqualTo("banklink.problem.directory");
        assertThat(problem.args()).containsExactly(bank + "/nowhere");
    }

    @Test
    void where_nothing_may_be_moved_files_stay_and_are_remembered() throws IOException {
        put("a.xml", Statement.of(Statement.DAY, "1", "10.00"), 0);
        put("bad.xml", Statement.bad(), 0);
        var link = desk.add(LinkOffice.sftp(readOnly, bank.toString()));
        assertThat(desk.read(link).tally()).isEqualTo(new LinkPolls.Tally(1, 0, 1, 0));
        assertThat(desk.files(link))
                .allMatch(f -> f.unmoved().isPresent() && f.movedTo().isEmpty());
        assertThat(desk.read(link).tally().nothing()).isTrue();
        assertThat(names()).containsExactly("a.xml", "bad.xml");
        assertThat(desk.imports()).hasSize(2);
    }

    @Test
    void files_stay_where_the_link_says_so() throws IOException {
        put("a.xml", Statement.of(Statement.DAY, "1", "10.00"), 0);
        var s = LinkOffice.sftp(server, bank.toString());
        var link = desk.add(new Setup(
                s.name(),
                s.kind(),
                true,
                s.directory(),
                "*",
                "",
                15,
                Optional.empty(),
                s.host(),
                s.port(),
                s.user(),
                s.signIn(),
                "",
                s.privateKey(),
                "",
                s.hostKeys()));
        assertThat(desk.read(link).tally().imported()).isEqualTo(1);
        assertThat(desk.read(link).tally().nothing()).isTrue();
        put("a.xml", Statement.of(Statement.DAY.plusDays(1), "2", "20.00"), 24);
        assertThat(desk.read(link).tally().imported()).isEqualTo(1);
        assertThat(names()).containsExactly("a.xml");
    }

    @Test
    void a_file_that_is_still_being_written_is_left_until_it_is_whole() throws IOException {
        var whole = Statement.of(Statement.DAY, "1", "10.00");
        int half = whole.length / 2;
        put("a.xml", java.util.Arrays.copyOf(whole, half), 0);
        var link = desk.add(LinkOffice.sftp(server, bank.toString()));
        var first = desk.read(link, () -> append("a.xml", java.util.Arrays.copyOfRange(whole, half, half + 9)));
        assertThat(first.tally()).isEqualTo(new LinkPolls.Tally(0, 0, 0, 1));
        assertThat(pause(link)).isLessThanOrEqualTo(Duration.ofMinutes(1));
        append("a.xml", java.util.Arrays.copyOfRange(whole, half + 9, whole.length));
        assertThat(desk.read(link).tally().imported()).isEqualTo(1);
        assertThat(desk.amounts()).containsExactly("10");
    }

    @Test
    void a_file_that_goes_between_two_looks_is_nobodys_business() throws IOException {
        put("a.xml", Statement.of(Statement.DAY, "1", "10.00"), 0);
        var link = desk.add(LinkOffice.sftp(server, bank.toString()));
        var result = desk.read(link, () -> delete("a.xml"));
        assertThat(result.problem()).isEmpty();
        assertThat(desk.files(link)).isEmpty();
    }

    @Test
    void a_file_beyond_all_measure_is_refused_unread_and_the_others_go_in() throws IOException {
        try (var huge = Files.newByteChannel(
                bank.resolve("huge.xml"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE,
                StandardOpenOption.SPARSE)) {
            huge.position(FileRound.LARGEST).write(java.nio.ByteBuffer.wrap(new byte[1]));
        }
        put("a.xml", Statement.of(Statement.DAY, "1", "10.00"), 0);
        var link = desk.add(LinkOffice.sftp(server, bank.toString()));
        assertThat(desk.read(link).tally()).isEqualTo(new LinkPolls.Tally(1, 0, 1, 0));
        assertThat(names()).contains("failed/huge.xml", "archive/a.xml");
        assertThat(desk.company.actor().get(() -> office.files.failed(link, 9)))
                .singleElement()
                .satisfies(f -> assertThat(f.problem().orElseThrow().key()).isEqualTo("banklink.file.large"));
    }

    @Test
    void a_bad_file_is_set_aside_with_words_and_place_and_can_be_tried_again() throws IOException {
        put("bad.xml", Statement.bad(), 1);
        put("good.xml", Statement.of(Statement.DAY, "1", "10.00"), 0);
        var link = desk.add(LinkOffice.sftp(server, bank.toString()));
        assertThat(desk.read(link).tally()).isEqualTo(new LinkPolls.Tally(1, 0, 1, 0));
        assertThat(names()).contains("failed/bad.xml", "archive/good.xml");
        var failed =
                desk.company.actor().get(() -> office.files.failed(link, 9)).getFirst();
        assertThat(failed.problem().orElseThrow().key()).isEqualTo("bank.bad.amount");
        assertThat(desk.read(link).tally().nothing()).isTrue();
        again(link, failed.id());
        assertThat(desk.read(link).tally()).isEqualTo(new LinkPolls.Tally(0, 0, 1, 0));
        put("failed/bad.xml", Statement.of(Statement.DAY.plusDays(1), "2", "20.00"), 0);
        again(link, failed.id());
        assertThat(desk.read(link).tally().imported()).isEqualTo(1);
        assertThat(names()).containsExactly("archive", "archive/bad.xml", "archive/good.xml", "failed");
        assertThat(desk.company.actor().get(() -> office.files.failures(link))).isZero();
    }

    @Test
    void the_second_way_of_a_month_is_such_a_failure_and_goes_in_once_the_way_is_changed() throws IOException {
        desk.rows("""
                INSERT INTO payment (company_id, bank_account, booked_on, amount, currency)
                VALUES (current_company(), 'LV80BANK0000435195001', '2026-11-02', 5, 'EUR') RETURNING id::text
                """);
        put("november.xml", Statement.of(Statement.DAY, "1", "10.00"), 1);
        put("october.xml", Statement.of(Statement.DAY.minusDays(30), "2", "20.00"), 0);
        var link = desk.add(LinkOffice.sftp(server, bank.toString()));
        assertThat(desk.read(link).tally()).isEqualTo(new LinkPolls.Tally(1, 0, 1, 0));
        var failed =
                desk.company.actor().get(() -> office.files.failed(link, 9)).getFirst();
        assertThat(failed.file().name()).isEqualTo("november.xml");
        assertThat(failed.problem().orElseThrow().key()).isEqualTo("payment.period.hand");
        desk.rows("UPDATE payment SET voided_at = now() WHERE entry_id IS NULL RETURNING id::text");
        again(link, failed.id());
        assertThat(desk.read(link).tally().imported()).isEqualTo(1);
        assertThat(names()).contains("archive/november.xml", "archive/october.xml");
    }

    @Test
    void a_file_whose_import_was_undone_goes_in_again_if_it_is_put_there_again() throws IOException {
        var content = Statement.of(Statement.DAY, "1", "10.00");
        put("a.xml", content, 0);
        var link = desk.add(LinkOffice.sftp(server, bank.toString()));
        desk.read(link);
        desk.company.actor().run(() -> {
            long file = Long.parseLong(
                    desk.rows("SELECT id::text FROM statement_file").getFirst());
            undoing.undo(file, undoing.of(file).seen());
        });
        assertThat(desk.read(link).tally().nothing()).isTrue();
        put("a.xml", content, 0);
        assertThat(desk.read(link).tally().imported()).isEqualTo(1);
        assertThat(desk.rows("SELECT trim_scale(amount)::text FROM payment WHERE voided_at IS NULL"))
                .containsExactly("10");
    }

    @Test
    void a_crash_between_the_import_and_the_archive_is_harmless() throws Exception {
        put("a.xml", Statement.of(Statement.DAY, "1", "10.00"), 0);
        var link = desk.add(LinkOffice.sftp(server, bank.toString()));
        var file = new Source.Found(
                "a.xml",
                Files.size(bank.resolve("a.xml")),
                Files.getLastModifiedTime(bank.resolve("a.xml")).toInstant());
        desk.company
                .actor()
                .call(() -> imports.run(office.links.find(link), file, "a.xml", bank.resolve("a.xml"), new byte[32]));
        assertThat(desk.read(link).tally().nothing()).isTrue();
        assertThat(names()).containsExactly("archive", "archive/a.xml");
        assertThat(desk.imports()).hasSize(1);
        assertThat(desk.amounts()).containsExactly("10");
    }

    @Test
    void the_same_content_under_another_name_is_known_and_nothing_is_written_over() throws IOException {
        put("a.xml", Statement.of(Statement.DAY, "1", "10.00"), 0);
        var link = desk.add(LinkOffice.sftp(server, bank.toString()));
        desk.read(link);
        put("b.xml", Statement.of(Statement.DAY, "1", "10.00"), 0);
        put("a.xml", Statement.of(Statement.DAY.plusDays(1), "2", "20.00"), 0);
        assertThat(desk.read(link).tally()).isEqualTo(new LinkPolls.Tally(1, 1, 0, 0));
        assertThat(names())
                .hasSize(4)
                .contains("archive/a.xml", "archive/b.xml")
                .anyMatch(n -> n.matches("archive/a-[0-9a-f]{8}\\.xml"));
        assertThat(desk.imports()).hasSize(2);
        assertThat(Files.readString(bank.resolve("archive/a.xml"))).contains("10.00");
    }

    @Test
    void names_that_mean_mischief_are_names() throws IOException {
        put("source", Statement.of(Statement.DAY, "1", "10.00"), 0);
        OpenSsh.said(List.of("bash", "-c", """
                cd "$0" && n=0
                for name in $'new\\nline.xml' $'not utf-8 \\xff\\xfe.xml' '<b>&"quoted".xml' '-rf.xml' '$(touch pwned).xml' \
                            $'\\xc4\\x81\\xc4\\x8d.xml' '..xml..xml' 'back\\slash.xml'; do
                  n=$((n + 1)); sed "s/>10.00</>$n.00</g; s/>1</>r$n</g" source > "./$name"
                done
                rm source""", bank.toString()));
        var link = desk.add(LinkOffice.sftp(server, bank.toString()));
        var result = desk.read(link);
        assertThat(result.problem()).isEmpty();
        assertThat(result.tally().imported()).isEqualTo(7); // and a hidden one
        assertThat(desk.amounts()).hasSize(7);
        assertThat(Integer.parseInt(OpenSsh.said(List.of("bash", "-c", "ls -b \"$0\"/archive | wc -l", bank.toString()))
                        .strip()))
                .isEqualTo(7);
        assertThat(desk.read(link).tally().nothing()).isTrue();
        assertThat(desk.files(link)).extracting(f -> f.file().name()).contains("āč.xml", "new\nline.xml");
    }

    @Test
    void of_a_download_that_is_cut_off_nothing_is_kept_and_the_next_poll_brings_all() throws Exception {
        put("a.xml", Statement.padded(Statement.DAY, "1", "10.00", 200_000), 0);
        try (var wire = new CutWire(server.port(), 120_000)) {
            var setup = LinkOffice.sftp(
                    wire.port(), server.user(), server.privateKey(), bank.toString(), server.fingerprint());
            var link = desk.add(setup);
            assertThat(problem(link)).isEqualTo("banklink.problem.lost");
            assertThat(desk.amounts()).isEmpty();
            assertThat(desk.files(link)).isEmpty();
            assertThat(desk.rows("SELECT count(*)::text FROM statement_file")).containsExactly("0");
            desk.change(link, LinkOffice.sftp(server, bank.toString()));
            assertThat(desk.read(link).tally().imported()).isEqualTo(1);
        }
    }

    @Test
    void what_speaks_no_ssh_is_said_so() throws Exception {
        try (var silent = new java.net.ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
            var answering = Thread.ofVirtual().start(() -> {
                try (var one = silent.accept()) {
                    one.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n"
                                    .repeat(200)
                                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // it hung up
                }
            });
            var link = desk.add(
                    LinkOffice.sftp(silent.getLocalPort(), "a", server.privateKey(), "/", server.fingerprint()));
            assertThat(problem(link)).isEqualTo("banklink.problem.notSsh");
            answering.join();
        }
    }

    @Test
    void one_reader_at_a_time_reads_a_link() throws Exception {
        put("a.xml", Statement.of(Statement.DAY, "1", "10.00"), 0);
        var link = desk.add(LinkOffice.sftp(server, bank.toString()));
        desk.read(link, () -> {}); // no claim: as if somebody else were at it
        assertThat(desk.state(link).running()).isFalse();
        assertThat(desk.company.actor().call(() -> office.readings.ifDue(link))).isEmpty(); // it was just read
        var inside = desk.company.actor().call(() -> {
            try (var _ = Claim.take(office.database(), link).orElseThrow()) {
                assertThat(office.polls.state(link).running()).isTrue();
                assertThatThrownBy(() -> office.readings.now(link))
                        .isInstanceOfSatisfying(
                                Refusal.class, r -> assertThat(r.words().key()).isEqualTo("banklink.busy"));
                return office.readings.ifDue(link);
            }
        });
        assertThat(inside).isEmpty();
        assertThat(desk.read(link).problem()).isEmpty();
    }

    private void put(String name, byte[] content, int hoursOld) throws IOException {
        var file = bank.resolve(name);
        Files.write(file, content);
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.parse("2026-11-20T18:00:00Z").minus(Duration.ofHours(hoursOld))));
    }

    private void append(String name, byte[] more) {
        try {
            Files.write(bank.resolve(name), more, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void delete(String name) {
        try {
            Files.delete(bank.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void again(BankLinkId link, long file) {
        desk.company.actor().run(() -> office.files.decide(link, file, LinkFiles.State.AGAIN));
    }

    private String problem(BankLinkId link) {
        return desk.read(link).problem().orElseThrow().key();
    }

    private Duration pause(BankLinkId link) {
        return Duration.ofMillis(Long.parseLong(desk.rows(
                        "SELECT (extract(epoch FROM next_poll_at - polled_at) * 1000)::bigint::text FROM bank_link_state WHERE link_id = "
                                + link.value())
                .getFirst()));
    }

    private List<String> names() throws IOException {
        try (var all = Files.walk(bank)) {
            return all.filter(p -> !p.equals(bank))
                    .map(p -> bank.relativize(p).toString())
                    .sorted()
                    .toList();
        }
    }

    private static Setup with(Setup s, String pattern) {
        return new Setup(
                s.name(),
                s.kind(),
                s.active(),
                s.directory(),
                pattern,
                s.archive(),
                s.everyMinutes(),
                s.hours(),
                s.host(),
                s.port(),
                s.user(),
                s.signIn(),
                s.password(),
                s.privateKey(),
                s.passphrase(),
                s.hostKeys());
    }
}
