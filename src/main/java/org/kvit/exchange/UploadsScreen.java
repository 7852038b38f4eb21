package org.kvit.exchange;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.api.UploadedFile;
import org.kvit.bank.AccountHolder;
import org.kvit.bank.CsvFiles;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.payment.AccountHolders;
import org.kvit.ui.Page;
import org.kvit.ui.TableFile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// Where files are brought in: bank statements, invoices, customers.
@Controller
@RequestMapping("/imports")
class UploadsScreen {
    private static final int RECENT = 10;

    private final ImportJobs jobs;
    private final Imports imports;
    private final WaitingCsv waiting;
    private final AccountHolders holders;

    UploadsScreen(ImportJobs jobs, Imports imports, WaitingCsv waiting, AccountHolders holders) {
        this.jobs = jobs;
        this.imports = imports;
        this.waiting = waiting;
        this.holders = holders;
    }

    @GetMapping
    ModelAndView index(Page page) {
        var kinds = Arrays.stream(ImportKind.values())
                .filter(k -> page.may(k.right()))
                .toList();
        return new ModelAndView(
                "exchange/imports", Map.of("kinds", kinds, "recent", imports.recent(kinds, RECENT * 2)));
    }

    @GetMapping("/{kind:statements|invoices|customers}")
    ModelAndView upload(@PathVariable String kind, Page page) {
        return upload(allowed(kind, page), "");
    }

    @PostMapping("/statements")
    @Needs(Right.RECEIVABLES)
    Object statements(HttpServletRequest request, HttpServletResponse response, Page page) throws IOException {
        return start(ImportKind.STATEMENTS, request, response, page);
    }

    @PostMapping("/invoices")
    @Needs(Right.RECEIVABLES)
    Object invoices(HttpServletRequest request, HttpServletResponse response, Page page) throws IOException {
        return start(ImportKind.INVOICES, request, response, page);
    }

    @PostMapping("/customers")
    @Needs(Right.CUSTOMERS)
    Object customers(HttpServletRequest request, HttpServletResponse response, Page page) throws IOException {
        return start(ImportKind.CUSTOMERS, request, response, page);
    }

    /// A small file with the columns and two lines that would go in.
    @GetMapping("/{kind:invoices|customers}/sample")
    void sample(@PathVariable String kind, Page page, HttpServletResponse response) throws IOException {
        var what = allowed(kind, page);
        TableFile.answer(
                response,
                "csv",
                what.code(),
                what.columns(),
                file -> ImportSamples.of(what).forEach(line -> file.row(line.toArray())));
    }

    /// The browser's own script asks by htmx, so that it can show how much is sent; without it the form
    /// does.
    private Object start(ImportKind kind, HttpServletRequest request, HttpServletResponse response, Page page)
            throws IOException {
        try {
            var path = begin(kind, UploadedFile.allOf(request));
            if (!page.fragment()) {
                return "redirect:" + path;
            }
            response.setHeader("HX-Redirect", path);
            return new ModelAndView("exchange/uploadProblem", Map.of("problem", ""));
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            var words = page.words(refusal.words());
            return page.fragment()
                    ? new ModelAndView("exchange/uploadProblem", Map.of("problem", words))
                    : upload(kind, words);
        }
    }

    /// @return where it goes on
    private String begin(ImportKind kind, List<UploadedFile> files) throws IOException {
        if (kind != ImportKind.STATEMENTS) {
            files.stream().skip(1).forEach(UploadedFile::close);
        }
        return switch (kind) {
            case STATEMENTS -> statements(files);
            case INVOICES -> "/imports/" + jobs.invoices(files.getFirst());
            case CUSTOMERS -> "/imports/" + jobs.customers(files.getFirst());
        };
    }

    /// CSV files whose columns nobody has named yet wait for that; what else came is imported
    /// meanwhile.
    private String statements(List<UploadedFile> files) throws IOException {
        var known = new ArrayList<UploadedFile>();
        var asks = new ArrayList<Long>();
        var holder = holders.own();
        for (var file : files) {
            if (Files.size(file.path()) <= WaitingCsv.LARGEST && isUnmapped(file, holder)) {
                asks.add(waiting.keep(file));
                file.close();
            } else {
                known.add(file);
            }
        }
        var job = known.isEmpty() ? Optional.<Long>empty() : Optional.of(jobs.statements(known));
        return asks.isEmpty() ? "/imports/" + job.orElseThrow() : "/imports/csv-files/" + asks.getFirst();
    }

    private static boolean isUnmapped(UploadedFile file, AccountHolder holder) throws IOException {
        try (var in = Files.newInputStream(file.path())) {
            return CsvFiles.isUnmapped(in, holder);
        }
    }

    private static ImportKind allowed(String code, Page page) {
        var kind = ImportKind.named(code);
        if (!page.may(kind.right())) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "exchange.forbidden");
        }
        return kind;
    }

    private ModelAndView upload(ImportKind kind, String problem) {
        return new ModelAndView(
                "exchange/upload",
                Map.of(
                        "kind",
                        kind,
                        "problem",
                        problem,
                        "waiting",
                        kind == ImportKind.STATEMENTS ? waiting.all() : List.of(),
                        "recent",
                        imports.recent(List.of(kind), RECENT)));
    }
}
