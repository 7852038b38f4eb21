package org.kvit.reminder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kvit.document.DocumentId;
import org.kvit.mail.Draft;
import org.kvit.mail.MailId;
import org.kvit.mail.Outbox;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Puts written letters on their ways: e-mails and faxes into the outbox, paper onto the pile to be
/// posted. One letter by several ways is one letter. In the caller's transaction.
@Component
class LetterWays {
    private final JdbcClient jdbc;
    private final Outbox outbox;

    LetterWays(JdbcClient jdbc, Outbox outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox;
    }

    /// @param files the letters' PDFs, in their order
    /// @param enclosed what goes with each e-mail beside
    /// @return the e-mail of each letter
    List<Optional<MailId>> send(List<Rendered> letters, List<DocumentId> files, List<List<Draft.Attachment>> enclosed) {
        var drafts = new ArrayList<Draft>();
        for (int i = 0; i < letters.size(); i++) {
            var letter = letters.get(i);
            var paper = new Draft.Attachment(letter.fileName(), files.get(i));
            var beside = enclosed.get(i);
            letter.email()
                    .ifPresent(draft -> drafts.add(with(
                            draft,
                            Stream.concat(Stream.of(paper), beside.stream()).toList())));
            letter.faxes().forEach(draft -> drafts.add(with(draft, List.of(paper))));
        }
        var mails = outbox.write(drafts).iterator();
        var emails = new ArrayList<Optional<MailId>>();
        var faxes = new ArrayList<Fax>();
        for (var letter : letters) {
            emails.add(letter.email().map(_ -> mails.next()));
            letter.letter()
                    .faxes()
                    .forEach(number -> faxes.add(new Fax(letter.ordered().id(), number, mails.next())));
        }
        keep(faxes);
        pile(letters.stream().filter(l -> l.letter().postTo().isPresent()).toList());
        return emails;
    }

    private record Fax(long letter, String number, MailId mail) {}

    private void keep(List<Fax> faxes) {
        if (faxes.isEmpty()) {
            return;
        }
        jdbc.sql("""
                INSERT INTO reminder_letter_fax (company_id, letter_id, number, mail_id)
                SELECT current_company(), f.letter_id, f.number, f.mail_id
                  FROM unnest(:letters::bigint[], :numbers::text[], :mails::bigint[]) AS f (letter_id, number, mail_id)
                """)
                .param("letters", faxes.stream().map(Fax::letter).toArray(Long[]::new))
                .param("numbers", faxes.stream().map(Fax::number).toArray(String[]::new))
                .param("mails", faxes.stream().map(f -> f.mail().value()).toArray(Long[]::new))
                .update();
    }

    private void pile(List<Rendered> letters) {
        if (letters.isEmpty()) {
            return;
        }
        jdbc.sql("""
                INSERT INTO postal_letter (company_id, letter_id, country, postal_code, city, street, name)
                SELECT current_company(), p.letter_id, p.country, p.postal_code, p.city, p.street, p.name
                  FROM unnest(:letters::bigint[], :countries::text[], :codes::text[], :cities::text[], :streets::text[], :names::text[])
                       AS p (letter_id, country, postal_code, city, street, name)
                """)
                .param("letters", letters.stream().map(l -> l.ordered().id()).toArray(Long[]::new))
                .param("countries", texts(letters, Addressee::country))
                .param("codes", texts(letters, to -> to.postalCode().orElse("")))
                .param("cities", texts(letters, to -> to.city().orElse("")))
                .param("streets", texts(letters, to -> to.street().orElse("")))
                .param("names", texts(letters, Addressee::name))
                .update();
    }

    private static @Nullable String[] texts(List<Rendered> letters, java.util.function.Function<Addressee, String> of) {
        return letters.stream().map(l -> of.apply(l.letter().to())).toArray(String[]::new);
    }

    private static Draft with(Draft draft, List<Draft.Attachment> attachments) {
        return new Draft(
                draft.kind(),
                draft.customer(),
                draft.recipients(),
                draft.copies(),
                draft.subject(),
                draft.text(),
                draft.html(),
                draft.language(),
                attachments);
    }
}
