package org.kvit.exchange;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kvit.api.UploadedFile;
import org.kvit.bank.CsvFiles;
import org.kvit.bank.CsvMapping;
import org.kvit.bank.CsvMappings;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.payment.AccountHolders;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// A CSV file of a bank that no mapping reads: a person looks at a guess, corrects it, and imports.
@Controller
@RequestMapping("/imports/csv-files/{id}")
@Needs(value = Right.RECEIVABLES, alsoToRead = true)
class CsvFilesScreen {
    private final WaitingCsv waiting;
    private final CsvMappings mappings;
    private final AccountHolders holders;
    private final ImportJobs jobs;

    CsvFilesScreen(WaitingCsv waiting, CsvMappings mappings, AccountHolders holders, ImportJobs jobs) {
        this.waiting = waiting;
        this.mappings = mappings;
        this.holders = holders;
        this.jobs = jobs;
    }

    /// @param delimiter empty: as it is guessed @param like the mapping of another bank to begin with,
    /// 0: none
    @GetMapping
    ModelAndView show(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String delimiter,
            @RequestParam(defaultValue = "") String charset,
            @RequestParam(defaultValue = "1") String headerRow,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "0") long like) {
        var file = waiting.find(id);
        var bytes = waiting.bytes(file);
        var holder = holders.own();
        var guessed = delimiter.isEmpty()
                ? CsvFiles.guess(bytes, holder)
                : CsvFiles.guess(
                        bytes, holder, CsvForm.delimiter(delimiter), CsvForm.charset(charset), CsvForm.row(headerRow));
        var saved = delimiter.isEmpty() ? alike(guessed.guess()) : List.<CsvMapping>of();
        var mapping = like > 0
                ? mappings.find(like)
                : saved.size() == 1 ? saved.getFirst() : guessed.guess().named(name);
        return show(file, bytes, CsvForm.of(mapping, guessed.rows()), Faults.NONE);
    }

    /// The first rows by what is chosen at the moment.
    @PostMapping("/preview")
    ModelAndView preview(@PathVariable long id, HttpServletRequest request) {
        var file = waiting.find(id);
        var bytes = waiting.bytes(file);
        var form = form(bytes, request);
        return new ModelAndView(
                "exchange/csvPreview", Map.of("preview", CsvFiles.preview(bytes, form.mapping(), holders.own())));
    }

    /// Saves the mapping under the bank's name, and imports the file by it.
    @PostMapping
    Object save(@PathVariable long id, Page page, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var file = waiting.find(id);
        var bytes = waiting.bytes(file);
        var form = form(bytes, request);
        try {
            var saved = form.mapping().numbered(mappings.save(form.mapping()));
            long job = jobs.statement(spooled(bytes, file.name()), saved, () -> waiting.remove(id));
            return "redirect:/imports/" + job;
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            return show(file, bytes, form, Faults.of(refusal));
        }
    }

    @PostMapping("/removal")
    String remove(@PathVariable long id) {
        waiting.remove(id);
        return "redirect:/imports/statements";
    }

    private CsvForm form(byte[] bytes, HttpServletRequest request) {
        var fields = request.getParameterMap();
        var sent = CsvForm.of(fields, number(request.getParameter("mapping")), List.of(), List.of())
                .mapping();
        var read = CsvFiles.guess(bytes, holders.own(), sent.delimiter(), sent.charset(), sent.headerRow());
        return CsvForm.of(fields, sent.id(), read.guess().header(), read.rows());
    }

    private ModelAndView show(WaitingCsv.Waiting file, byte[] bytes, CsvForm form, Faults faults) {
        var holder = holders.own();
        var model = new HashMap<String, Object>();
        model.put("file", file.name());
        model.put("path", file.path());
        model.put("form", form);
        model.put("faults", faults);
        model.put("accounts", holder.accounts());
        model.put("alike", alike(form.mapping()));
        model.put("preview", CsvFiles.preview(bytes, form.mapping(), holder));
        return new ModelAndView("exchange/csvFile", model);
    }

    /// Saved mappings that a file of this header could be read by, where more than one could.
    private List<CsvMapping> alike(CsvMapping mapping) {
        return mappings.all().stream()
                .filter(m -> m.header().equals(mapping.header()) && m.delimiter() == mapping.delimiter())
                .toList();
    }

    private static long number(String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private static UploadedFile spooled(byte[] bytes, String name) throws IOException {
        var path = Files.createTempFile("kvit-upload", ".spool");
        Files.write(path, bytes);
        return new UploadedFile(path, name);
    }
}
