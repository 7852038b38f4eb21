package org.kvit.credit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.payment.Links;
import org.kvit.ui.TypedNumber;

/// The form of a credit note's links as it stands. Pure.
///
/// @param seen the links that it had when the form was shown
/// @param amounts of the ticked invoices, as typed
public record CreditLinkForm(String seen, Map<Long, String> amounts) {
    private static final int MOST = 1000;

    /// The links that there are now.
    static CreditLinkForm of(List<CreditLinks.Linked> links, Locale locale) {
        var amounts = new LinkedHashMap<Long, String>();
        links.forEach(l -> amounts.put(l.invoice().value(), shown(l.amount(), locale)));
        return new CreditLinkForm(CreditLinks.seen(links), amounts);
    }

    /// @param fields the request's: `invoice` for each ticked one, `amount-ID`; an amount that is as
    /// `offered-ID` has it wasn't touched, and counts as none
    static CreditLinkForm of(Map<String, String[]> fields) {
        var amounts = new LinkedHashMap<Long, String>();
        for (var invoice : fields.getOrDefault("invoice", new String[0])) {
            if (invoice.matches("\\d{1,18}") && amounts.size() <= MOST) {
                var amount = CreditForm.one(fields, "amount-" + invoice);
                amounts.put(
                        Long.valueOf(invoice),
                        amount.equals(CreditForm.one(fields, "offered-" + invoice)) ? "" : amount);
            }
        }
        return new CreditLinkForm(CreditForm.one(fields, "seen", 20_000), amounts);
    }

    public boolean has(long invoice) {
        return amounts.containsKey(invoice);
    }

    /// What stands in an invoice's field. @param offered if nothing was typed
    public String amount(long invoice, String offered) {
        return Optional.ofNullable(amounts.get(invoice))
                .filter(a -> !a.isEmpty())
                .orElse(offered);
    }

    /// What was typed, and of what was only ticked, the one that is due first, as far as the money
    /// reaches.
    /// @throws Refusal naming each amount that can't be read as `amount-ID`
    List<Links.Wanted> wanted(CreditNote note, List<CreditCandidates.Candidate> candidates, Locale locale) {
        var faults = new ArrayList<Refusal.Fault>();
        var wanted = new ArrayList<Links.Wanted>();
        amounts.forEach((invoice, typed) -> {
            if (!typed.isEmpty()) {
                var number = TypedNumber.read(typed, locale);
                number.number()
                        .ifPresentOrElse(
                                amount -> wanted.add(new Links.Wanted(invoice, amount)),
                                () -> faults.add(new Refusal.Fault(
                                        "amount-" + invoice, number.fault("credit.number.typed", typed))));
            }
        });
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        var left = note.total()
                .amount()
                .subtract(wanted.stream().map(Links.Wanted::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
        for (var candidate : candidates) {
            var amount = candidate.open().amount().min(left);
            if ("".equals(amounts.get(candidate.invoice())) && amount.signum() > 0) {
                wanted.add(new Links.Wanted(candidate.invoice(), amount));
                left = left.subtract(amount);
            }
        }
        return wanted;
    }

    static String shown(Money amount, Locale locale) {
        return Typed.separated(amount.amount().toPlainString(), locale);
    }
}
