package org.kvit.sending;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.invoice.Invoice;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.Invoices;
import org.kvit.job.Jobs;
import org.springframework.stereotype.Service;

/// Sends many invoices, each as its own settings want it. One that can't be sent keeps none of the others back.
@Service
public class MassSending {
    /// The kind of its jobs.
    public static final String KIND = "invoice-sending";

    private static final int MOST = 500;

    private final Jobs jobs;
    private final Invoices invoices;
    private final ComposedMails mails;

    MassSending(Jobs jobs, Invoices invoices, ComposedMails mails) {
        this.jobs = jobs;
        this.invoices = invoices;
        this.mails = mails;
    }

    /// What became of one. @param mail empty if it wasn't sent @param problem why not
    public record Result(
            long invoice,
            String number,
            String customer,
            List<String> to,
            Optional<Long> mail,
            Optional<Words> problem) {}

    /// @return the job that sends them
    /// @throws Refusal if none or too many are named
    public long start(List<InvoiceId> ids) {
        if (ids.isEmpty() || ids.size() > MOST) {
            throw Refusal.invalid("invoiceIds", "sending.many.count", MOST);
        }
        return jobs.start(KIND, "", progress -> {
            var results = new ArrayList<Result>();
            for (var id : ids) {
                progress.at(results.size(), ids.size());
                results.add(send(id));
            }
            return results;
        });
    }

    private Result send(InvoiceId id) {
        var invoice = invoices.find(id);
        try {
            if (invoice.sentOn().isPresent()) {
                throw Refusal.conflict("sending.many.already", invoice.sentOn().get());
            }
            var mail = mails.propose(id).asIs();
            return result(invoice, mail.to(), Optional.of(mails.send(id, mail).value()), Optional.empty());
        } catch (Refusal refusal) {
            var words = refusal.faults().isEmpty()
                    ? refusal.words()
                    : refusal.faults().getFirst().words();
            return result(invoice, List.of(), Optional.empty(), Optional.of(words));
        }
    }

    private static Result result(Invoice invoice, List<String> to, Optional<Long> mail, Optional<Words> problem) {
        return new Result(
                invoice.id().value(), invoice.number(), invoice.customer().name(), to, mail, problem);
    }
}
