package org.kvit.credit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.History;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.mail.Mails;
import org.kvit.payment.LinkHistory;
import org.kvit.payment.Links;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// One credit note: what it takes back, against what it is set off, how it was sent.
@Controller
@RequestMapping("/credit-notes/{id}")
class CreditNoteScreen {
    private final CreditNotes notes;
    private final CreditLinks links;
    private final CreditCandidates candidates;
    private final CreditNoteMails sent;
    private final Mails mails;
    private final History history;
    private final LinkHistory linkHistory;

    CreditNoteScreen(
            CreditNotes notes,
            CreditLinks links,
            CreditCandidates candidates,
            CreditNoteMails sent,
            Mails mails,
            History history,
            LinkHistory linkHistory) {
        this.notes = notes;
        this.links = links;
        this.candidates = candidates;
        this.sent = sent;
        this.mails = mails;
        this.history = history;
        this.linkHistory = linkHistory;
    }

    /// @param done what was just done: `issued` or `linked`
    @GetMapping
    ModelAndView show(@PathVariable long id, @RequestParam(defaultValue = "") String done, Page page) {
        var note = notes.find(new CreditNoteId(id));
        var form = CreditLinkForm.of(links.of(note.id()), page.locale());
        return show(note, form, Faults.NONE, Optional.empty(), done);
    }

    /// The whole new set of links. @param without invoice to be unlinked at once; 0: none
    @PostMapping("/links")
    @Needs(Right.RECEIVABLES)
    ModelAndView link(
            @PathVariable long id,
            @RequestParam(defaultValue = "0") long without,
            HttpServletRequest request,
            HttpServletResponse response,
            Page page) {
        var note = notes.find(new CreditNoteId(id));
        var form = CreditLinkForm.of(request.getParameterMap());
        form.amounts().remove(without);
        List<Links.Wanted> wanted = List.of();
        try {
            wanted = form.wanted(note, candidates.of(note), page.locale());
            links.replace(note.id(), form.seen(), wanted);
            return new ModelAndView("redirect:/credit-notes/" + id + "?done=linked");
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            var now = new CreditLinkForm(CreditLinks.seen(links.of(note.id())), form.amounts());
            return show(notes.find(note.id()), now, byInvoice(refusal, wanted), Optional.of(refusal.words()), "");
        }
    }

    private ModelAndView show(
            CreditNote note, CreditLinkForm form, Faults faults, Optional<Words> problem, String done) {
        var it = new CreditNotePage(
                note,
                notes.lines(note.id()).stream().map(CreditNote.Line::line).toList(),
                links.of(note.id()),
                candidates.of(note),
                form,
                mails.load(sent.of(note.id())).reversed(),
                changes(note.id()),
                faults,
                problem);
        return new ModelAndView("credit/creditNote", Map.of("it", it, "done", done));
    }

    private List<History.Change> changes(CreditNoteId id) {
        return Stream.concat(
                        history.of("credit_note", id.value()).stream(),
                        linkHistory.of(LinkHistory.Source.CREDIT_NOTE, id.value()).stream())
                .sorted(Comparator.comparing(History.Change::at).reversed())
                .toList();
    }

    /// The service names links by their place in the set, the form by their invoice.
    private static Faults byInvoice(Refusal refusal, List<Links.Wanted> wanted) {
        return new Faults(refusal.faults().stream()
                .map(f -> new Refusal.Fault(field(f.field(), wanted), f.words()))
                .toList());
    }

    private static String field(String field, List<Links.Wanted> wanted) {
        var place = field.replaceFirst("^links\\[(\\d{1,4})\\]\\..*$", "$1");
        return place.equals(field) || Integer.parseInt(place) >= wanted.size()
                ? field
                : "amount-" + wanted.get(Integer.parseInt(place)).invoice();
    }
}
