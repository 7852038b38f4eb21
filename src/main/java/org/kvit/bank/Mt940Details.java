package org.kvit.bank;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/// A `:86:` information to the account owner. The standard leaves its content to the banks, who keep to
/// one of three ways: subfields by two digits (`166?00…?20…`, German banks and others), code words
/// between slashes (`/EREF/…/REMI/…`), and plain text.
final class Mt940Details {
    /// German business transaction codes of direct debits and transfers that come back.
    private static final Set<String> RETURNS = Set.of("108", "109", "159", "181", "184");
    private static final Pattern SUBFIELDS =
            Pattern.compile("^(?:(\\d{3,4})\\s?(?=[?~^<>|@!§][0-3]\\d)|(?=[?~^<](?:00|20|21)))(.)");
    private static final Pattern WORDS = Pattern.compile(
            "/(EREF|KREF|PREF|MARF|MREF|CSID|CRED|IREF|TRXID|PIREF"
                    + "|REMI|RIDT|ORDP|BENM|ULTD|ULTC|ULTB|DEBT|CNTP|NAME|IBAN|ACCW|BIC|ADDR|TRTP|TRCD|PURP|CDTRREF|CDTRREFTP"
                    + "|RTRN|RREF|INFO|OCMT|OAMT|CHGS|EXCH|SVCL|ISDT|PMTINF|BUSP|INCP|CREF|(?:VS|SS|KS)(?=/\\d{0,10}(?:/|$)))/");
    private static final Pattern TAGS =
            Pattern.compile("(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|RREF|PURP)\\+");
    private static final int FULL_NAME_LINE = 27;

    private Mt940Details() {}

    static void read(List<String> lines, AccountHolder holder, PlainEntry entry) {
        var text = new CutText(lines);
        var subfields = SUBFIELDS.matcher(text.whole());
        if (subfields.find()) {
            var code = Optional.ofNullable(subfields.group(1)).orElse("");
            subfields(text, code, subfields.group(2), holder, entry);
        } else if (WORDS.matcher(text.whole()).lookingAt()) {
            codeWords(text, holder, entry);
        } else {
            plain(lines, text, holder, entry);
        }
    }

    /// `?00` posting text, `?20` to `?29` and `?60` to `?63` the payer's text, `?30` bank, `?31` or
    /// `?38` account, `?32` and `?33` name.
    private static void subfields(CutText text, String code, String sign, AccountHolder holder, PlainEntry entry) {
        var remittance = new ArrayList<String>();
        var name = new StringBuilder();
        var mark = Pattern.compile(Pattern.quote(sign) + "(\\d{2})");
        each(text, mark, (number, range) -> {
            var value = text.part(range.from(), range.to());
            int field = Integer.parseInt(number);
            if ((field >= 20 && field <= 29) || (field >= 60 && field <= 63)) {
                remittance.add(text.whole().substring(range.from(), range.to()));
            } else if (field == 0) {
                entry.additional = (value + "\n" + entry.additional).strip();
            } else if ((field == 31 || field == 38) && !value.isEmpty()) {
                entry.otherAccount = other(value, holder);
            } else if (field == 32 || field == 33) {
                name.append(name.isEmpty() || name.length() % FULL_NAME_LINE == 0 ? "" : " ")
                        .append(value);
            }
        });
        entry.name = name.toString();
        entry.code = entry.code + (code.isEmpty() ? "" : "-" + code);
        entry.reversal |= RETURNS.contains(code);
        tagged(new CutText(remittance), holder, entry);
    }

    /// The SEPA tags within the payer's text: `EREF+` end-to-end id, `SVWZ+` remittance, …
    private static void tagged(CutText text, AccountHolder holder, PlainEntry entry) {
        var first = TAGS.matcher(text.whole());
        int untagged = first.find() ? first.start() : text.whole().length();
        text.lines(0, untagged).forEach(entry::text);
        each(text, TAGS, (tag, range) -> {
            switch (tag) {
                case "EREF" -> entry.endToEndId = text.part(range.from(), range.to());
                case "SVWZ" -> text.lines(range.from(), range.to()).forEach(entry::text);
                case "ABWA", "ABWE" -> entry.ultimate = text.part(range.from(), range.to());
                case "IBAN" -> entry.otherAccount = other(text.part(range.from(), range.to()), holder);
                case "MREF" -> entry.mandate = text.part(range.from(), range.to());
                default -> {}
            }
        });
    }

    private static void codeWords(CutText text, AccountHolder holder, PlainEntry entry) {
        var symbols = new String[] {"", "", ""};
        var party = new String[] {""};
        each(text, WORDS, (word, range) -> {
            var value = trimmed(text.part(range.from(), range.to()));
            switch (word) {
                case "EREF", "CREF" -> entry.endToEndId = value;
                case "REMI", "RIDT" -> remittance(text, range, entry);
                case "ORDP", "BENM", "ULTD", "ULTC", "ULTB", "DEBT" -> party(party, word, value, entry);
                case "CNTP" -> counterparty(value, holder, entry);
                case "NAME" -> named(party[0], value, entry);
                case "IBAN", "ACCW" -> entry.otherAccount = other(value.split("[/,]", 2)[0], holder);
                case "CDTRREF" -> reference(value, entry);
                case "VS" -> symbols[0] = value;
                case "SS" -> symbols[1] = value;
                case "KS" -> symbols[2] = value;
                case "RTRN" -> returned(value, entry);
                case "MARF", "MREF" -> entry.mandate = value;
                case "INFO" -> text.lines(range.from(), range.to()).forEach(l -> entry.text(trimmed(l)));
                case "TRTP" -> entry.additional = (value + "\n" + entry.additional).strip();
                default -> {}
            }
        });
        entry.symbols(symbols[0], symbols[1], symbols[2]);
    }

    private static void returned(String reason, PlainEntry entry) {
        entry.reversal = true;
        entry.returnReason = reason;
    }

    /// `/ORDP//NAME/…` has the name under a word of its own, `/ORDP/…` has it at once.
    private static void party(String[] party, String word, String value, PlainEntry entry) {
        party[0] = word;
        if (!value.isEmpty()) {
            named(word, value, entry);
        }
    }

    private static void named(String party, String value, PlainEntry entry) {
        if (party.startsWith("ULT")) {
            entry.ultimate = value;
        } else if (entry.name.isEmpty()) {
            entry.name = value;
        }
    }

    /// `/CNTP/account/bank/name/town/`
    private static void counterparty(String value, AccountHolder holder, PlainEntry entry) {
        var parts = value.split("/", -1);
        entry.otherAccount = other(parts[0], holder);
        if (parts.length > 2) {
            entry.name = parts[2];
        }
    }

    /// `/REMI/text`, `/REMI/USTD//text/`, `/REMI/STRD/CUR/reference/`
    private static void remittance(CutText text, Range range, PlainEntry entry) {
        var value = text.part(range.from(), range.to());
        if (value.startsWith("STRD/")) {
            reference(trimmed(value.replaceFirst("^STRD/(CUR|ISO|SCOR)?/?", "")), entry);
            return;
        }
        int from = range.from()
                + (value.startsWith("USTD/")
                        ? text.whole().substring(range.from()).indexOf("USTD/") + 5
                        : 0);
        var lines = text.lines(from, range.to());
        for (int i = 0; i < lines.size(); i++) {
            var line = i == 0 ? lines.get(i).replaceFirst("^/+", "") : lines.get(i);
            entry.text(i == lines.size() - 1 ? trimmed(line) : line);
        }
    }

    private static void reference(String value, PlainEntry entry) {
        if (!EntryIdentities.isPlaceholder(value)) {
            entry.references.add(value);
        }
    }

    /// Free words, line by line. Where they begin `/VS/…` or `VS:…` the matcher finds the symbol by
    /// itself.
    private static void plain(List<String> lines, CutText text, AccountHolder holder, PlainEntry entry) {
        if (TAGS.matcher(text.whole()).lookingAt()) {
            tagged(text, holder, entry);
        } else {
            lines.forEach(entry::text);
        }
    }

    private static String other(String written, AccountHolder holder) {
        var compact = written.replaceAll("\\s", "").toUpperCase(java.util.Locale.ROOT);
        return AccountHolder.ibanIn(compact)
                .or(() -> DomesticAccount.iban(holder.country(), compact))
                .orElse(compact);
    }

    private static String trimmed(String value) {
        return value.replaceFirst("^/+", "").replaceFirst("/+$", "").strip();
    }

    private record Range(int from, int to) {}

    /// What stands behind each mark, up to the next one.
    private static void each(CutText text, Pattern mark, BiConsumer<String, Range> take) {
        var marks = mark.matcher(text.whole());
        boolean found = marks.find();
        while (found) {
            var name = marks.group(1);
            int from = marks.end();
            found = marks.find();
            take.accept(
                    name, new Range(from, found ? marks.start() : text.whole().length()));
        }
    }
}
