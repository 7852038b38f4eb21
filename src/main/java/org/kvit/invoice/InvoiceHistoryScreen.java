package org.kvit.invoice;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.kvit.base.Money;
import org.kvit.company.History;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/// What was changed about an invoice, by whom and when.
@Controller
class InvoiceHistoryScreen implements InvoiceTab {
    /// Who approved and when is what the change itself says already.
    private static final List<String> SAID = List.of("approved_at", "approved_by");

    private final InvoiceFrames frames;
    private final Invoices invoices;
    private final History history;
    private final List<InvoiceHistoryPart> parts;

    InvoiceHistoryScreen(
            InvoiceFrames frames, Invoices invoices, History history, List<InvoiceHistoryPart> parts) {
        this.frames = frames;
        this.invoices = invoices;
        this.history = history;
        this.parts = parts;
    }

    @Override
    public String path() {
        return "history";
    }

    @Override
    public String textKey() {
        return "ui.history";
    }

    @Override
    public long count(InvoiceId invoice) {
        return 0;
    }

    @Override
    public int order() {
        return 90;
    }

    @GetMapping("/invoices/{id}/history")
    ModelAndView show(@PathVariable long id, Page page) {
        var frame = frames.of(new InvoiceId(id), path(), page);
        var changes = history.of("invoice", id);
        var names = invoices.names(changes.stream()
                .flatMap(c -> c.fields().stream())
                .filter(f -> f.name().equals("customer_id"))
                .flatMap(f -> Stream.of(f.before(), f.after()).flatMap(Optional::stream))
                .map(Long::valueOf)
                .distinct()
                .toList());
        var currency = frame.invoice().total().currency();
        return new ModelAndView(
                "invoice/history",
                Map.of(
                        "frame",
                        frame,
                        "changes",
                        Stream.concat(
                                        changes.stream().map(c -> readable(c, (field, value) -> switch (field) {
                                            case "customer_id" -> names.getOrDefault(Long.valueOf(value), value);
                                            case "total" -> page.amount(Money.of(value, currency));
                                            default -> value;
                                        })),
                                        parts.stream().flatMap(p -> p.of(new InvoiceId(id), page).stream()))
                                .sorted(Comparator.comparing(History.Change::at).reversed())
                                .toList()));
    }

    /// @param written how a value of a field is written
    private static History.Change readable(History.Change change, BinaryOperator<String> written) {
        return new History.Change(
                change.at(),
                change.user(),
                change.via(),
                change.subject(),
                change.action(),
                change.fields().stream()
                        .filter(f -> !SAID.contains(f.name()))
                        .map(f -> new History.Field(
                                f.name(),
                                f.before().map(v -> written.apply(f.name(), v)),
                                f.after().map(v -> written.apply(f.name(), v))))
                        .toList());
    }
}
