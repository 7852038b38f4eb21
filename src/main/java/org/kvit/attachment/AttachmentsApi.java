package org.kvit.attachment;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import org.kvit.api.Listing;
import org.kvit.base.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/// The files of an order, or an invoice's own.
abstract class AttachmentsApi {
    private final Attachments attachments;
    private final AttachmentAnswer answer;

    AttachmentsApi(Attachments attachments, AttachmentAnswer answer) {
        this.attachments = attachments;
        this.answer = answer;
    }

    /// @param id as it stands in the address
    abstract Owner owner(long id);

    @GetMapping
    Listing<AttachmentBody> list(@PathVariable long id) {
        return new Listing<>(
                attachments.of(owner(id)).stream().map(AttachmentBody::of).toList(), null);
    }

    /// One file a request, as the body or as a form's part.
    ///
    /// @param name of the file; a form's part may say it itself
    /// @param kind guessed from the name if it is left out
    /// @throws Refusal as [Attachments#add]
    @PostMapping(consumes = Upload.NO_FIELDS)
    ResponseEntity<AttachmentBody> add(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String kind,
            HttpServletRequest request)
            throws IOException {
        var wanted = kind.isEmpty() ? Optional.<AttachmentKind>empty() : Optional.of(AttachmentKind.of(kind));
        var added = new ArrayList<AttachmentId>();
        new Upload(request).single(name, wanted, file -> added.add(attachments.add(owner(id), file)));
        var made = attachments.find(owner(id), added.getFirst());
        return ResponseEntity.created(URI.create("/api/v1" + made.path())).body(AttachmentBody.of(made));
    }

    /// The file itself.
    @GetMapping("/{attachment}")
    void download(@PathVariable long id, @PathVariable long attachment, HttpServletResponse response)
            throws IOException {
        answer.write(attachments.find(owner(id), new AttachmentId(attachment)), false, response);
    }

    @PutMapping("/{attachment}")
    AttachmentBody change(
            @PathVariable long id, @PathVariable long attachment, @RequestBody AttachmentBody.Change change) {
        attachments.change(
                owner(id),
                new AttachmentId(attachment),
                Objects.requireNonNullElse(change.name(), ""),
                AttachmentKind.of(Objects.requireNonNullElse(change.kind(), "")));
        return AttachmentBody.of(attachments.find(owner(id), new AttachmentId(attachment)));
    }

    @DeleteMapping("/{attachment}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable long id, @PathVariable long attachment) {
        attachments.delete(owner(id), new AttachmentId(attachment));
    }
}
