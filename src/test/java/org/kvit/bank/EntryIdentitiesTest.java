package org.kvit.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EntryIdentitiesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 2);

    /// A ledger of some days with true repeats; files are spans of days, in any order, any number of times.
    @Property(tries = 300)
    void any_overlapping_files_in_any_order_end_in_the_same_entries(
            @ForAll long seed, @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 99) Integer> spans) {
        var random = new Random(seed);
        var ledger = new ArrayList<List<Entry>>();
        for (int day = 0; day < 10; day++) {
            ledger.add(someEntries(random, DAY.plusDays(day)));
        }
        var covered = new HashSet<Integer>();
        var booked = new HashSet<String>();
        for (var span : spans) {
            int from = Math.min(span / 10, span % 10);
            int to = Math.max(span / 10, span % 10);
            var identities = new EntryIdentities();
            for (int day = from; day <= to; day++) {
                covered.add(day);
                ledger.get(day).forEach(e -> booked.add(identities.of(e)));
            }
        }
        var union = covered.stream()
                .sorted()
                .flatMap(day -> ledger.get(day).stream())
                .toList();
        assertThat(booked).isEqualTo(names(union)).hasSize(union.size());
    }

    @Test
    void a_statement_of_the_morning_and_one_of_the_evening_agree_on_true_repeats() {
        var coffee = entry(DAY, "3.00", true, "", "coffee");
        assertThat(names(List.of(coffee))).isSubsetOf(names(List.of(coffee, coffee)));
        assertThat(names(List.of(coffee, coffee))).hasSize(2);
    }

    @Test
    void the_banks_reference_names_an_entry_whatever_texts_come_with_it() {
        var notified = entry(DAY, "3.00", true, "2026112200001", "");
        var booked = entry(DAY.plusDays(1), "3.00", true, "2026112200001", "INV 1");
        assertThat(names(List.of(notified))).isEqualTo(names(List.of(booked)));
    }

    @Test
    void a_fee_with_the_payments_reference_and_what_takes_it_back_are_others() {
        var payment = entry(DAY, "3.00", true, "2026112200001", "INV 1");
        assertThat(names(List.of(
                        payment,
                        entry(DAY, "0.36", false, "2026112200001", "fee"),
                        entry(DAY, "3.00", false, "2026112200001", "reversal"))))
                .hasSize(3);
    }

    @Test
    void a_placeholder_or_a_running_number_is_no_reference() {
        for (var none : List.of("", "NOTPROVIDED", "NONREF", "00000000", "1", "00012", "  ")) {
            assertThat(names(List.of(entry(DAY, "3.00", true, none, "one"), entry(DAY, "3.00", true, none, "two"))))
                    .hasSize(2);
        }
        assertThat(names(List.of(entry(DAY, "3.00", true, "0000123", "rent"))))
                .doesNotContainAnyElementsOf(names(List.of(entry(DAY.plusMonths(1), "3.00", true, "0000123", "rent"))));
    }

    @Test
    void transactions_of_a_batch_have_names_of_their_own_and_know_the_batchs() {
        var whole = entry(DAY, "30.00", true, "BATCH-0001", "");
        var batch = new Entry.Batch(new BigDecimal("30.00"), true);
        var parts = List.of(part(batch, "10.00", "a"), part(batch, "10.00", "a"), part(batch, "10.00", "b"));
        assertThat(names(parts)).hasSize(3).doesNotContainAnyElementsOf(names(List.of(whole)));
        assertThat(EntryIdentities.batch(parts.getFirst())).contains(new EntryIdentities().of(whole));
        assertThat(EntryIdentities.batch(whole)).isEmpty();
    }

    @Test
    void a_pending_entry_comes_again_when_it_is_booked() {
        var booked = entry(DAY, "3.00", true, "2026112200001", "");
        assertThat(names(List.of(booked, with(booked, Entry.Status.PDNG, Optional.empty()))))
                .hasSize(2);
    }

    private static Set<String> names(List<Entry> entries) {
        var identities = new EntryIdentities();
        var names = new HashSet<String>();
        entries.forEach(e -> names.add(identities.of(e)));
        return names;
    }

    private static List<Entry> someEntries(Random random, LocalDate day) {
        var all = new ArrayList<Entry>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            var reference = random.nextInt(3) == 0 ? "REF" + day.toEpochDay() + "X" + i : "";
            var one = entry(
                    day,
                    random.nextInt(1, 3) + ".00",
                    random.nextBoolean(),
                    reference,
                    random.nextBoolean() ? "rent" : "");
            all.addAll(Collections.nCopies(reference.isEmpty() ? random.nextInt(1, 4) : 1, one));
        }
        return all;
    }

    private static Entry part(Entry.Batch batch, String amount, String text) {
        return with(entry(DAY, amount, true, "BATCH-0001", text), Entry.Status.BOOK, Optional.of(batch));
    }

    private static Entry entry(LocalDate day, String amount, boolean credit, String reference, String text) {
        return new Entry(
                1,
                "LV80BANK0000435195001",
                day,
                Optional.of(day),
                new BigDecimal(amount),
                "EUR",
                credit,
                false,
                Entry.Status.BOOK,
                reference,
                reference,
                "",
                "ANNA",
                "",
                "",
                List.of(),
                text.isEmpty() ? List.of() : List.of(text),
                "",
                "",
                Optional.empty(),
                "");
    }

    private static Entry with(Entry e, Entry.Status status, Optional<Entry.Batch> batch) {
        return new Entry(
                e.line(),
                e.account(),
                e.bookedOn(),
                e.valueOn(),
                e.amount(),
                e.currency(),
                e.credit(),
                e.reversal(),
                status,
                batch.isPresent() ? "" : e.bankReference(),
                e.entryReference(),
                e.endToEndId(),
                e.counterpartyName(),
                e.counterpartyAccount(),
                e.ultimateName(),
                e.references(),
                e.remittance(),
                e.additional(),
                e.transactionCode(),
                batch,
                e.flag());
    }
}
