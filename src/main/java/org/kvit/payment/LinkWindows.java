package org.kvit.payment;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kvit.base.Words;
import org.kvit.ui.Faults;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Puts together what the link window shows.
@Component
class LinkWindows {
    static final int USUAL = 50;
    private static final int MOST = 1000;

    private final Payments payments;
    private final OpenInvoices invoices;
    private final LinkUndo undo;
    private final WriteOffLimits limits;

    LinkWindows(Payments payments, OpenInvoices invoices, LinkUndo undo, WriteOffLimits limits) {
        this.payments = payments;
        this.invoices = invoices;
        this.undo = undo;
        this.limits = limits;
    }

    /// What is asked for. @param find as typed @param shown so many open invoices at most
    record Asked(PaymentId id, PaymentsAddress address, String find, int shown) {}

    /// @param saved another payment that was just saved; 0: none
    @Transactional(readOnly = true)
    public LinkWindow of(Asked asked, long saved, Locale locale) {
        var payment = payments.find(asked.id());
        var window = of(asked, payment, LinkForm.of(payment, locale), Faults.NONE, Optional.empty());
        return saved == 0 ? window : withSaved(window, undo.saved(new PaymentId(saved)));
    }

    /// With the form as somebody has set it.
    @Transactional(readOnly = true)
    public LinkWindow of(Asked asked, LinkForm form, Faults faults, Optional<Words> problem) {
        return of(asked, payments.find(asked.id()), form, faults, problem);
    }

    private LinkWindow of(Asked asked, Payment payment, LinkForm form, Faults faults, Optional<Words> problem) {
        int wanted = Math.clamp(asked.shown(), 1, MOST) + form.marked().size();
        boolean offers = payment.voidedFor().isEmpty();
        var found = offers
                ? invoices.candidates(payment, asked.find(), form, wanted + 1)
                : List.<OpenInvoices.Candidate>of();
        boolean more = found.size() > wanted;
        return new LinkWindow(
                payment,
                asked.address(),
                form,
                linked(payment, form),
                (more ? found.subList(0, wanted) : found)
                        .stream().map(i -> row(payment, form, i)).toList(),
                more,
                asked.find(),
                faults,
                problem,
                others(asked, payment),
                Optional.empty(),
                limits.of(payment.amount().currency()));
    }

    /// In the order in which the form has them.
    private List<LinkWindow.Row> linked(Payment payment, LinkForm form) {
        Map<Long, OpenInvoices.Candidate> known = invoices
                .some(payment, form.amounts().keySet())
                .stream()
                .collect(Collectors.toMap(OpenInvoices.Candidate::invoice, Function.identity()));
        return form.amounts().keySet().stream()
                .flatMap(id -> Optional.ofNullable(known.get(id)).stream())
                .map(invoice -> row(payment, form, invoice))
                .toList();
    }

    private static LinkWindow.Row row(Payment payment, LinkForm form, OpenInvoices.Candidate invoice) {
        return new LinkWindow.Row(
                invoice,
                form.amounts().getOrDefault(invoice.invoice(), ""),
                payment.links().stream()
                        .filter(l -> l.invoice() == invoice.invoice())
                        .findFirst(),
                form.marked().contains(invoice.invoice()),
                invoice.open().equals(payment.unallocated()));
    }

    private int others(Asked asked, Payment payment) {
        int all = payments.count(asked.address().filter().waiting());
        return payment.unallocated().isPositive() && payment.voidedFor().isEmpty() ? Math.max(0, all - 1) : all;
    }

    private static LinkWindow withSaved(LinkWindow w, Optional<SavedLinks> saved) {
        return new LinkWindow(
                w.payment(),
                w.address(),
                w.form(),
                w.linked(),
                w.open(),
                w.more(),
                w.find(),
                w.faults(),
                w.problem(),
                w.waiting(),
                saved,
                w.limit());
    }
}
