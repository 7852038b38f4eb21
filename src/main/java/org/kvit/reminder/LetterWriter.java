package org.kvit.reminder;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumMap;
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
    private final Map<LetterVariable, String> values;

    LetterWriter(LetterModel letter) {
        this.letter = letter;
        this.language = letter.language();
        this.formats = new LetterFormats(language);
        this.labels = Labels.of("letter", language);
        this.values = values();
    }

    String subject() {
        return letter.wording().subject(values);
    }

    String label(String name) {
        return Optional.ofNullable(labels.get(name)).orElseThrow();
    }

    LetterView view() {
        var words = letter.wording();
        var charges = new ChargeWriter(letter, language);
        var rows = letter.rows().stream().map(this::row).toList();
        var mailed = rows.subList(0, Math.min(rows.size(), MOST_ROWS_IN_MAIL));
        var sums = letter.totals().values().stream().map(formats::money).toList();
        return new LetterView(
                language,
                words.title(values),
                label("document") + " – " + letter.recipient().name() + ", " + formats.date(letter.date()),
                labels,
                sender(),
                with(letter.recipient().name(), letter.recipient().address()),
                letter.place().map(place -> place + ", ").orElse("") + formats.date(letter.date()),
                letter.signature(),
                words.notice(),
                words.letter().above(values),
                words.letter().below(values),
                new LetterView.Email(
                        words.email().above(values),
                        words.email().below(values),
                        words.email().invoices()),
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

    /// Names in one line each: none of them can begin a paragraph of its own.
    Map<LetterVariable, String> values() {
        var rows = letter.rows();
        var values = new EnumMap<LetterVariable, String>(LetterVariable.class);
        values.put(LetterVariable.SEVERAL, rows.size() > 1 ? "yes" : "");
        values.put(LetterVariable.OVERDUE, letter.isOverdue() ? "yes" : "");
        values.put(LetterVariable.CUSTOMER, letter.recipient().name());
        values.put(LetterVariable.COMPANY, letter.sender().name());
        values.put(LetterVariable.NUMBER, rows.getFirst().number());
        values.put(LetterVariable.COUNT, formats.number(BigDecimal.valueOf(rows.size())));
        values.put(LetterVariable.TOTAL, formats.list(letter.totals().values(), label("and")));
        values.put(
                LetterVariable.DUE_DATE,
                formats.date(rows.stream()
                        .map(LetterModel.Row::dueDate)
                        .min(Comparator.naturalOrder())
                        .orElseThrow()));
        values.put(
                LetterVariable.DAYS,
                formats.number(BigDecimal.valueOf(Math.max(
                        0,
                        rows.stream()
                                .mapToLong(LetterModel.Row::daysOverdue)
                                .max()
                                .orElseThrow()))));
        values.put(LetterVariable.DATE, formats.date(letter.date()));
        values.put(LetterVariable.PAY_BY, formats.date(letter.date().plusDays(DAYS_TO_PAY)));
        values.put(LetterVariable.CONTACT, letter.signature().name().orElse(""));
        values.put(LetterVariable.PHONE, letter.signature().phone().orElse(""));
        values.put(LetterVariable.EMAIL, letter.signature().email().orElse(""));
        values.replaceAll((_, value) -> inOneLine(value));
        return values;
    }

    /// As in [LetterWording#inOneLine], but amounts and dates keep their unbreakable spaces.
    private static String inOneLine(String value) {
        return value.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
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
