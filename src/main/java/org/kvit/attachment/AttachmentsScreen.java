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
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.order.OrderId;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// An order's attachments: seen, brought in, renamed, retyped, deleted.
@Controller
@RequestMapping("/orders/{id}/attachments")
@Needs(Right.ORDERS)
class AttachmentsScreen {
    private final AttachmentsTab tab;
    private final Attachments attachments;
    private final AttachmentAnswer answer;

    AttachmentsScreen(AttachmentsTab tab, Attachments attachments, AttachmentAnswer answer) {
        this.tab = tab;
        this.attachments = attachments;
        this.answer = answer;
    }

    @GetMapping
    ModelAndView show(@PathVariable long id, @RequestParam(defaultValue = "0") long show, Page page) {
        return tab.page(new OrderId(id), show, List.of(), page);
    }

    /// The browser's script sends one file a request, so that each has its progress, and reads an answer in plain text;
    /// without it the form sends all at once.
    @PostMapping(consumes = Upload.NO_FIELDS)
    Object add(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String name,
            HttpServletRequest request,
            HttpServletResponse response,
            Page page)
            throws IOException {
        var order = new OrderId(id);
        var added = new ArrayList<AttachmentId>();
        var problems = new ArrayList<Problem>();
        new Upload(request).each(name, Optional.empty(), file -> {
            try {
                added.add(attachments.add(order, file));
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
                : tab.page(order, added.isEmpty() ? 0 : added.getFirst().value(), problems, page);
    }

    /// @param show whether the browser is to show it, as far as it is of a type that is shown
    @GetMapping("/{attachment}")
    void file(
            @PathVariable long id,
            @PathVariable long attachment,
            @RequestParam(defaultValue = "false") boolean show,
            HttpServletResponse response)
            throws IOException {
        answer.write(attachments.find(new OrderId(id), new AttachmentId(attachment)), show, response);
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
            attachments.change(new OrderId(id), new AttachmentId(attachment), name, AttachmentKind.of(kind));
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
                            "/orders/" + id + "/attachments/" + attachment,
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
        attachments.delete(new OrderId(id), new AttachmentId(attachment));
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

    private static Object shownAgain(long id, long show, Page page) {
        var path = "/orders/" + id + "/attachments" + (show == 0 ? "" : "?show=" + show);
        return page.fragment()
                ? ResponseEntity.noContent().header("HX-Redirect", path).build()
                : "redirect:" + path;
    }
}
