package org.kvit.payment;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kvit.api.Cursor;
import org.kvit.api.Listing;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Page;
import org.kvit.ui.TableFile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The incoming payments: those that still have to be linked first.
@Controller
@RequestMapping("/payments")
class PaymentsScreen {
    private static final int SHOWN = 100;
    private static final int AT_ONCE = 1000;
    private static final List<String> COLUMNS = List.of(
            "date",
            "payer",
            "payerAccount",
            "reference",
            "text",
            "amount",
            "currency",
            "invoices",
            "unallocated",
            "bankAccount",
            "bankReference",
            "stateLabel");

    private final Payments payments;
    private final Linking linking;

    PaymentsScreen(Payments payments, Linking linking) {
        this.payments = payments;
        this.linking = linking;
    }

    /// @param state `open` when nothing is said; `all` for all
    /// @param statement only what this statement brought
    /// @param made so many payments were just made by hand
    /// @param linked so many were just linked by themselves, `suggested` got proposals
    @GetMapping
    ModelAndView list(
            @RequestParam(defaultValue = "open") String state,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "0") long statement,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "0") int made,
            @RequestParam(defaultValue = "-1") int linked,
            @RequestParam(defaultValue = "0") int suggested) {
        var filter = filter(state, query, statement);
        var page = Listing.of(payments.list(filter, place(after), SHOWN + 1), SHOWN, PaymentsScreen::key);
        var model = new HashMap<String, Object>(Map.of(
                "payments",
                page.items(),
                "totals",
                payments.totals(filter),
                "state",
                state,
                "query",
                query.strip(),
                "next",
                Optional.ofNullable(page.next()).orElse("")));
        model.putAll(Map.of(
                "statement",
                statement,
                "first",
                after.isEmpty(),
                "made",
                made,
                "linked",
                linked,
                "suggested",
                suggested));
        return new ModelAndView("payment/payments", model);
    }

    @GetMapping("/export")
    void export(
            @RequestParam(defaultValue = "open") String state,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "0") long statement,
            @RequestParam(defaultValue = "csv") String format,
            Page page,
            HttpServletResponse response)
            throws IOException {
        var filter = filter(state, query, statement);
        var columns = COLUMNS.stream().map(c -> page.text("payment." + c)).toList();
        TableFile.answer(
                response,
                format,
                page.text("payment.payments"),
                columns,
                file -> all(filter).forEach(p -> file.row(cells(p, page))));
    }

    /// Asks the matcher again about all that is linked to nothing: invoices may have come since.
    @PostMapping("/matchings")
    @Needs(Right.RECEIVABLES)
    String match() {
        var tally = linking.matchUnlinked();
        return "redirect:/payments?linked=" + tally.linked() + "&suggested=" + tally.suggested();
    }

    /// Page by page, so that no more than a thousand are held.
    private Stream<Payment> all(Payments.Filter filter) {
        return Stream.iterate(
                        payments.list(filter, Optional.empty(), AT_ONCE),
                        some -> !some.isEmpty(),
                        some -> payments.list(
                                filter,
                                Optional.of(Map.entry(
                                        some.getLast().bookedOn(),
                                        some.getLast().id().value())),
                                AT_ONCE))
                .flatMap(List::stream);
    }

    private static Object[] cells(Payment p, Page page) {
        return new Object[] {
            p.bookedOn(),
            p.payerName(),
            p.payerAccount(),
            p.reference(),
            p.text().map(t -> t.replace('\n', ' ')),
            p.amount().amount(),
            p.amount().currency(),
            p.links().stream().map(Payment.Link::number).collect(Collectors.joining(", ")),
            p.voidedFor().isPresent() ? Optional.empty() : p.unallocated().amount(),
            p.bankAccount(),
            p.bankReference(),
            page.text(
                    p.voidedFor().isPresent()
                            ? "payment.state.voided"
                            : "payment.state." + p.state().code())
        };
    }

    private static Payments.Filter filter(String state, String query, long statement) {
        return new Payments.Filter(state.equals("all") ? "" : state, query.strip(), statement);
    }

    private static Optional<Map.Entry<LocalDate, Long>> place(String after) {
        return Cursor.parse(after, 2).map(c -> Map.entry(LocalDate.EPOCH.plusDays(c.number(0)), c.number(1)));
    }

    private static List<String> key(Payment p) {
        return List.of(Long.toString(p.bookedOn().toEpochDay()), Long.toString(p.id().value()));
    }
}
