package org.kvit.reminder;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.company.Iban;
import org.kvit.document.Labels;
import org.kvit.document.Spayd;
import org.kvit.ui.LetterFormats;

/// Puts a letter into words.
final class LetterWriter {
    private static final int DAYS_TO_PAY = 7;
    private static final int MOST_ROWS_IN_MAIL = 40;

    private final LetterModel letter;
    private final String language;
    private final LetterFormats formats;
    private final Map<String, String> labels;
    private final Map<String, Object> fields;

    LetterWriter(LetterModel letter) {
        this.letter = letter;
        this.language = Labels.language(letter.language());
        this.formats = new LetterFormats(language);
        this.labels = Labels.of("letter", language);
        this.fields = fields();
    }

    String subject() {
        return LetterWording.of(letter).subject().execute(fields).strip();
    }

    String label(String name) {
        return Optional.ofNullable(labels.get(name)).orElseThrow();
    }

    LetterView view() {
        var words = LetterWording.of(letter);
        var charges = new ChargeWriter(letter, language);
        var rows = letter.rows().stream().map(this::row).toList();
        var mailed = rows.subList(0, Math.min(rows.size(), MOST_ROWS_IN_MAIL));
        var sums = letter.totals().values().stream().map(formats::money).toList();
        return new LetterView(
                language,
                words.title().execute(fields).strip(),
                label("document") + " – " + letter.recipient().name() + ", " + formats.date(letter.date()),
                labels,
                sender(),
                with(letter.recipient().name(), letter.recipient().address()),
                letter.place().map(place -> place + ", ").orElse("") + formats.date(letter.date()),
                letter.signature(),
                LetterWording.paragraphs(words.opening(), fields),
                LetterWording.paragraphs(words.closing(), fields),
                rows,
                mailed,
                Optional.of(label("rest")).filter(rest -> mailed.size() < rows.size()),
                sums,
                LetterTable.lines(mailed, sums, labels),
                LetterPayment.of(letter).stream().map(this::payment).toList(),
                charges.lines(),
                charges.table(),
                charges.notes(),
                charges.enclosed());
    }

    /// What wordings may name: see `letter/README.md`.
    private Map<String, Object> fields() {
        return Map.of(
                "several", letter.rows().size() > 1,
                "count", letter.rows().size(),
                "number", letter.rows().getFirst().number(),
                "total", formats.list(letter.totals().values(), label("and")),
                "company", letter.sender().name(),
                "customer", letter.recipient().name(),
                "date", formats.date(letter.date()),
                "payBy", formats.date(letter.date().plusDays(DAYS_TO_PAY)));
    }

    private LetterView.Sender sender() {
        var from = letter.sender();
        var contacts = Stream.of(from.phone(), from.email(), from.website())
                .flatMap(Optional::stream)
                .toList();
        return new LetterView.Sender(
                from.name(), from.registrationNumber(), from.vatNumber(), from.address(), contacts);
    }

    private LetterView.Row row(LetterModel.Row row) {
        var reference = row.reference()
                .filter(text -> !text.equals(row.number()))
                .map(text -> referenceLabel(text) + ": " + text);
        return new LetterView.Row(
                row.number(),
                reference,
                formats.date(row.issueDate()),
                formats.date(row.dueDate()),
                formats.days(row.daysOverdue()),
                formats.money(row.total()),
                formats.money(row.open()));
    }

    private LetterView.Payment payment(LetterPayment payment) {
        return new LetterView.Payment(
                Iban.spaced(payment.account().iban()),
                payment.account().bic(),
                payment.account().bankName(),
                formats.money(payment.amount()),
                payment.reference().map(text -> new LetterView.Reference(referenceLabel(text), text)),
                payment.details(),
                payment.code());
    }

    private String referenceLabel(String reference) {
        return label(Spayd.isVariableSymbol(reference) ? "symbol" : "reference");
    }

    private static List<String> with(String first, List<String> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }
}
