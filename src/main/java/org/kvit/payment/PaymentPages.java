package org.kvit.payment;

import java.util.Locale;
import java.util.Optional;
import org.kvit.base.Words;
import org.kvit.ui.Faults;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Puts together what a payment's page shows.
@Component
class PaymentPages {
    private static final int SHOWN = 50;

    private final Payments payments;
    private final OpenInvoices invoices;

    PaymentPages(Payments payments, OpenInvoices invoices) {
        this.payments = payments;
        this.invoices = invoices;
    }

    @Transactional(readOnly = true)
    public PaymentPage of(PaymentId id, String query, Locale locale) {
        var payment = payments.find(id);
        return of(payment, LinkForm.of(payment, locale), query, Faults.NONE, Optional.empty());
    }

    /// With the form as somebody has ticked it.
    @Transactional(readOnly = true)
    public PaymentPage of(PaymentId id, LinkForm form, String query, Faults faults, Optional<Words> problem) {
        return of(payments.find(id), form, query, faults, problem);
    }

    private PaymentPage of(Payment payment, LinkForm form, String query, Faults faults, Optional<Words> problem) {
        int wanted = SHOWN + form.ticked().size();
        var found = invoices.candidates(payment, query, form.invoices(), wanted + 1);
        boolean more = found.size() > wanted;
        return new PaymentPage(
                payment,
                form,
                more ? found.subList(0, wanted) : found,
                more,
                query,
                faults,
                problem,
                payments.neighbour(payment, false),
                payments.neighbour(payment, true));
    }
}
