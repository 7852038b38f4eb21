package org.kvit.credit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.api.Cursor;
import org.kvit.api.Listing;
import org.kvit.ui.Page;
import org.kvit.ui.TableFile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// All credit notes, the newest first, as a list and as a file.
@Controller
@RequestMapping("/credit-notes")
class CreditNotesScreen {
    private static final int SHOWN = 100;
    private static final List<String> COLUMNS =
            List.of("number", "date", "invoice", "customer", "total", "currency", "left", "reason");

    private final CreditNotes notes;

    CreditNotesScreen(CreditNotes notes) {
        this.notes = notes;
    }

    /// @param left only those of which something isn't set off
    @GetMapping
    ModelAndView list(
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "false") boolean left,
            @RequestParam(defaultValue = "") String after) {
        var filter = new CreditNotes.Filter(query.strip(), left);
        var listed = Listing.of(notes.list(filter, Cursor.parse(after, 2), SHOWN + 1), SHOWN, CreditNotes::key);
        return new ModelAndView(
                "credit/creditNotes",
                Map.of(
                        "notes",
                        listed.items(),
                        "totals",
                        notes.totals(filter),
                        "query",
                        query.strip(),
                        "left",
                        left,
                        "next",
                        Optional.ofNullable(listed.next()).orElse("")));
    }

    /// @param format `csv` or `xlsx`
    @GetMapping("/export")
    void export(
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "false") boolean left,
            @RequestParam(defaultValue = "csv") String format,
            Page page,
            HttpServletResponse response)
            throws IOException {
        TableFile.answer(
                response,
                format,
                page.text("credit.notes"),
                COLUMNS.stream().map(c -> page.text("credit.column." + c)).toList(),
                file -> notes.each(
                        new CreditNotes.Filter(query.strip(), left),
                        n -> file.row(
                                n.number(),
                                n.issueDate(),
                                n.invoice().number(),
                                n.customer().name(),
                                n.total().amount(),
                                n.total().currency(),
                                n.left().amount(),
                                n.reason())));
    }
}
