package org.kvit.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Words;
import org.kvit.correspondence.SentStatement;
import org.kvit.correspondence.SentStatements;
import org.kvit.customer.CustomerId;
import org.kvit.document.DocumentId;
import org.kvit.document.Documents;
import org.kvit.mail.Draft;
import org.kvit.mail.MailId;
import org.kvit.mail.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Turns ordered letters into e-mails, some at a time. Each batch is one transaction and one moment: whenever the
/// program
/// dies, a letter is either still ordered or wholly written, with its PDF, mail and correspondence.
@Component
class SendingBatch {
    private static final Logger LOG = LoggerFactory.getLogger(SendingBatch.class);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AccountReading reading;
    private final AccountLetters letters;
    private final Documents documents;
    private final Outbox outbox;
    private final SentStatements correspondence;

    SendingBatch(
            JdbcClient jdbc,
            JsonMapper json,
            AccountReading reading,
            AccountLetters letters,
            Documents documents,
            Outbox outbox,
            SentStatements correspondence) {
        this.jdbc = jdbc;
        this.json = json;
        this.reading = reading;
        this.letters = letters;
        this.documents = documents;
        this.outbox = outbox;
        this.correspondence = correspondence;
    }

    private record Ordered(long id, CustomerId customer) {}

    /// @param pdf null if it could not be made
    private record Made(Ordered ordered, AccountLetter letter, String subject, byte @Nullable [] pdf) {}

    private record Dropped(Ordered ordered, Words reason) {}

    /// @return how many of the sending's letters were settled; 0 when none are left
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    public int write(long sending, Asked asked, boolean alsoEmpty, int size) {
        var ordered = claim(sending, size);
        if (ordered.isEmpty()) {
            return 0;
        }
        var read = reading.of(asked, ordered.stream().map(Ordered::customer).toList());
        var dropped = new ArrayList<Dropped>();
        var wanted = new ArrayList<Ordered>();
        for (var order : ordered) {
            var found = read.get(order.customer());
            if (found == null) {
                dropped.add(new Dropped(order, Words.of("receivable.customer.notFound")));
                continue;
            }
            LeftOut.of(found.to(), found.letter(), alsoEmpty)
                    .ifPresentOrElse(
                            reason -> dropped.add(new Dropped(order, reason.words())), () -> wanted.add(order));
        }
        // Rendering knows no database: it may use every core.
        var made = wanted.parallelStream()
                .map(order -> make(
                        order,
                        java.util.Objects.requireNonNull(read.get(order.customer()))
                                .letter()
                                .orElseThrow()))
                .toList();
        made.stream()
                .filter(m -> m.pdf() == null)
                .forEach(m -> dropped.add(new Dropped(m.ordered(), Words.of("account.leftOut.fault"))));
        drop(dropped);
        write(made.stream().filter(m -> m.pdf() != null).toList());
        return ordered.size();
    }

    private List<Ordered> claim(long sending, int size) {
        return jdbc.sql("""
                SELECT id, customer_id
                  FROM account_letter
                 WHERE company_id = current_company() AND sending_id = :sending AND state = 'ordered'
                 ORDER BY id
                 LIMIT :size
                   FOR UPDATE SKIP LOCKED
                """)
                .param("sending", sending)
                .param("size", size)
                .query((row, n) -> new Ordered(row.getLong("id"), new CustomerId(row.getLong("customer_id"))))
                .list();
    }

    /// A letter that can't be made keeps none of the others back.
    private Made make(Ordered order, AccountLetter letter) {
        try {
            return new Made(order, letter, letters.subject(letter), letters.pdf(letter));
        } catch (RuntimeException e) {
            LOG.error("The account's letter {} could not be made", order.id(), e);
            return new Made(order, letter, "", null);
        }
    }

    private void drop(List<Dropped> dropped) {
        jdbc.sql("""
                UPDATE account_letter l SET state = 'left_out', left_out = d.reason::jsonb
                  FROM unnest(:letters::bigint[], :reasons::text[]) AS d (id, reason)
                 WHERE l.company_id = current_company() AND l.id = d.id
                """)
                .param("letters", dropped.stream().map(d -> d.ordered().id()).toArray(Long[]::new))
                .param(
                        "reasons",
                        dropped.stream()
                                .map(d -> json.writeValueAsString(d.reason()))
                                .toArray(String[]::new))
                .update();
    }

    private void write(List<Made> made) {
        if (made.isEmpty()) {
            return;
        }
        var files = documents.put(made.stream()
                .map(m -> new Documents.Content(java.util.Objects.requireNonNull(m.pdf()), "application/pdf"))
                .toList());
        var names = made.stream().map(m -> letters.fileName(m.letter())).toList();
        var drafts = new ArrayList<Draft>();
        for (int i = 0; i < made.size(); i++) {
            drafts.add(draft(made.get(i), names.get(i), files.get(i)));
        }
        var mails = outbox.write(drafts);
        jdbc.sql("""
                UPDATE account_letter l
                   SET state = 'written', mail_id = w.mail_id, document_id = w.document_id, file_name = w.file_name, written_at = now()
                  FROM unnest(:letters::bigint[], :mails::bigint[], :documents::bigint[], :names::text[])
                       AS w (id, mail_id, document_id, file_name)
                 WHERE l.company_id = current_company() AND l.id = w.id
                """)
                .param("letters", made.stream().map(m -> m.ordered().id()).toArray(Long[]::new))
                .param("mails", mails.stream().map(MailId::value).toArray(Long[]::new))
                .param("documents", files.stream().map(DocumentId::value).toArray(Long[]::new))
                .param("names", names.toArray(String[]::new))
                .update();
        var entries = new ArrayList<SentStatement>();
        for (int i = 0; i < made.size(); i++) {
            entries.add(new SentStatement(
                    made.get(i).ordered().customer(),
                    made.get(i).subject(),
                    mails.get(i).value()));
        }
        correspondence.record(entries);
    }

    private Draft draft(Made made, String name, DocumentId file) {
        var letter = made.letter();
        return new Draft(
                Draft.Kind.STATEMENT,
                OptionalLong.of(letter.to().customer().value()),
                letter.to().emails(),
                List.of(),
                made.subject(),
                letters.text(letter),
                Optional.of(letters.html(letter)),
                letters.language(letter),
                List.of(new Draft.Attachment(name, file)));
    }
}
