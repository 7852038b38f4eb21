package org.kvit.customer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.base.Refusal.Fault;
import org.kvit.base.UserId;
import org.kvit.base.Words;

/// The client card's form.
final class CardForm {
    private CardForm() {}

    /// @param today whether reminders are off is asked for this day: a term that has passed isn't shown any
    /// more
    static Typed of(ClientCard card, LocalDate today) {
        var typed = new HashMap<String, String>();
        typed.put("name", card.name());
        typed.put("externalId", card.externalId().orElse(""));
        typed.put("registrationNumber", card.registrationNumber().orElse(""));
        typed.put("vatNumber", card.vatNumber().orElse(""));
        typed.put("street", card.postal().street().orElse(""));
        typed.put("city", card.postal().city().orElse(""));
        typed.put("postalCode", card.postal().postalCode().orElse(""));
        typed.put("country", card.postal().country());
        typed.put("language", card.language());
        typed.put("currency", card.currency());
        typed.put("paymentTermsDays", Integer.toString(card.paymentTermsDays()));
        typed.put("invoiceDelivery", card.settlement().invoice().code());
        typed.put("podDelivery", card.settlement().pod().code());
        typed.put(
                "creditLimit",
                card.creditLimit()
                        .map(limit -> limit.stripTrailingZeros().toPlainString())
                        .orElse(""));
        typed.put(
                "accountManagerId",
                card.accountManager().map(m -> Long.toString(m.value())).orElse(""));
        ContactForm.fill(typed, card.main());
        card.remindersOff().filter(off -> off.on(today)).ifPresent(off -> {
            typed.put("remindersOff", Typed.tick(true));
            typed.put("remindersOff.reason", off.reason());
            typed.put("remindersOff.until", off.until().map(LocalDate::toString).orElse(""));
        });
        typed.put(
                "reminderPolicy",
                card.reminderPolicy().map(id -> Long.toString(id)).orElse(""));
        typed.put("note", card.note().orElse(""));
        return new Typed(typed);
    }

    /// @throws Refusal naming each field that can't be read
    static ClientCard card(Typed form, Locale locale) {
        var faults = new ArrayList<Fault>();
        var terms = Entered.days("paymentTermsDays", form.text("paymentTermsDays"), faults);
        if (form.text("paymentTermsDays").isBlank()) {
            faults.add(new Fault("paymentTermsDays", Words.of("customer.fault.days", CardFaults.MOST_DAYS)));
        }
        var card = new ClientCard(
                form.text("name").strip(),
                Entered.text(form.text("externalId")),
                Entered.text(form.text("registrationNumber")),
                Entered.text(form.text("vatNumber")),
                new PostalAddress(
                        Entered.text(form.text("street")),
                        Entered.text(form.text("city")),
                        Entered.text(form.text("postalCode")),
                        form.text("country")),
                form.text("language"),
                Entered.code(form.text("currency")).orElse(""),
                terms.orElse(0),
                settlement(form),
                Entered.amount("creditLimit", form.text("creditLimit"), locale, faults),
                manager(form),
                ContactForm.point(form),
                off(form, faults),
                Entered.text(form.text("note")),
                number(form, "reminderPolicy"));
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return card;
    }

    /// A form that says nothing of it, such as one kept open since before there were these settings, means
    /// the usual.
    private static Settlement settlement(Typed form) {
        return Entered.settlement(
                Entered.text(form.text("invoiceDelivery"))
                        .orElse(Settlement.USUAL.invoice().code()),
                Entered.text(form.text("podDelivery"))
                        .orElse(Settlement.USUAL.pod().code()));
    }

    private static Optional<UserId> manager(Typed form) {
        return number(form, "accountManagerId").map(UserId::new);
    }

    private static Optional<Long> number(Typed form, String field) {
        var number = form.text(field);
        return number.matches("\\d{1,18}") ? Optional.of(Long.parseLong(number)) : Optional.empty();
    }

    private static Optional<RemindersOff> off(Typed form, List<Fault> faults) {
        return form.ticked("remindersOff")
                ? Optional.of(new RemindersOff(
                        form.text("remindersOff.reason").strip(),
                        Entered.date("remindersOff.until", form.text("remindersOff.until"), faults)))
                : Optional.empty();
    }
}
