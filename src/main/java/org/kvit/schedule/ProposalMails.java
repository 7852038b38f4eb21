package org.kvit.schedule;

import java.util.Locale;
import java.util.stream.Collectors;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Companies;
import org.kvit.company.People;
import org.kvit.mail.Draft;
import org.kvit.mail.Outbox;
import org.kvit.ui.Formats;
import org.kvit.ui.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Tells the people who wish it that a run waits for them: each in their own language, once a proposal,
/// in the
/// transaction that makes it. If no mail can be written, the proposal stands all the same.
@Component
class ProposalMails {
    private static final Logger log = LoggerFactory.getLogger(ProposalMails.class);

    private final FiringLog firings;
    private final People people;
    private final Companies companies;
    private final Outbox outbox;
    private final Texts texts;
    private final TransactionTemplate within;

    ProposalMails(
            FiringLog firings,
            People people,
            Companies companies,
            Outbox outbox,
            Texts texts,
            PlatformTransactionManager transactions) {
        this.firings = firings;
        this.people = people;
        this.companies = companies;
        this.outbox = outbox;
        this.texts = texts;
        this.within = new TransactionTemplate(transactions);
        within.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    void write(ReminderSchedule schedule) {
        var offer = firings.offer();
        if (schedule.mailTo().isEmpty() || offer.isEmpty()) {
            return;
        }
        var company = companies.own().name();
        try {
            within.executeWithoutResult(_ -> outbox.write(people.all().stream()
                    .filter(person -> schedule.mails(person.id()))
                    .map(person -> draft(person, offer.get(), company))
                    .toList()));
        } catch (Refusal refusal) {
            log.warn("nobody could be told of the proposed reminders: {}", refusal.getMessage());
        }
    }

    private Draft draft(People.Person person, FiringLog.Offer offer, String company) {
        var language = Locale.of(person.language());
        var formats = new Formats(language);
        var sums = offer.sums().stream().map(formats::money).collect(Collectors.joining(" · "));
        var text = new StringBuilder(texts.text(language, "schedule.mail.text", offer.letters(), sums, company));
        for (Words reason : offer.firing().reasons()) {
            text.append("\n\n").append(texts.words(language, reason));
        }
        text.append("\n\n")
                .append(texts.text(language, "schedule.mail.do", offer.run().value()));
        return Draft.note(
                Draft.Kind.NOTE,
                person.email(),
                texts.text(language, "schedule.mail.subject", offer.letters(), company),
                text.toString(),
                person.language());
    }
}
