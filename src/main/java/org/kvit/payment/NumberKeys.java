package org.kvit.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// Under which keys an invoice's number is found: as it is, and as people write it. Pure.
record NumberKeys(InvoiceNumber number, LongConsumer key) {
    /// Shorter figures tell nothing once their signs are gone: `3/25` is not 325.
    private static final int TELLING_RUN = 6;

    private static final int SHORTEST_WITH_YEAR = 6;

    /// What closed invoices are known by: the number as it is, with and without its letters in front.
    void whole() {
        key.accept(Keys.PARTS.ofParts(number.plain()));
        boolean telling =
                number.lettered() || number.parts() == 1 || number.run().length() >= TELLING_RUN;
        key.accept(telling ? Keys.RUN.of(number.run()) : Keys.WRITTEN.of(written()));
        if (number.lettered()) {
            var bare = number.plain().subList(number.letters(), number.parts());
            if (bare.size() > 1) {
                key.accept(Keys.PARTS_BARE.ofParts(bare));
            }
            key.accept(Keys.RUN_BARE.of(number.bareRun()));
        }
    }

    /// All keys that it may be found by.
    void all() {
        whole();
        var shortRun = String.join("", number.plain());
        if (number.lettered() || shortRun.length() >= TELLING_RUN) {
            key.accept(Keys.SHORT_RUN.of(shortRun));
        }
        key.accept(Keys.TAIL.of(number.running()));
        if (number.yearAt() >= 0) {
            withOtherYear(number.plain(), number.yearAt(), number.runningAt());
        } else {
            splitYear();
        }
    }

    /// The year at the other end, in two digits or four, or left out; each with and without the letters in front.
    private void withOtherYear(List<String> plain, int year, int running) {
        var turned = new ArrayList<>(plain);
        turned.set(year, plain.get(running));
        turned.set(running, plain.get(year));
        otherYear(turned);
        var shorter = new ArrayList<>(plain);
        var written = plain.get(year);
        shorter.set(year, written.length() == 4 ? Token.withoutZeros(written.substring(2)) : "20" + written);
        otherYear(shorter);
        var without = new ArrayList<>(plain);
        without.remove(year);
        otherYear(without);
    }

    private void otherYear(List<String> written) {
        if (written.size() > 1) {
            key.accept(Keys.OTHER_YEAR.ofParts(written));
        }
        if (number.lettered() && written.size() > number.letters() + 1) {
            key.accept(Keys.OTHER_YEAR.ofParts(written.subList(number.letters(), written.size())));
        }
    }

    /// `F2026123`: the year is the beginning of the digits.
    private void splitYear() {
        int running = number.runningAt();
        var digits = number.tokens().get(running).text();
        if (digits.length() < SHORTEST_WITH_YEAR || !(digits.startsWith("20") || digits.startsWith("19"))) {
            return;
        }
        var split = new ArrayList<>(number.plain());
        split.set(running, digits.substring(0, 4));
        split.add(running + 1, Token.withoutZeros(digits.substring(4)));
        otherYear(split);
        withOtherYear(split, running, running + 1);
        key.accept(Keys.TAIL.of(split.get(running + 1)));
    }

    private String written() {
        var written = new StringBuilder();
        for (var part : number.tokens()) {
            written.append(written.isEmpty() ? "" : part.signs()).append(part.text());
        }
        return written.toString();
    }
}
