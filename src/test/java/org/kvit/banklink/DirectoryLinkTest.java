package org.kvit.banklink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kvit.KvitTest;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/// Statements from a directory of this machine, and from nowhere else on it.
@KvitTest
class DirectoryLinkTest {
    @Autowired
    private AutowireCapableBeanFactory beans;

    @Autowired
    private Companies companies;

    private LinkOffice.Desk desk;
    private LinkOffice office;
    private Path base;

    @BeforeEach
    void open() throws IOException {
        office = beans.createBean(LinkOffice.class);
        desk = office.desk();
        base = desk.directory();
        Files.createDirectories(base.resolve("in"));
    }

    @Test
    void files_are_read_and_archived() throws IOException {
        Files.write(base.resolve("in/a.xml"), Statement.of(Statement.DAY, "1", "10.00"));
        Files.write(base.resolve("in/b.xml"), Statement.bad());
        var link = desk.add(to(base.resolve("in").toString()));
        assertThat(desk.read(link).tally()).isEqualTo(new LinkPolls.Tally(1, 0, 1, 0));
        assertThat(base.resolve("in/archive/a.xml")).exists();
        assertThat(base.resolve("in/failed/b.xml")).exists();
        assertThat(desk.read(link).tally().nothing()).isTrue();
        assertThat(desk.amounts()).containsExactly("10");
    }

    @Test
    void what_lies_outside_is_refused_however_it_is_written(@TempDir Path elsewhere) throws IOException {
        Files.createSymbolicLink(base.resolve("way-out"), elsewhere);
        for (var directory : List.of(
                elsewhere.toString(),
                "/etc",
                "/",
                base.resolve("way-out").toString(),
                base + "/in/../../" + (desk.company.id().value() + 1),
                base + "/in/..",
                base + "x",
                "in",
                "in\0")) {
            assertThatThrownBy(() -> desk.add(to(directory)))
                    .as(directory)
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            r -> assertThat(r.faults())
                                    .extracting(Refusal.Fault::field)
                                    .containsExactly("directory"));
        }
    }

    @Test
    void a_directory_that_becomes_a_way_out_is_not_read(@TempDir Path elsewhere) throws IOException {
        var link = desk.add(to(base.resolve("in").toString()));
        Files.write(elsewhere.resolve("a.xml"), Statement.of(Statement.DAY, "1", "10.00"));
        Files.delete(base.resolve("in"));
        Files.createSymbolicLink(base.resolve("in"), elsewhere);
        assertThat(desk.read(link).problem().orElseThrow().key()).isEqualTo("banklink.directory.outside");
        assertThat(desk.amounts()).isEmpty();
    }

    @Test
    void a_link_to_a_file_elsewhere_is_no_file_and_an_archive_elsewhere_no_archive(@TempDir Path elsewhere)
            throws IOException {
        Files.write(elsewhere.resolve("a.xml"), Statement.of(Statement.DAY, "1", "10.00"));
        Files.createSymbolicLink(base.resolve("in/a.xml"), elsewhere.resolve("a.xml"));
        Files.write(base.resolve("in/b.xml"), Statement.of(Statement.DAY, "2", "20.00"));
        Files.createSymbolicLink(base.resolve("in/archive"), elsewhere);
        var link = desk.add(to(base.resolve("in").toString()));
        assertThat(desk.read(link).tally()).isEqualTo(new LinkPolls.Tally(1, 0, 0, 0));
        assertThat(desk.amounts()).containsExactly("20");
        assertThat(elsewhere.resolve("b.xml")).doesNotExist();
        assertThat(desk.files(link).getFirst().unmoved()).isPresent();
        assertThat(desk.read(link).tally().nothing()).isTrue();
    }

    @Test
    void a_directory_that_is_gone_is_named() throws IOException {
        var link = desk.add(to(base.resolve("in").toString()));
        Files.delete(base.resolve("in"));
        assertThat(desk.read(link).problem().orElseThrow().key()).isEqualTo("banklink.problem.directory");
    }

    @Test
    void without_the_operators_word_no_directory_is_offered_and_none_is_shared_by_companies() {
        var none = new AllowedDirectories(" ", companies);
        var shared = new AllowedDirectories("/srv/statements", companies);
        office.desk();
        desk.company.actor().run(() -> {
            assertThat(none.any()).isFalse();
            assertThat(shared.any()).as("several companies work here").isFalse();
            assertThatThrownBy(() -> none.resolve("/srv"))
                    .isInstanceOfSatisfying(
                            Refusal.class, r -> assertThat(r.words().key()).isEqualTo("banklink.directory.off"));
        });
    }

    private static Setup to(String directory) {
        return new Setup(
                "Mape",
                BankLink.Kind.DIRECTORY,
                true,
                directory,
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
}
