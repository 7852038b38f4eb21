package org.kvit.reminder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.document.Labels;
import org.kvit.reminder.LetterView.ChargeLine;
import org.kvit.ui.LetterFormats;

/// Puts late interest, fees and what goes with a letter into words: its texts stand in `charge/`.
final class ChargeWriter {
    private static final String GAP = "   ";

    private final LetterModel letter;
    private final LetterFormats formats;
    private final Map<String, String> labels;

    ChargeWriter(LetterModel letter, String language) {
        this.letter = letter;
        this.formats = new LetterFormats(language);
        this.labels = Labels.of("charge", language);
    }

    /// Principal, interest, fee, and what they come to; currency by currency.
    List<LetterView.Charge> lines() {
        return letter.charges().stream()
                .map(charge -> new LetterView.Charge(lines(charge)))
                .toList();
    }

    /// In two columns of plain text.
    List<String> table() {
        var all = lines().stream().flatMap(charge -> charge.lines().stream()).toList();
        int labelWidth =
                all.stream().mapToInt(line -> line.label().length()).max().orElse(0);
        int valueWidth =
                all.stream().mapToInt(line -> line.value().length()).max().orElse(0);
        var table = new ArrayList<String>();
        for (var line : all) {
            if (line.strong()) {
                table.add("-".repeat(labelWidth + GAP.length() + valueWidth));
            }
            table.add(line.label()
                    + " ".repeat(labelWidth - line.label().length())
                    + GAP
                    + " ".repeat(valueWidth - line.value().length())
                    + line.value());
        }
        return table;
    }

    List<String> notes() {
        if (letter.charges().isEmpty()) {
            return List.of();
        }
        var interest =
                letter.charges().stream().anyMatch(charge -> charge.interest().isPresent());
        return Stream.of(Optional.of("interestNote").filter(_ -> interest), Optional.of("payNote"))
                .flatMap(Optional::stream)
                .map(this::label)
                .toList();
    }

    Optional<String> enclosed() {
        return letter.enclosed() ? Optional.of(label("enclosed")) : Optional.empty();
    }

    private List<ChargeLine> lines(LetterModel.Charge charge) {
        var lines = new ArrayList<ChargeLine>();
        lines.add(new ChargeLine(label("principal"), formats.money(charge.principal()), false));
        charge.interest()
                .ifPresent(interest -> lines.add(new ChargeLine(
                        label("interest") + " " + formats.date(interest.until()),
                        formats.money(interest.amount()),
                        false)));
        charge.fee().ifPresent(fee -> lines.add(new ChargeLine(label("fee"), formats.money(fee), false)));
        lines.add(new ChargeLine(label("sum"), formats.money(charge.sum()), true));
        return lines;
    }

    private String label(String name) {
        return Optional.ofNullable(labels.get(name)).orElseThrow();
    }
}
