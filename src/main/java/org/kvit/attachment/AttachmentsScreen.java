package org.kvit.attachment;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The files of an order, or an invoice's own: seen, brought in, renamed, retyped, deleted.
abstract class AttachmentsScreen {
    private final Attachments attachments;
    private final AttachmentAnswer answer;

    AttachmentsScreen(Attachments attachments, AttachmentAnswer answer) {
        this.attachments = attachments;
        this.answer = answer;
    }

    /// @param id as it stands in the address
    abstract Owner owner(long id);

    /// The page, if the user may see it.
    /// @param show the file to look at; the first one if there is no such
    abstract ModelAndView page(long id, long show, List<Problem> problems, Page page);

    @GetMapping
    ModelAndView show(@PathVariable long id, @RequestParam(defaultValue = "0") long show, Page page) {
        return page(id, show, List.of(), page);
    }

    /// The browser's script sends one file a request, so that each has its progress, and reads an
    /// answer in plain text; without it the form sends all at once.
    @PostMapping(consumes = Upload.NO_FIELDS)
    Object add(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String name,
            HttpServletRequest request,
            HttpServletResponse response,
            Page page)
            throws IOException {
        var added = new ArrayList<AttachmentId>();
        var problems = new ArrayList<Problem>();
        new Upload(request).each(name, Optional.empty(), file -> {
            try {
                added.add(attachments.add(owner(id), file));
            } catch (Refusal refusal) {
                problems.add(new Problem(file.name(), refusal.words()));
                response.setStatus(refusal.kind().status());
            }
        });
        if (page.fragment()) {
            return said(added, problems, response.getStatus(), page);
        }
        return problems.isEmpty()
                ? shownAgain(id, added.getFirst().value(), page)
                : page(id, added.isEmpty() ? 0 : added.getFirst().value(), problems, page);
    }

    /// @param show whether the browser is to show it, as far as it is of a type that is shown
    @GetMapping("/{attachment}")
    void file(
            @PathVariable long id,
            @PathVariable long attachment,
            @RequestParam(defaultValue = "false") boolean show,
            HttpServletResponse response)
            throws IOException {
        answer.write(attachments.find(owner(id), new AttachmentId(attachment)), show, response);
    }

    @PostMapping("/{attachment}")
    Object change(
            @PathVariable long id,
            @PathVariable long attachment,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String kind,
            Page page,
            HttpServletResponse response) {
        try {
            attachments.change(owner(id), new AttachmentId(attachment), name, AttachmentKind.of(kind));
            return shownAgain(id, attachment, page);
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty() || !page.fragment()) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            return new ModelAndView(
                    "attachment/renameForm",
                    Map.of(
                            "path",
                            owner(id).path() + "/" + attachment,
                            "name",
                            name,
                            "kind",
                            kind,
                            "faults",
                            Faults.of(refusal)));
        }
    }

    @PostMapping("/{attachment}/removal")
    Object delete(@PathVariable long id, @PathVariable long attachment, Page page) {
        attachments.delete(owner(id), new AttachmentId(attachment));
        return shownAgain(id, 0, page);
    }

    private static ResponseEntity<String> said(
            List<AttachmentId> added, List<Problem> problems, int status, Page page) {
        return ResponseEntity.status(problems.isEmpty() ? 201 : status)
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(
                        problems.isEmpty()
                                ? Long.toString(added.getFirst().value())
                                : page.words(problems.getFirst().words()));
    }

    private Object shownAgain(long id, long show, Page page) {
        var path = owner(id).path() + (show == 0 ? "" : "?show=" + show);
        return page.fragment()
                ? ResponseEntity.noContent().header("HX-Redirect", path).build()
                : "redirect:" + path;
    }
}
