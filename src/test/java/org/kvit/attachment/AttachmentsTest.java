package org.kvit.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Actor;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.History;
import org.kvit.company.People;
import org.kvit.company.Role;
import org.kvit.database.ContentDirectory;
import org.kvit.order.OrderId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class AttachmentsTest {
    private static final byte[] PDF = "%PDF-1.7 signed".getBytes(StandardCharsets.UTF_8);

    @Autowired
    Attachments attachments;

    @Autowired
    OrderAttachments orders;

    @Autowired
    UnnamedContents unnamed;

    @Autowired
    Companies companies;

    @Autowired
    People people;

    @Autowired
    History history;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private TestCompany company;
    private OrderId order;
    private Owner owner;

    @BeforeEach
    void an_order() {
        company = TestCompany.found(companies);
        order = as(() -> shelf().order("O-1"));
        owner = Owner.of(order);
    }

    @Test
    void an_order_keeps_its_files_with_what_they_are() throws IOException {
        var cmr = as(() -> add("CMR 17.pdf", PDF));
        as(() -> add("note.txt", "Deliver before noon".getBytes(StandardCharsets.UTF_8)));
        var all = as(() -> attachments.of(owner));
        assertThat(all).extracting(Attachment::name).containsExactly("CMR 17.pdf", "note.txt");
        assertThat(all).extracting(Attachment::kind).containsExactly(AttachmentKind.POD, AttachmentKind.OTHER);
        assertThat(all).extracting(Attachment::type).containsExactly(FileType.PDF, FileType.TEXT);
        assertThat(all.getFirst().uploadedBy()).contains("Anna Ozola");
        assertThat(as(() -> read(cmr))).isEqualTo(PDF);
        assertThat(as(() -> orders.hasPod(order))).isTrue();
        var bare = as(() -> shelf().order("O-2"));
        assertThat(as(() -> orders.kinds(List.of(order, bare))))
                .containsOnly(java.util.Map.entry(order, Set.of(AttachmentKind.POD, AttachmentKind.OTHER)));
        assertThat(as(() -> orders.of(List.of(bare, order)))).hasSize(2);
    }

    @Test
    void a_name_and_a_kind_change_and_the_change_is_written_down() {
        var id = as(() -> add("scan.pdf", PDF));
        as(() -> {
            attachments.change(owner, id, "../CMR\u202E 18.pdf", AttachmentKind.POD);
            return id;
        });
        var changed = as(() -> attachments.find(owner, id));
        assertThat(changed.name()).isEqualTo("CMR 18.pdf");
        assertThat(changed.kind()).isEqualTo(AttachmentKind.POD);
        assertThat(as(() -> history.of("attachment", id.value())))
                .hasSize(2)
                .allSatisfy(c -> assertThat(c.user()).contains("Anna Ozola"));
        refused("refusal.invalid", () -> attachments.change(owner, id, " / ", AttachmentKind.POD));
        refused("refusal.invalid", () -> attachments.change(owner, id, "x".repeat(201), AttachmentKind.POD));
        refused("attachment.notFound", () -> attachments.change(owner, new AttachmentId(-1), "x", AttachmentKind.POD));
    }

    @Test
    void the_same_content_is_kept_once_until_the_last_that_names_it_is_deleted() {
        var first = as(() -> add("CMR.pdf", PDF));
        var second = as(() -> add("CMR again.pdf", PDF));
        assertThat(Shelf.contents(company.id())).isEqualTo(1);
        delete(first);
        assertThat(Shelf.contents(company.id())).isEqualTo(1);
        assertThat(as(() -> read(second))).isEqualTo(PDF);
        delete(second);
        assertThat(Shelf.contents(company.id())).isZero();
        as(() -> add("CMR once more.pdf", PDF));
        assertThat(Shelf.contents(company.id())).isEqualTo(1);
    }

    @Test
    void a_deletion_that_is_undone_keeps_the_content_and_an_addition_that_is_undone_leaves_none() {
        var id = as(() -> add("CMR.pdf", PDF));
        transactionThatFails(() -> attachments.delete(owner, id));
        assertThat(as(() -> read(id))).isEqualTo(PDF);
        transactionThatFails(() -> add("other.pdf", "%PDF-1.4 other".getBytes(StandardCharsets.UTF_8)));
        assertThat(Shelf.contents(company.id())).isEqualTo(1);
    }

    @Test
    void while_a_backup_reads_the_files_none_is_removed_but_later() {
        var id = as(() -> add("CMR.pdf", PDF));
        whileABackupReads(() -> delete(id));
        assertThat(as(() -> orders.count(order))).isZero();
        assertThat(Shelf.contents(company.id())).isEqualTo(1);
        company.actor().run(unnamed::sweep);
        assertThat(Shelf.contents(company.id())).isZero();
    }

    @Test
    void a_file_that_was_kept_without_its_row_is_swept_out() {
        whileABackupReads(() -> transactionThatFails(() -> add("CMR.pdf", PDF))); // so nothing is removed on the spot
        assertThat(as(() -> orders.count(order))).isZero();
        assertThat(Shelf.contents(company.id())).isEqualTo(1);
        company.actor().run(unnamed::sweep);
        assertThat(Shelf.contents(company.id())).isZero();
        assertThat(written()).isZero();
    }

    @Test
    void a_file_with_its_row_is_not_written_down_as_one_without() {
        var id = as(() -> add("CMR.pdf", PDF));
        assertThat(written()).isZero();
        as(() -> add("CMR again.pdf", PDF));
        assertThat(written()).isZero();
        company.actor()
                .run(() -> unnamed.expect(as(() -> attachments.find(owner, id)).hash()));
        company.actor().run(unnamed::sweep);
        assertThat(as(() -> read(id))).isEqualTo(PDF);
        assertThat(written()).isZero();
    }

    @Test
    void the_same_content_that_comes_several_times_at_once_is_kept_each_time() {
        List<Future<AttachmentId>> adding;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            adding = IntStream.range(0, 6)
                    .mapToObj(i -> threads.submit(() -> as(() -> add("CMR " + i + ".pdf", PDF))))
                    .toList();
        }
        assertThat(adding).extracting(Future::resultNow).doesNotHaveDuplicates();
        assertThat(as(() -> orders.count(order))).isEqualTo(6);
        assertThat(Shelf.contents(company.id())).isEqualTo(1);
        assertThat(written()).isZero();
    }

    @Test
    void a_content_that_is_no_longer_expected_is_not_kept() {
        var hash = as(() -> attachments.find(owner, add("CMR.pdf", PDF))).hash();
        var expected = as(() -> Objects.requireNonNull(transaction.execute(_ -> unnamed.lockToKeep(hash))));
        assertThat(expected).isFalse();
    }

    @Test
    void an_upload_that_breaks_off_leaves_nothing_behind() {
        var breaking = new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return read();
            }
        });
        refused(
                "attachment.cutOff",
                () -> attachments.add(owner, new Attachments.Incoming("CMR.pdf", Optional.empty(), -1, breaking)));
        assertThat(Shelf.incoming()).isZero();
        assertThat(Shelf.contents(company.id())).isZero();
        assertThat(as(() -> orders.count(order))).isZero();
    }

    @Test
    void what_is_empty_or_too_large_is_refused_and_leaves_nothing_behind() {
        refused("attachment.empty", () -> add("CMR.pdf", new byte[0]));
        var endless = new InputStream() {
            @Override
            public int read() {
                return 1;
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                return length;
            }
        };
        refused(
                "attachment.tooLarge",
                () -> attachments.add(owner, new Attachments.Incoming("CMR.pdf", Optional.empty(), -1, endless)));
        refused(
                "attachment.tooLarge",
                () -> attachments.add(
                        owner,
                        new Attachments.Incoming("CMR.pdf", Optional.empty(), attachments.limit() + 1, endless)));
        assertThat(Shelf.incoming()).isZero();
        assertThat(Shelf.contents(company.id())).isZero();
    }

    @Test
    void an_order_that_is_deleted_while_its_file_comes_is_said_not_to_be_there() {
        var deleting = new ByteArrayInputStream(PDF) {
            @Override
            public synchronized int read(byte[] bytes, int from, int length) {
                shelf().change("DELETE FROM customer_order WHERE company_id = current_company() AND id = "
                        + order.value());
                return super.read(bytes, from, length);
            }
        };
        refused(
                "attachment.noOrder",
                () -> attachments.add(owner, new Attachments.Incoming("CMR.pdf", Optional.empty(), -1, deleting)));
        assertThat(Shelf.incoming()).isZero();
        assertThat(Shelf.contents(company.id())).isZero();
    }

    @Test
    void another_companys_files_and_those_of_others_customers_are_not_there() {
        var id = as(() -> add("CMR.pdf", PDF));
        var other = TestCompany.found(companies);
        var manager = as(() -> {
            var user = people.add(
                    "peteris-" + company.email(), "Pēteris", TestCompany.PASSWORD, "en", Role.ACCOUNT_MANAGER);
            people.changeRole(user, Role.ACCOUNT_MANAGER, true);
            return user;
        });
        for (var stranger : List.of(other.actor(), Actor.of(company.id(), manager, "screen"))) {
            stranger.run(() -> {
                refusedTo("attachment.noOrder", () -> attachments.of(owner));
                refusedTo("attachment.noOrder", () -> add("x.pdf", PDF));
                refusedTo("attachment.notFound", () -> attachments.find(owner, id));
                refusedTo("attachment.notFound", () -> attachments.change(owner, id, "x", AttachmentKind.OTHER));
                refusedTo("attachment.notFound", () -> attachments.delete(owner, id));
                assertThat(orders.of(List.of(order))).isEmpty();
            });
        }
    }

    @Test
    void a_file_that_is_lost_is_said_to_be() throws IOException {
        var id = as(() -> add("CMR.pdf", PDF));
        var found = as(() -> attachments.find(owner, id));
        new org.kvit.database.DataDirectory(org.kvit.TestFiles.DATA)
                .attachments()
                .remove(new org.kvit.database.Content(company.id(), found.hash()));
        refused("attachment.lost", () -> attachments.open(found));
    }

    private AttachmentId add(String name, byte[] content) {
        try {
            return attachments.add(
                    owner,
                    new Attachments.Incoming(
                            name, Optional.empty(), content.length, new ByteArrayInputStream(content)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] read(AttachmentId id) {
        try (var content = attachments.open(attachments.find(owner, id))) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete(AttachmentId id) {
        company.actor().run(() -> attachments.delete(owner, id));
    }

    /// The work is another thread's, in transactions of its own.
    private void whileABackupReads(Runnable work) {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("SELECT pg_advisory_xact_lock(" + ContentDirectory.REMOVING + ")")
                    .query()
                    .listOfRows();
            var other = new Thread(work);
            other.start();
            join(other);
        });
    }

    /// How many contents of the company are written down as unnamed.
    private long written() {
        return as(() -> Objects.requireNonNull(transaction.execute(
                _ -> jdbc.sql("SELECT count(*) FROM unnamed_content WHERE company_id = current_company()")
                        .query(Long.class)
                        .single())));
    }

    private void transactionThatFails(Runnable work) {
        assertThatThrownBy(() -> as(() -> transaction.execute(_ -> {
                    work.run();
                    throw new IllegalStateException("undone");
                })))
                .hasMessage("undone");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T as(java.util.function.Supplier<T> work) {
        return company.actor().get(work);
    }

    private Shelf shelf() {
        return new Shelf(jdbc, transaction);
    }

    private void refused(String key, ThrowingCallable work) {
        company.actor().run(() -> refusedTo(key, work));
    }

    private static void refusedTo(String key, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.words().key()).isEqualTo(key));
    }
}
