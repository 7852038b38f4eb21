package org.kvit.payment;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.document.Documents;
import org.kvit.ui.Page;
import org.kvit.ui.TableFile;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Bank statements as they were received, and the files that brought them.
@Controller
@RequestMapping("/statements")
@Needs(value = Right.RECEIVABLES, alsoToRead = true)
class ReceivedStatementsScreen {
    private static final int SHOWN = 100;
    private static final int AT_ONCE = 1000;
    private static final List<String> COLUMNS = List.of(
            "file",
            "importedAt",
            "importedBy",
            "account",
            "from",
            "to",
            "currency",
            "opening",
            "closing",
            "entries",
            "credits",
            "new");

    private final Statements statements;
    private final Documents documents;

    ReceivedStatementsScreen(Statements statements, Documents documents) {
        this.statements = statements;
        this.documents = documents;
    }

    /// The newest first.
    @GetMapping("/received")
    ModelAndView list(@RequestParam(defaultValue = "") String account, @RequestParam(defaultValue = "0") long before) {
        var found = statements.list(account, before, SHOWN + 1);
        boolean more = found.size() > SHOWN;
        List<Statements.Received> shown = more ? found.subList(0, SHOWN) : found;
        return new ModelAndView(
                "payment/statements",
                Map.of(
                        "statements",
                        shown,
                        "accounts",
                        statements.accounts(),
                        "account",
                        account,
                        "next",
                        more ? shown.getLast().id() : 0L));
    }

    @GetMapping("/export")
    void export(
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "csv") String format,
            Page page,
            HttpServletResponse response)
            throws IOException {
        var columns =
                COLUMNS.stream().map(c -> page.text("payment.statement." + c)).toList();
        TableFile.answer(
                response,
                format,
                page.text("payment.statements"),
                columns,
                file -> Stream.iterate(
                                statements.list(account, 0, AT_ONCE),
                                some -> !some.isEmpty(),
                                some -> statements.list(account, some.getLast().id(), AT_ONCE))
                        .flatMap(List::stream)
                        .forEach(s -> file.row(cells(s, page))));
    }

    /// The file as it was received.
    @GetMapping("/files/{id}")
    ResponseEntity<byte[]> file(@PathVariable long id) {
        var file = statements.file(id);
        var document = file.kept().orElseThrow(() -> Refusal.notFound("payment.statement.notKept"));
        var name = ContentDisposition.attachment()
                .filename(file.name(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(documents.get(document).bytes());
    }

    private static Object[] cells(Statements.Received s, Page page) {
        return new Object[] {
            s.file().name(),
            page.instant(s.file().at()),
            s.file().by(),
            s.account(),
            s.from(),
            s.to(),
            s.currency(),
            s.opening().map(Money::amount),
            s.closing().map(Money::amount),
            s.entries(),
            s.credits(),
            s.added()
        };
    }
}
