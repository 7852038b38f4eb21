package org.kvit.sending;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Actor;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.invoice.Invoice;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.Invoices;
import org.kvit.job.Jobs;
import org.kvit.mail.Mails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Sends many invoices, each as its own settings want it. One that can't be sent keeps none of the others
/// back.
@Service
public class MassSending {
    /// The kind of its jobs.
    public static final String KIND = "invoice-sending";

    private static final int MOST = 500;
    private static final Logger LOG = LoggerFactory.getLogger(MassSending.class);

    private final Jobs jobs;
    private final Invoices invoices;
    private final ComposedMails mails;
    private final Mails sent;

    MassSending(Jobs jobs, Invoices invoices, ComposedMails mails, Mails sent) {
        this.jobs = jobs;
        this.invoices = invoices;
        this.mails = mails;
        this.sent = sent;
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
        var found = Optional.<Invoice>empty();
        try {
            found = Optional.of(invoices.find(id));
            var mail = sent.find(mails.sendFirst(id));
            return result(id, found, mail.recipients(), Optional.of(mail.id().value()), Optional.empty());
        } catch (Refusal refusal) {
            var words = refusal.faults().isEmpty()
                    ? refusal.words()
                    : refusal.faults().getFirst().words();
            return result(id, found, List.of(), Optional.empty(), Optional.of(words));
        } catch (RuntimeException e) {
            LOG.error("Invoice {} of company {} could not be sent", id.value(), Actor.currentCompany(), e);
            return result(id, found, List.of(), Optional.empty(), Optional.of(Words.of("sending.many.failed")));
        }
    }

    private static Result result(
            InvoiceId id, Optional<Invoice> invoice, List<String> to, Optional<Long> mail, Optional<Words> problem) {
        return new Result(
                id.value(),
                invoice.map(Invoice::number).orElse(""),
                invoice.map(i -> i.customer().name()).orElse(""),
                to,
                mail,
                problem);
    }
}
