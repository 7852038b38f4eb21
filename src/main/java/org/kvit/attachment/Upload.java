package org.kvit.attachment;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Refusal;

/// The files of a request, each read as a stream: the body itself, or the parts of a form, which
/// wait on disk.
record Upload(HttpServletRequest request) {
    /// Any type but that of a form without files, whose bytes would have been read as its fields.
    static final String NO_FIELDS = "!application/x-www-form-urlencoded";

    /// Does something with one file.
    interface Taking {
        void take(Attachments.Incoming file) throws IOException;
    }

    /// @param name of a file that is the body; a part says its own
    /// @param kind of all of them; empty: guessed from their names
    /// @throws Refusal if there is none
    void each(String name, Optional<AttachmentKind> kind, Taking taking) throws IOException {
        if (!type().startsWith("multipart/")) {
            taking.take(new Attachments.Incoming(name, kind, request.getContentLengthLong(), request.getInputStream()));
            return;
        }
        for (var part : files()) {
            try (var content = part.getInputStream()) {
                var said = Optional.ofNullable(part.getSubmittedFileName()).orElse("");
                taking.take(new Attachments.Incoming(said, kind, part.getSize(), content));
            }
        }
    }

    /// Of a form that may hold one file only.
    void single(String name, Optional<AttachmentKind> kind, Taking taking) throws IOException {
        if (type().startsWith("multipart/") && files().size() > 1) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "attachment.single");
        }
        each(name, kind, name.isBlank() ? taking : file -> taking.take(file.named(name)));
    }

    private List<Part> files() throws IOException {
        var files = new ArrayList<Part>();
        for (var part : parts()) {
            var name = part.getSubmittedFileName();
            if (name != null && !(name.isEmpty() && part.getSize() == 0)) { // a form in which nothing was chosen
                files.add(part);
            }
        }
        if (files.isEmpty()) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "api.file.missing");
        }
        return files;
    }

    private Collection<Part> parts() throws IOException {
        try {
            return request.getParts();
        } catch (ServletException | IllegalStateException e) {
            throw Refusal.of(Refusal.Kind.TOO_LARGE, "api.status.413");
        }
    }

    private String type() {
        return Optional.ofNullable(request.getContentType()).orElse("").toLowerCase(java.util.Locale.ROOT);
    }
}
