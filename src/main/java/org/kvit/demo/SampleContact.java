package org.kvit.demo;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/// Somebody at a customer's.
///
/// @param role of texts `demo.role.<role>`
/// @param reminded whether reminders go to them
record SampleContact(
        SampleCustomer customer,
        String name,
        String role,
        String email,
        String phone,
        boolean receivesInvoices,
        boolean reminded) {
    private static final Map<String, List<String>> NAMES = Map.of(
            "LV",
                    List.of(
                            "Dace Zariņa",
                            "Aigars Krūmiņš",
                            "Līga Petersone",
                            "Edgars Balodis",
                            "Inga Šmite",
                            "Raivis Ābols"),
            "EE", List.of("Kadri Tamm", "Andres Mägi", "Liis Sepp", "Toomas Kask", "Maarika Õun", "Priit Lepik"),
            "LT",
                    List.of(
                            "Rasa Jankauskienė",
                            "Tomas Petraitis",
                            "Jurga Žukaitė",
                            "Darius Vaitkus",
                            "Aušra Navickienė"),
            "CZ", List.of("Jana Dvořáková", "Petr Novotný", "Lenka Šimková", "Tomáš Růžička", "Martina Křížová"),
            "SK", List.of("Zuzana Kováčová", "Marek Horváth", "Katarína Ďurišová", "Peter Šoltés", "Eva Ľuptáková"));
    private static final Map<String, String> PREFIX =
            Map.of("LV", "+371 67", "EE", "+372 6", "LT", "+370 5", "CZ", "+420 2", "SK", "+421 2");
    private static final List<String> ROLES = List.of("accounting", "logistics", "director");

    /// Most customers have one or two contacts, some none.
    static List<SampleContact> of(SampleCustomer customer) {
        var random = new Random(customer.position());
        var names = Objects.requireNonNull(NAMES.get(customer.country()));
        int count = customer.position() % 6 == 5 ? 0 : 1 + customer.position() % 3;
        int first = random.nextInt(names.size());
        var contacts = new ArrayList<SampleContact>();
        for (int i = 0; i < count; i++) {
            var name = names.get((first + i) % names.size());
            contacts.add(new SampleContact(
                    customer,
                    name,
                    Objects.requireNonNull(ROLES.get(i)),
                    address(name) + "@" + customer.domain(),
                    phone(customer, i + 1),
                    i == 0,
                    i == 0 && (remindedAlone(customer) || remindedToo(customer))));
        }
        return contacts;
    }

    /// Who places the orders: logistics, else the only one there is.
    static Optional<SampleContact> ordering(SampleCustomer customer) {
        return of(customer).stream().limit(2).reduce((_, second) -> second);
    }

    /// Reminders go to the accounting contact and not to the main address.
    static boolean remindedAlone(SampleCustomer customer) {
        return customer.position() % 6 == 1 && customer.reachable();
    }

    /// Reminders go to both.
    static boolean remindedToo(SampleCustomer customer) {
        return customer.position() % 6 == 4 && customer.reachable();
    }

    static String phone(SampleCustomer customer, int extension) {
        return PREFIX.get(customer.country()) + "0 %02d %02d".formatted(customer.position(), extension * 11);
    }

    private static String address(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replace(' ', '.');
    }
}
