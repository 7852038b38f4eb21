package org.kvit.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kvit.base.Actor;
import org.kvit.base.Refusal;
import org.kvit.database.Content;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/// The attachments of the bound company's orders and invoices. Who sees their own customers only
/// sees only those customers' files.
@Service
public class Attachments {
    private final AttachmentRows rows;
    private final UnnamedContents unnamed;
    private final AttachmentStore store;
    private final TransactionTemplate transaction;
    private final long limit;

    Attachments(
            AttachmentRows rows,
            UnnamedContents unnamed,
            AttachmentStore store,
            TransactionTemplate transaction,
            @Value("${kvit.attachment.limit}") DataSize limit) {
        this.rows = rows;
        this.unnamed = unnamed;
        this.store = store;
        this.transaction = transaction;
        this.limit = limit.toBytes();
    }

    /// A file as it comes in.
    ///
    /// @param name as the sender calls it
    /// @param kind empty: guessed from the name
    /// @param size in bytes as far as it is known before, else -1
    public record Incoming(String name, Optional<AttachmentKind> kind, long size, InputStream content) {
        Incoming named(String other) {
            return new Incoming(other, kind, size, content);
        }
    }

    /// So many bytes a file may have.
    public long limit() {
        return limit;
    }

    /// Takes in a file as a stream. No connection to the database is held while it comes; so this
    /// is not for within a transaction of the caller's.
    /// @throws Refusal if there is no such order or invoice, or the file is empty, too large or cut
    /// off; nothing is left of it
    public AttachmentId add(Owner owner, Incoming file) throws IOException {
        rows.check(owner);
        if (file.size() > limit) {
            throw LimitedInput.tooLarge(limit);
        }
        try (var received = store.receive(new LimitedInput(file.content(), limit))) {
            if (received.size() == 0) {
                throw Refusal.of(Refusal.Kind.INVALID, "attachment.empty");
            }
            return add(owner, file, received);
        }
    }

    private AttachmentId add(Owner owner, Incoming file, AttachmentStore.Received received) {
        Optional<AttachmentId> added = Optional.empty();
        while (added.isEmpty()) {
            unnamed.expect(received.hash());
            added = Objects.requireNonNull(transaction.execute(_ ->
                    unnamed.lockToKeep(received.hash()) ? Optional.of(keep(owner, file, received)) : Optional.empty()));
        }
        return added.orElseThrow();
    }

    private AttachmentId keep(Owner owner, Incoming file, AttachmentStore.Received received) {
        var type = new FileBeginning(received.beginning()).type();
        var name = FileName.cleaned(file.name(), type);
        rows.lock(owner); // may have been deleted while the file came
        try {
            received.keep(Actor.currentCompany());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows.insert(
                owner,
                file.kind().orElseGet(() -> AttachmentKind.guess(name)),
                name,
                received.hash(),
                received.size(),
                type);
    }

    /// In the order in which they came.
    /// @throws Refusal if there is no such order or invoice
    @Transactional(readOnly = true)
    public List<Attachment> of(Owner owner) {
        rows.check(owner);
        return rows.of(owner);
    }

    /// @throws Refusal if the owner has no such attachment
    @Transactional(readOnly = true)
    public Attachment find(Owner owner, AttachmentId id) {
        return rows.find(owner, id).orElseThrow(Attachments::gone);
    }

    /// @throws Refusal if the owner has no such attachment, or the name won't do
    @Transactional
    public void change(Owner owner, AttachmentId id, String name, AttachmentKind kind) {
        if (name.codePointCount(0, name.length()) > FileName.LONGEST) {
            throw Refusal.invalid("name", "attachment.name.long", FileName.LONGEST);
        }
        var cleaned = FileName.cleaned(name);
        if (cleaned.isEmpty()) {
            throw Refusal.invalid("name", "attachment.name.empty");
        }
        if (!rows.update(owner, id, cleaned, kind)) {
            throw gone();
        }
    }

    /// What it holds is removed once no other attachment of the company holds the same.
    /// @throws Refusal if the owner has no such attachment
    @Transactional
    public void delete(Owner owner, AttachmentId id) {
        unnamed.unname(rows.delete(owner, id).orElseThrow(Attachments::gone));
    }

    /// What it holds, as a stream that the caller closes.
    /// @throws Refusal if the store doesn't have it any more
    public InputStream open(Attachment attachment) throws IOException {
        try {
            return store.open(new Content(Actor.currentCompany(), attachment.hash()));
        } catch (NoSuchFileException e) {
            throw Refusal.notFound("attachment.lost", attachment.name());
        }
    }

    private static Refusal gone() {
        return Refusal.notFound("attachment.notFound");
    }
}
