package org.kvit.payment;

import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// What is left of a payment: given back to its payer, or written off.
@Controller
@RequestMapping("/payments/{id}")
class PaymentRestScreen {
    private final Payments payments;
    private final Refunds refunds;
    private final WriteOffs writeOffs;

    PaymentRestScreen(Payments payments, Refunds refunds, WriteOffs writeOffs) {
        this.payments = payments;
        this.refunds = refunds;
        this.writeOffs = writeOffs;
    }

    @GetMapping("/rest")
    ModelAndView show(@PathVariable long id, Page page) {
        return show(new PaymentId(id), page, Map.of(), Faults.NONE, Optional.empty());
    }

    @PostMapping("/refunds")
    @Needs(Right.RECEIVABLES)
    ModelAndView refund(
            @PathVariable long id,
            @RequestParam Map<String, String> typed,
            Page page,
            HttpServletResponse response) {
        return done(new PaymentId(id), typed, page, response, payment -> {
            var entry = typed.getOrDefault("entryId", "");
            refunds.refund(
                    payment,
                    new Refunds.Wanted(
                            amount(typed.getOrDefault("amount", "")),
                            date(typed.getOrDefault("date", "")),
                            typed.getOrDefault("reason", ""),
                            entry.matches("[1-9]\\d{0,17}") ? Optional.of(Long.valueOf(entry)) : Optional.empty()));
        });
    }

    @PostMapping("/refunds/{refund}/removal")
    @Needs(Right.RECEIVABLES)
    ModelAndView undoRefund(
            @PathVariable long id, @PathVariable long refund, Page page, HttpServletResponse response) {
        return done(new PaymentId(id), Map.of(), page, response, payment -> refunds.undo(payment, refund));
    }

    @PostMapping("/write-offs")
    @Needs(Right.RECEIVABLES)
    ModelAndView writeOff(
            @PathVariable long id,
            @RequestParam Map<String, String> typed,
            Page page,
            HttpServletResponse response) {
        return done(
                new PaymentId(id),
                typed,
                page,
                response,
                payment -> writeOffs.writeOffSurplus(
                        payment,
                        WriteOffBody.Wanted.reason(typed.getOrDefault("kind", ""), typed.getOrDefault("note", "")),
                        Optional.empty()));
    }

    @PostMapping("/write-offs/{writeOff}/removal")
    @Needs(Right.RECEIVABLES)
    ModelAndView undoWriteOff(
            @PathVariable long id, @PathVariable long writeOff, Page page, HttpServletResponse response) {
        return done(new PaymentId(id), Map.of(), page, response, payment -> writeOffs.undo(payment, writeOff));
    }

    private interface Work {
        void on(PaymentId payment);
    }

    private ModelAndView done(
            PaymentId id, Map<String, String> typed, Page page, HttpServletResponse response, Work work) {
        try {
            work.on(id);
            return new ModelAndView("redirect:/payments/" + id.value() + "/rest");
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.NOT_FOUND) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            return show(id, page, typed, Faults.of(refusal), Optional.of(refusal.words()));
        }
    }

    private ModelAndView show(
            PaymentId id, Page page, Map<String, String> typed, Faults faults, Optional<Words> problem) {
        var payment = payments.find(id);
        boolean may = page.may(Right.RECEIVABLES)
                && payment.voidedFor().isEmpty()
                && payment.unallocated().isPositive();
        return new ModelAndView(
                "payment/rest",
                Map.of(
                        "it",
                        new PaymentRest(
                                payment,
                                refunds.of(id),
                                may ? refunds.debits(id) : List.of(),
                                writeOffs.ofSurplus(id),
                                may ? writeOffs.offered(payment) : Optional.empty(),
                                typed,
                                faults,
                                problem)));
    }

    /// Empty: nothing was typed. @throws Refusal for what is no amount
    static Optional<BigDecimal> amount(String typed) {
        var plain = typed.replaceAll("[\\s\u00a0\u202f]", "").replace(',', '.');
        if (plain.isEmpty()) {
            return Optional.empty();
        }
        if (!plain.matches("\\d{1,14}(\\.\\d{1,5})?")) {
            throw Refusal.invalid("amount", "payment.link.amount.typed");
        }
        return Optional.of(new BigDecimal(plain));
    }

    /// Empty: nothing was typed. @throws Refusal for what is no date
    static Optional<LocalDate> date(String typed) {
        try {
            return typed.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(typed.strip()));
        } catch (DateTimeParseException e) {
            throw Refusal.invalid("date", "payment.date.bad");
        }
    }
}
