package org.kvit.exchange;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.kvit.ui.Page;
import org.kvit.ui.TableFile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// One import: how far it is, and then what came of it. It can be left and found again.
@Controller
@RequestMapping("/imports/{id:\\d+}")
class ImportScreen {
    private static final int SHOWN = 200;

    private final Imports imports;
    private final Rejections rejections;

    ImportScreen(Imports imports, Rejections rejections) {
        this.imports = imports;
        this.rejections = rejections;
    }

    @GetMapping
    ModelAndView show(@PathVariable long id, Page page) {
        var it = imports.find(id, page);
        List<Rejections.Rejection> rejected =
                it.table().filter(t -> t.rejected() > 0).isPresent() ? rejections.of(id, SHOWN) : List.of();
        return new ModelAndView("exchange/import", Map.of("it", it, "rejected", rejected));
    }

    /// Asked for again and again while it runs.
    @GetMapping("/progress")
    ModelAndView progress(@PathVariable long id, Page page, HttpServletResponse response) {
        var it = imports.find(id, page);
        if (!it.job().running()) {
            response.setHeader("HX-Refresh", "true");
        }
        return new ModelAndView("exchange/progress", Map.of("it", it));
    }

    /// All rejected lines that were kept, as a file to work through.
    @GetMapping("/rejected")
    void rejected(@PathVariable long id, Page page, HttpServletResponse response) throws IOException {
        var it = imports.find(id, page);
        var columns = List.of(
                page.text("exchange.rejected.line"),
                page.text("exchange.rejected.field"),
                page.text("exchange.rejected.reason"),
                page.text("exchange.rejected.content"));
        TableFile.answer(
                response,
                "csv",
                it.kind().code() + "-" + id,
                columns,
                file -> rejections
                        .of(id, Staging.MOST_REJECTIONS)
                        .forEach(r -> file.row(r.line(), r.field(), page.words(r.reason()), r.content())));
    }
}
