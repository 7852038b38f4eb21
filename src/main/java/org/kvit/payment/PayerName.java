package org.kvit.payment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A company's or person's name as it can be compared: without legal form, diacritics, case, signs. Pure.
///
/// @param words of the name itself, in their order, in capitals A to Z
/// @param forms its legal forms, short
/// @param plain all of it
record PayerName(List<String> words, List<String> forms, String plain) {
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{Nd}?]+");
    private static final Pattern QUOTES = Pattern.compile("['`´’]");
    private static final int LONGEST = 200;

    private record Spelling(String written, String sound) {}

    private static final List<Spelling> SPELLINGS = Arrays.stream(
                    "SCH S,SH S,ZH Z,CH C,CZ C,TS C,TZ C,SZ S,KH H,PH F,TH T,KS X,AE A,OE O,UE U,Y I,J I,W V"
                            .split(","))
            .map(pair -> pair.split(" "))
            .map(pair -> new Spelling(pair[0], pair[1]))
            .toList();

    PayerName {
        words = List.copyOf(words);
        forms = List.copyOf(forms);
    }

    static PayerName of(String name) {
        var bounded = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
        var letters = QUOTES.matcher(Latin.capitals(bounded)).replaceAll("").replace('\uFFFD', '?');
        var plain = SIGNS.matcher(letters).replaceAll(" ").strip();
        var words = plain.isEmpty() ? List.<String>of() : Arrays.asList(plain.split(" "));
        var parted = LegalForms.part(words);
        return new PayerName(parted.words(), parted.forms(), plain);
    }

    /// Names that are the same but for their legal form and the order of their words have the same key; empty if
    /// nothing tells.
    String key() {
        return String.join(" ", new TreeSet<>(words));
    }

    /// As it sounds: letters that are written now one way, now another, are one.
    List<String> sounds() {
        return words.stream().map(PayerName::sound).toList();
    }

    /// Whether both say what they are and it isn't the same: `AS Koks` and `SIA Koks`.
    boolean otherForm(PayerName other) {
        var mine = telling(forms);
        var theirs = telling(other.forms);
        return !mine.isEmpty() && !theirs.isEmpty() && mine.stream().noneMatch(theirs::contains);
    }

    /// Pairs of letters: how much two names have in common.
    HashSet<String> pairs() {
        var text = String.join(" ", new TreeSet<>(sounds()));
        var pairs = new HashSet<String>();
        for (int i = 0; i + 2 <= text.length(); i++) {
            pairs.add(text.substring(i, i + 2));
        }
        return pairs;
    }

    List<String> numbers() {
        return words.stream()
                .filter(w -> w.chars().anyMatch(Character::isDigit))
                .sorted()
                .toList();
    }

    private static List<String> telling(List<String> forms) {
        return forms.stream().filter(f -> !LegalForms.isGeneral(f)).collect(Collectors.toCollection(ArrayList::new));
    }

    private static String sound(String word) {
        var one = single(word);
        for (var spelling : SPELLINGS) {
            one = one.replace(spelling.written(), spelling.sound());
        }
        return single(one);
    }

    /// Letters that stand twice once; digits as they are.
    private static String single(String word) {
        var single = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            if (i == 0 || word.charAt(i) != word.charAt(i - 1) || Character.isDigit(word.charAt(i))) {
                single.append(word.charAt(i));
            }
        }
        return single.toString();
    }
}
