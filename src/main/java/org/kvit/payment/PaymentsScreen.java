package org.kvit.payment;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.api.Cursor;
import org.kvit.base.Refusal;
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
    private static final int BEHIND = 50;
    private static final int AT_ONCE = 1000;

    private final Payments payments;
    private final PaymentChoices choices;
    private final Linking linking;
    private final Acceptances acceptances;
    private final LinkUndo undo;

    PaymentsScreen(Payments payments, PaymentChoices choices, Linking linking, Acceptances acceptances, LinkUndo undo) {
        this.payments = payments;
        this.choices = choices;
        this.linking = linking;
        this.acceptances = acceptances;
        this.undo = undo;
    }

    /// @param at the payment at whose place the list is to be shown; 0: its beginning
    /// @param saved a payment whose links were just saved
    @GetMapping
    ModelAndView list(
            PaymentsAddress address,
            PaymentsDone.Said said,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "0") long at,
            @RequestParam(defaultValue = "0") long saved,
            Page page) {
        var filter = address.filter();
        int before = at == 0 ? 0 : payments.before(filter, address.order(), new PaymentId(at));
        int shown = Math.clamp(before + BEHIND, SHOWN, AT_ONCE);
        var model = new HashMap<String, Object>();
        model.put("address", address);
        model.put("listed", payments.list(filter, address.order(), Cursor.parse(after, 2), shown));
        model.put("place", at == 0 ? -1 : before);
        if (!after.isEmpty() && page.fragment()) {
            return new ModelAndView("payment/rows", model);
        }
        model.put("sums", new PaymentSums(payments.sums(filter.in("").inAnyCurrency()), filter));
        model.put("choices", choices.of(address));
        model.put("done", said.done());
        model.put("saved", saved == 0 ? Optional.empty() : undo.saved(new PaymentId(saved)));
        return new ModelAndView("payment/payments", model);
    }

    @GetMapping("/export")
    void export(
            PaymentsAddress address,
            @RequestParam(defaultValue = "csv") String format,
            Page page,
            HttpServletResponse response)
            throws IOException {
        var filter = address.filter();
        TableFile.answer(
                response,
                format,
                page.text("payment.payments"),
                PaymentFile.columns(page),
                file -> all(filter, address.order()).forEach(p -> PaymentFile.write(file, p, page)));
    }

    /// Where one gets to who has linked the last one.
    @GetMapping("/all-linked")
    ModelAndView allLinked(PaymentsAddress address, @RequestParam(defaultValue = "0") long saved) {
        return new ModelAndView(
                "payment/allLinked",
                Map.of(
                        "address",
                        address,
                        "elsewhere",
                        payments.count(PaymentFilter.of("unlinked", "")),
                        "saved",
                        saved == 0 ? Optional.empty() : undo.saved(new PaymentId(saved))));
    }

    /// Asks the matcher again about all that is linked to nothing: invoices may have come since.
    @PostMapping("/matchings")
    @Needs(Right.RECEIVABLES)
    String match() {
        var tally = linking.matchUnlinked();
        return "redirect:/payments?linked=" + tally.linked() + "&suggested=" + tally.suggested();
    }

    /// Accepts the proposals that are marked, or only one.
    ///
    /// @param payment those marked, as `ID:MARK` ([Acceptances.Choice]) @param only this one, marked or not
    @PostMapping("/acceptances")
    @Needs(Right.RECEIVABLES)
    ModelAndView accept(
            PaymentsAddress address,
            @RequestParam(defaultValue = "") List<String> payment,
            @RequestParam(defaultValue = "") String only,
            Page page) {
        var typed = only.isEmpty() ? payment : List.of(only);
        var accepted = acceptances.accept(
                typed.stream().flatMap(c -> Acceptances.Choice.of(c).stream()).toList());
        if (!page.fragment()) {
            return new ModelAndView("redirect:" + address.accepted(accepted));
        }
        if (accepted.accepted() == 0) {
            throw Refusal.conflict("payment.proposal.gone");
        }
        var id = new PaymentId(Acceptances.Choice.of(only).orElseThrow().payment());
        return new ModelAndView(
                "payment/row", Map.of("p", payments.find(id), "address", address, "saved", undo.saved(id)));
    }

    /// Takes back what was accepted at once. @param change when that was
    @PostMapping("/acceptances/undo")
    @Needs(Right.RECEIVABLES)
    String undo(PaymentsAddress address, @RequestParam(defaultValue = "0") long change) {
        return "redirect:" + address.at("/payments", "undone", Integer.toString(acceptances.undo(change)));
    }

    /// Page by page, so that no more than a thousand are held.
    private Stream<Payment> all(PaymentFilter filter, PaymentOrder order) {
        return Stream.iterate(
                        Optional.of(payments.list(filter, order, Optional.empty(), AT_ONCE)),
                        Optional::isPresent,
                        some -> some.flatMap(Payments.Listed::next)
                                .map(next -> payments.list(filter, order, Optional.of(next), AT_ONCE)))
                .flatMap(some -> some.orElseThrow().payments().stream());
    }
}
