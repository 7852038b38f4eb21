package org.kvit.payment;

import java.math.BigDecimal;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kvit.base.CheckDigits;

/// Where figures stand in a text that by their look are no invoice number: dates, times, amounts, shares,
/// account numbers, cards, telephones, postal codes. Pure.
final class OtherFigures {
    private static final String DAY = "(?:0?[1-9]|[12]\\d|3[01])";
    private static final String MONTH = "(?:0?[1-9]|1[0-2])";
    private static final String YEAR = "(?:19|20)\\d{2}";
    private static final List<String> CURRENCIES = List.of(
            "EUR", "USD", "CZK", "PLN", "GBP", "CHF", "SEK", "NOK", "DKK", "HUF", "RON", "BGN", "KC", "RUB", "UAH", "€",
            "$", "£");
    private static final String CURRENCY =
            CURRENCIES.stream().map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")"));
    private static final String AMOUNT = "\\d{1,3}(?:[ .,']?\\d{3}){0,4}[.,]\\d{2}";

    private static final List<Pattern> DATES = List.of(
            Pattern.compile("(?<!\\d)" + YEAR + "([-./])" + MONTH + "\\1" + DAY + "(?!\\d)"),
            Pattern.compile("(?<!\\d)" + DAY + "([-./]) ?" + MONTH + "\\1 ?(?:" + YEAR + "|\\d{2})(?!\\d)"));
    private static final List<Pattern> SUMS = List.of(
            Pattern.compile("(?<![\\d.,/-])" + AMOUNT + "(?= ?" + CURRENCY + ")"),
            Pattern.compile(CURRENCY + "[ :=]{0,2}\\d{1,3}(?:[ .,']?\\d{3}){0,4}(?:[.,]\\d{1,2})?(?![\\d/-])"));
    /// What a figure must have in it or beside it to be of the look.
    private static final Map<Character, Pattern> LOOKS = Map.of(
            ':', Pattern.compile("(?<![\\d:])\\d{1,2}:\\d{2}(?::\\d{2})?(?![\\d:])"),
            '%', Pattern.compile("(?<!\\d)\\d{1,3}(?:[.,]\\d{1,2})? ?%"),
            '+', Pattern.compile("(?<![A-Z\\d])\\+\\d[\\d ()-]{6,18}"),
            'L', Pattern.compile("(?<![A-Z\\d])(?:LV-\\d{4}|LT-\\d{5})(?!\\d)"),
            '*', Pattern.compile("(?<![A-Z\\d])\\d{4,6}\\*{2,12}\\d{2,4}(?!\\d)"),
            'X', Pattern.compile("(?<![A-Z\\d])\\d{4,6}X{2,12}\\d{2,4}(?!\\d)"),
            ' ', Pattern.compile("(?<!\\d)\\d{4} \\d{4} \\d{4} \\d{4}(?!\\d)"));
    private static final Pattern IBAN =
            Pattern.compile("(?<![A-Z0-9])[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Z0-9])");
    private static final Pattern MONEY = Pattern.compile("(?<![\\d.,/-])" + AMOUNT + "(?![\\d.,/-])");
    private static final Pattern MONTH_OF_YEAR = Pattern.compile(
            "(?<![\\d./-])(?:" + MONTH + "([./-])" + YEAR + "|" + YEAR + "([./-])(?:0[1-9]|1[0-2]))(?![\\d/-])");

    private OtherFigures() {}

    /// The signs of a text that belong to such figures. @param paid the payment's own amount
    static BitSet in(String text, BigDecimal paid) {
        var taken = new BitSet(text.length());
        if (count(text, '.') > 1 || count(text, '-') > 1 || count(text, '/') > 1) {
            DATES.forEach(date -> take(date, text, taken));
            acrossLines(text, taken);
        }
        LOOKS.forEach((sign, look) -> {
            if (text.indexOf(sign) >= 0) {
                take(look, text, taken);
            }
        });
        if (CURRENCIES.stream().anyMatch(text::contains)) {
            SUMS.forEach(sum -> take(sum, text, taken));
        }
        IBAN.matcher(text)
                .results()
                .filter(found -> isIban(found.group().replace(" ", "")))
                .forEach(found -> taken.set(found.start(), found.end()));
        if (text.indexOf('.') >= 0 || text.indexOf(',') >= 0) {
            var cents = paid.movePointRight(2).stripTrailingZeros().toPlainString();
            MONEY.matcher(text)
                    .results()
                    .filter(found -> digits(found.group()).equals(cents))
                    .forEach(found -> taken.set(found.start(), found.end()));
        }
        return taken;
    }

    /// Dates that the end of a line cuts: `03.11.202` and `6`.
    private static void acrossLines(String text, BitSet taken) {
        if (text.indexOf('\n') < 0) {
            return;
        }
        var places = text.chars().filter(c -> c != '\n').count();
        var place = new int[(int) places];
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '\n') {
                place[at++] = i;
            }
        }
        var joined = text.replace("\n", "");
        for (var date : DATES) {
            date.matcher(joined)
                    .results()
                    .forEach(found -> taken.set(place[found.start()], place[found.end() - 1] + 1));
        }
    }

    private static void take(Pattern look, String text, BitSet taken) {
        look.matcher(text).results().forEach(found -> taken.set(found.start(), found.end()));
    }

    private static int count(String text, char sign) {
        int count = 0;
        for (int at = text.indexOf(sign); at >= 0 && count < 2; at = text.indexOf(sign, at + 1)) {
            count++;
        }
        return count;
    }

    /// The signs that may be a month: `10/2026`. Numbers look so too.
    static BitSet months(String text) {
        var months = new BitSet(text.length());
        MONTH_OF_YEAR.matcher(text).results().forEach(found -> months.set(found.start(), found.end()));
        return months;
    }

    private static boolean isIban(String text) {
        return text.length() >= 15 && CheckDigits.mod97(text.substring(4) + text.substring(0, 4)) == 1;
    }

    private static String digits(String text) {
        return Token.withoutZeros(text.replaceAll("[^0-9]", ""));
    }
}
