package org.kvit.reminder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.base.Words;
import org.kvit.correspondence.Correspondence;
import org.kvit.correspondence.SentReminder;
import org.kvit.document.DocumentId;
import org.kvit.document.Documents;
import org.kvit.invoice.InvoiceId;
import org.kvit.mail.Draft;
import org.kvit.mail.MailId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// All that is written when letters go out: the PDFs, the e-mails, the letters' lines as sent, the log
/// and counters of
/// the
/// invoices, the customers' correspondence. In the caller's one transaction.
@Component
class WrittenLetters {
    private static final String PDF = "application/pdf";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Documents documents;
    private final LetterWays ways;
    private final Correspondence correspondence;

    WrittenLetters(
            JdbcClient jdbc, JsonMapper json, Documents documents, LetterWays ways, Correspondence correspondence) {
        this.jdbc = jdbc;
        this.json = json;
        this.documents = documents;
        this.ways = ways;
        this.correspondence = correspondence;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void write(List<Rendered> letters, Circumstances now) {
        if (letters.isEmpty()) {
            return;
        }
        var files = documents.put(
                letters.stream().map(l -> new Documents.Content(l.pdf(), PDF)).toList());
        var mails = ways.send(letters, files, enclosed(letters));
        updateLetters(letters, files, mails);
        updateLines(letters, now);
        writeCharges(letters);
        note(letters);
        logReminded(letters, now);
        correspondence.record(entries(letters, mails));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void drop(List<Dropped> letters) {
        jdbc.sql("""
                UPDATE reminder_letter l SET state = 'dropped', dropped_for = d.reason::jsonb
                  FROM unnest(:letters::bigint[], :reasons::text[]) AS d (id, reason)
                 WHERE l.company_id = current_company() AND l.id = d.id
                """)
                .param("letters", letters.stream().map(d -> d.ordered().id()).toArray(Long[]::new))
                .param(
                        "reasons",
                        letters.stream()
                                .map(d -> json.writeValueAsString(d.reason()))
                                .toArray(String[]::new))
                .update();
    }

    /// Notes why invoices fell off their letters.
    @Transactional(propagation = Propagation.MANDATORY)
    public void fell(Map<Ordered, Map<InvoiceId, Words>> fallen) {
        record Line(long letter, long invoice, String reason) {}
        var lines = fallen.entrySet().stream()
                .flatMap(letter -> letter.getValue().entrySet().stream()
                        .map(e -> new Line(
                                letter.getKey().id(), e.getKey().value(), json.writeValueAsString(e.getValue()))))
                .toList();
        jdbc.sql("""
                UPDATE reminder_letter_line n SET left_out = f.reason::jsonb
                  FROM unnest(:letters::bigint[], :invoices::bigint[], :reasons::text[]) AS f (letter_id, invoice_id, reason)
                 WHERE n.company_id = current_company() AND n.letter_id = f.letter_id AND n.invoice_id = f.invoice_id
                """)
                .param("letters", lines.stream().map(Line::letter).toArray(Long[]::new))
                .param("invoices", lines.stream().map(Line::invoice).toArray(Long[]::new))
                .param("reasons", lines.stream().map(Line::reason).toArray(String[]::new))
                .update();
    }

    /// The copies of invoices that go with each letter, in the letters' order.
    private List<List<Draft.Attachment>> enclosed(List<Rendered> letters) {
        var ids = documents
                .put(letters.stream()
                        .flatMap(l -> l.enclosed().copies().stream())
                        .map(copy -> new Documents.Content(copy.bytes(), PDF))
                        .toList())
                .iterator();
        return letters.stream()
                .map(l -> l.enclosed().copies().stream()
                        .map(copy -> new Draft.Attachment(copy.fileName(), ids.next()))
                        .toList())
                .toList();
    }

    private void updateLetters(List<Rendered> letters, List<DocumentId> files, List<Optional<MailId>> mails) {
        jdbc.sql("""
                UPDATE reminder_letter l
                   SET state = 'written', mail_id = w.mail_id, document_id = w.document_id, file_name = w.file_name,
                       recipients = string_to_array(w.recipients, E'\\n'), faxes = string_to_array(w.faxes, E'\\n'),
                       post_to = nullif(w.post_to, ''), language = w.language, written_at = now()
                  FROM unnest(:letters::bigint[], :mails::bigint[], :documents::bigint[], :names::text[], :recipients::text[],
                              :faxes::text[], :postTo::text[], :languages::text[])
                       AS w (id, mail_id, document_id, file_name, recipients, faxes, post_to, language)
                 WHERE l.company_id = current_company() AND l.id = w.id
                """)
                .param("letters", letters.stream().map(l -> l.ordered().id()).toArray(Long[]::new))
                .param(
                        "mails",
                        mails.stream()
                                .map(mail -> mail.map(MailId::value).orElse(null))
                                .toArray(Long[]::new))
                .param("documents", files.stream().map(DocumentId::value).toArray(Long[]::new))
                .param("names", letters.stream().map(Rendered::fileName).toArray(String[]::new))
                .param(
                        "recipients",
                        letters.stream()
                                .map(l -> String.join("\n", l.letter().emails()))
                                .toArray(String[]::new))
                .param(
                        "faxes",
                        letters.stream()
                                .map(l -> String.join("\n", l.letter().faxes()))
                                .toArray(String[]::new))
                .param(
                        "postTo",
                        letters.stream()
                                .map(l -> l.letter().postTo().orElse(""))
                                .toArray(String[]::new))
                .param("languages", letters.stream().map(Rendered::language).toArray(String[]::new))
                .update();
    }

    private void updateLines(List<Rendered> letters, Circumstances now) {
        var lines = Reminded.of(letters);
        jdbc.sql("""
                UPDATE reminder_letter_line n
                   SET open_amount = w.open_amount, days_overdue = w.days_overdue, interest = w.interest
                  FROM unnest(:letters::bigint[], :invoices::bigint[], :amounts::numeric[], :days::int[], :interest::numeric[])
                       AS w (letter_id, invoice_id, open_amount, days_overdue, interest)
                 WHERE n.company_id = current_company() AND n.letter_id = w.letter_id AND n.invoice_id = w.invoice_id
                """)
                .param("letters", lines.stream().map(Reminded::letter).toArray(Long[]::new))
                .param(
                        "invoices",
                        lines.stream().map(l -> l.item().id().value()).toArray(Long[]::new))
                .param(
                        "amounts",
                        lines.stream().map(l -> l.item().open().amount()).toArray(java.math.BigDecimal[]::new))
                .param(
                        "days",
                        lines.stream()
                                .map(l -> (int) l.item().daysOverdue(now.asOf()))
                                .toArray(Integer[]::new))
                .param(
                        "interest",
                        lines.stream()
                                .map(l -> l.interest().map(Money::amount).orElse(null))
                                .toArray(java.math.BigDecimal[]::new))
                .update();
    }

    /// What was asked for is kept as it was asked for, whatever rates are entered later.
    private void writeCharges(List<Rendered> letters) {
        record Charge(long letter, LetterModel.Charge of) {}
        var charges = letters.stream()
                .flatMap(l -> l.charges().charges().stream()
                        .map(charge -> new Charge(l.ordered().id(), charge)))
                .toList();
        if (charges.isEmpty()) {
            return;
        }
        jdbc.sql("""
                INSERT INTO reminder_letter_charge (company_id, letter_id, currency, principal, interest, interest_until, fee)
                SELECT current_company(), c.*
                  FROM unnest(:letters::bigint[], :currencies::text[], :principals::numeric[], :interest::numeric[], :until::text[]::date[],
                              :fees::numeric[]) AS c (letter_id, currency, principal, interest, interest_until, fee)
                """)
                .param("letters", charges.stream().map(Charge::letter).toArray(Long[]::new))
                .param(
                        "currencies",
                        charges.stream().map(c -> c.of().principal().currency()).toArray(String[]::new))
                .param(
                        "principals",
                        charges.stream().map(c -> c.of().principal().amount()).toArray(java.math.BigDecimal[]::new))
                .param(
                        "interest",
                        charges.stream()
                                .map(c -> c.of().interest()
                                        .map(i -> i.amount().amount())
                                        .orElse(null))
                                .toArray(java.math.BigDecimal[]::new))
                .param(
                        "until",
                        charges.stream()
                                .map(c -> c.of().interest()
                                        .map(i -> i.until().toString())
                                        .orElse(null))
                                .toArray(String[]::new))
                .param(
                        "fees",
                        charges.stream()
                                .map(c -> c.of().fee().map(Money::amount).orElse(null))
                                .toArray(java.math.BigDecimal[]::new))
                .update();
    }

    private void note(List<Rendered> letters) {
        var noted = letters.stream().filter(l -> !l.notes().isEmpty()).toList();
        if (noted.isEmpty()) {
            return;
        }
        jdbc.sql("""
                UPDATE reminder_letter l SET notes = n.notes::jsonb
                  FROM unnest(:letters::bigint[], :notes::text[]) AS n (id, notes)
                 WHERE l.company_id = current_company() AND l.id = n.id
                """)
                .param("letters", noted.stream().map(l -> l.ordered().id()).toArray(Long[]::new))
                .param(
                        "notes",
                        noted.stream()
                                .map(l -> json.writeValueAsString(l.notes()))
                                .toArray(String[]::new))
                .update();
    }

    /// The key of `reminded` is the promise that an invoice is reminded once a day and no more.
    private void logReminded(List<Rendered> letters, Circumstances now) {
        var lines = Reminded.of(letters);
        jdbc.sql("""
                WITH logged AS (
                  INSERT INTO reminded (company_id, invoice_id, reminded_on, level, letter_id)
                  SELECT current_company(), w.invoice_id, :today, w.level, w.letter_id
                    FROM unnest(:letters::bigint[], :invoices::bigint[], :levels::int[]) AS w (letter_id, invoice_id, level)
                  RETURNING invoice_id, level)
                INSERT INTO reminder_counter (company_id, invoice_id, level, count, last_on)
                SELECT current_company(), invoice_id, level, 1, :today FROM logged ORDER BY invoice_id
                    ON CONFLICT (company_id, invoice_id, level)
                    DO UPDATE SET count = reminder_counter.count + 1, last_on = EXCLUDED.last_on
                """)
                .param("today", now.today())
                .param("letters", lines.stream().map(Reminded::letter).toArray(Long[]::new))
                .param(
                        "invoices",
                        lines.stream().map(l -> l.item().id().value()).toArray(Long[]::new))
                .param("levels", lines.stream().map(Reminded::level).toArray(Integer[]::new))
                .update();
    }

    private static List<SentReminder> entries(List<Rendered> letters, List<Optional<MailId>> mails) {
        var entries = new ArrayList<SentReminder>();
        for (int i = 0; i < letters.size(); i++) {
            var letter = letters.get(i);
            entries.add(new SentReminder(
                    letter.ordered().customer(),
                    letter.ordered().level(),
                    letter.ordered().id(),
                    mails.get(i).map(MailId::value),
                    letter.letter().items().stream().map(OpenItem::id).toList()));
        }
        return entries;
    }

    private record Reminded(long letter, int level, OpenItem item, Optional<Money> interest) {
        static List<Reminded> of(List<Rendered> letters) {
            return letters.stream()
                    .flatMap(l -> l.letter().items().stream()
                            .map(item -> new Reminded(
                                    l.ordered().id(),
                                    l.ordered().level(),
                                    item,
                                    Optional.ofNullable(l.charges().interest().get(item.id())))))
                    .toList();
        }
    }
}
