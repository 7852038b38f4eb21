package org.kvit.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.TestFiles;
import org.kvit.company.Companies;
import org.kvit.database.Content;
import org.kvit.database.ContentHash;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@KvitTest
class DailySweepTest {
    private static final Path STORE = TestFiles.DATA.resolve("attachments");

    @Autowired
    Companies companies;

    @Autowired
    UnnamedContents contents;

    @Autowired
    AttachmentStore store;

    @Autowired
    DailySweep sweep;

    @Autowired
    ApplicationContext context;

    private TestCompany first;
    private TestCompany second;
    private Path stuck = STORE;

    /// The first company's older content can't be removed: a directory that isn't empty stands in
    /// its place.
    @BeforeEach
    void contents_that_no_row_names() throws IOException {
        first = TestCompany.found(companies);
        second = TestCompany.found(companies);
        var hash = kept(first, "stuck").hex();
        stuck = STORE.resolve(Path.of(Long.toString(first.id().value()), hash.substring(0, 2), hash));
        Files.delete(stuck);
        Files.createDirectory(stuck);
        Files.createFile(stuck.resolve("in the way"));
        kept(first, "removable");
        kept(second, "removable too");
    }

    @AfterEach
    void make_way() throws IOException {
        Files.deleteIfExists(stuck.resolve("in the way"));
        Files.deleteIfExists(stuck);
    }

    @Test
    void a_file_that_cannot_be_removed_keeps_no_other_of_its_company_until_it_can() throws IOException {
        first.actor().run(contents::sweep);
        assertThat(left(first)).containsExactly("in the way");
        Files.delete(stuck.resolve("in the way"));
        first.actor().run(contents::sweep);
        assertThat(stuck).doesNotExist();
    }

    @Test
    void what_fails_in_one_company_keeps_neither_other_companies_nor_leftovers() throws IOException {
        var old = Files.createFile(
                STORE.resolve("incoming").resolve("cut off " + first.id().value()));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        sweep.sweep();
        assertThat(old).doesNotExist();
        assertThat(left(first)).containsExactly("in the way");
        assertThat(left(second)).isEmpty();
    }

    @Test
    void leftovers_that_stay_keep_no_company_and_not_the_next_day() {
        var broken = new Broken(store);
        var sweeping = new DailySweep(companies, contents, broken, context);
        assertThatCode(sweeping::sweep).doesNotThrowAnyException();
        assertThat(left(second)).isEmpty();
    }

    private ContentHash kept(TestCompany company, String text) {
        return company.actor().get(() -> {
            try (var received = store.receive(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
                contents.expect(received.hash());
                received.keep(company.id());
                return received.hash();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// The names of a company's files.
    private static List<String> left(TestCompany company) {
        try (var files = Files.walk(STORE.resolve(Long.toString(company.id().value())))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A store that can't drop leftovers.
    private record Broken(AttachmentStore store) implements AttachmentStore {
        @Override
        public Received receive(InputStream content) throws IOException {
            return store.receive(content);
        }

        @Override
        public InputStream open(Content content) throws IOException {
            return store.open(content);
        }

        @Override
        public void remove(Content content) throws IOException {
            store.remove(content);
        }

        @Override
        public void dropLeftovers(Instant moment) throws IOException {
            throw new IOException("no permission");
        }
    }
}
