package org.kvit.reminder;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kvit.base.Money;
import org.kvit.interest.InterestTerms;
import org.kvit.interest.LateInterest;
import org.kvit.invoice.InvoiceId;

/// Late interest and fee of one letter, as its level asks for them. Pure.
///
/// The fee of a currency is asked for once a letter, if the letter has an overdue invoice in that currency.
/// Neither is ever added to what is open.
///
/// @param charges by currency, in the order of the codes; none of a currency that nothing is asked for in
/// @param interest of each invoice that bears any
/// @param missing since when no rate is known: these days bear nothing
record LetterCharges(List<LetterModel.Charge> charges, Map<InvoiceId, Money> interest, SortedSet<LocalDate> missing) {
    static final LetterCharges NONE = new LetterCharges(List.of(), Map.of(), new TreeSet<>());

    /// @param payments of the letter's invoices since their due dates
    /// @param today the letter's date, to which interest is counted
    static LetterCharges of(
            ReminderPlan.Letter letter,
            Map<InvoiceId, List<LateInterest.Payment>> payments,
            InterestTerms terms,
            LocalDate today) {
        var level = letter.level();
        if (!level.interest() && level.fees().isEmpty()) {
            return NONE;
        }
        var result = new LetterCharges(new ArrayList<>(), new HashMap<>(), new TreeSet<>());
        byCurrency(letter.items()).forEach((currency, items) -> {
            var interest = level.interest()
                    ? result.interest(items, payments, terms, today)
                    : Optional.<LetterModel.Interest>empty();
            var fee = Optional.ofNullable(level.fees().get(currency))
                    .filter(_ -> items.stream().anyMatch(item -> item.dueDate().isBefore(today)))
                    .map(amount -> new Money(amount, currency));
            if (interest.isPresent() || fee.isPresent()) {
                var principal = items.stream().map(OpenItem::open).reduce(Money.zero(currency), Money::plus);
                result.charges.add(new LetterModel.Charge(principal, interest, fee));
            }
        });
        return result;
    }

    private Optional<LetterModel.Interest> interest(
            List<OpenItem> items,
            Map<InvoiceId, List<LateInterest.Payment>> payments,
            InterestTerms terms,
            LocalDate today) {
        var sum = Money.zero(items.getFirst().open().currency());
        var until = LocalDate.MIN;
        for (var item : items) {
            var claim =
                    new LateInterest.Claim(item.dueDate(), item.open(), payments.getOrDefault(item.id(), List.of()));
            var late = LateInterest.of(claim, terms, today);
            missing.addAll(late.missing());
            if (late.amount().isPositive()) {
                interest.put(item.id(), late.amount());
                sum = sum.plus(late.amount());
                until = late.until().filter(until::isBefore).orElse(until);
            }
        }
        return sum.isPositive() ? Optional.of(new LetterModel.Interest(sum, until)) : Optional.empty();
    }

    private static Map<String, List<OpenItem>> byCurrency(List<OpenItem> items) {
        var groups = new TreeMap<String, List<OpenItem>>();
        items.forEach(item -> groups.computeIfAbsent(item.open().currency(), _ -> new ArrayList<>())
                .add(item));
        return new LinkedHashMap<>(groups);
    }
}
