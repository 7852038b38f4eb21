package org.kvit.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.kvit.base.CheckDigits;

/// A customer of the demo, made up: no such firm is meant.
///
/// @param position from 0, in the file's order
/// @param terms days to pay
/// @param reminders `on`, `none` (no address to remind at), or why they are off: texts `demo.off.<reason>`
/// @param iban from which it pays; of a bank that doesn't exist
record SampleCustomer(
        int position,
        String name,
        String country,
        String city,
        String street,
        String postalCode,
        String currency,
        int terms,
        Habit habit,
        String domain,
        String reminders,
        String iban) {

    /// How it pays.
    enum Habit {
        PROMPT,
        LATE,
        SLOW
    }

    /// The sixty of them, always the same.
    static List<SampleCustomer> all() {
        try (InputStream in = Objects.requireNonNull(SampleCustomer.class.getResourceAsStream("/demo/customers.csv"))) {
            var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
            var random = new Random(60);
            var all = new ArrayList<SampleCustomer>();
            lines.forEach(line -> all.add(of(all.size(), line.split("\\|", -1), random)));
            return List.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SampleCustomer of(int position, String[] f, Random random) {
        return new SampleCustomer(
                position,
                f[0],
                f[1],
                f[2],
                f[3],
                f[4],
                f[5],
                Integer.parseInt(f[6]),
                Habit.valueOf(f[7].toUpperCase(Locale.ROOT)),
                f[8] + ".example",
                f[9],
                iban(f[1], random));
    }

    String externalId() {
        return "K" + (1001 + position);
    }

    boolean reachable() {
        return !reminders.equals("none");
    }

    boolean remindersOff() {
        return !reminders.equals("on") && reachable();
    }

    /// Whether reminders are off for a while only.
    boolean remindersOffForNow() {
        return reminders.equals("instalments");
    }

    /// How it gets invoices: the codes of [org.kvit.customer.InvoiceDelivery].
    String invoiceDelivery() {
        return switch (position % 5) {
            case 2 -> reachable() ? "both" : "post";
            case 4 -> "post";
            default -> reachable() ? "email" : "post";
        };
    }

    /// How it gets proofs of delivery: the codes of [org.kvit.customer.PodDelivery].
    String podDelivery() {
        return position % 5 == 1 ? "none" : invoiceDelivery();
    }

    String registrationNumber() {
        var digits = "%06d".formatted(310_417 + position * 7_919);
        return switch (country) {
            case "LV" -> "40300" + digits;
            case "LT" -> "399" + digits;
            default -> "99" + digits;
        };
    }

    String vatNumber() {
        return switch (country) {
            case "SK", "EE" -> country + (country.equals("SK") ? "29" : "1") + registrationNumber();
            default -> country + registrationNumber();
        };
    }

    /// What is printed on an invoice for its payer to quote.
    String referenceFor(String number) {
        return SampleCompany.REFERENCES.in(country).reference(number).orElseThrow();
    }

    private static String iban(String country, Random random) {
        var account = "%010d".formatted(random.nextLong(10_000_000_000L));
        var body = switch (country) {
            case "LV" -> "XDEM000" + account;
            case "EE" -> "000000" + account;
            case "LT" -> "000000" + account;
            default -> "0000000000" + account;
        };
        return country + CheckDigits.check97(body + country) + body;
    }
}
