package org.kvit.customer;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where somebody is reached, and which letters go there. The three flags are independent of each other: if several
/// points of a customer carry one, all of them get that letter.
///
/// @param receivesInvoices invoices go there: by e-mail or, for the main address, by post
/// @param remindByEmail needs an e-mail address
/// @param remindByFax needs a fax number
public record ContactPoint(
        Optional<String> email,
        Optional<String> phone,
        Optional<String> fax,
        boolean receivesInvoices,
        boolean remindByEmail,
        boolean remindByFax) {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,253}");
    private static final Pattern FAX = Pattern.compile("\\+?[0-9][0-9 ()/.-]{2,49}");

    /// One e-mail address, not a list of them and without a name beside it.
    public static boolean isEmail(String text) {
        return EMAIL.matcher(text).matches();
    }

    /// A number that a fax gateway can dial.
    public static boolean isFax(String text) {
        return FAX.matcher(text).matches();
    }

    /// The same, with reminders by e-mail to this address.
    public ContactPoint remindedAt(String address) {
        return new ContactPoint(Optional.of(address), phone, fax, receivesInvoices, true, remindByFax);
    }

    /// The same without reminders to addresses that aren't there.
    ContactPoint withoutVainFlags() {
        return new ContactPoint(
                email,
                phone,
                fax,
                receivesInvoices,
                remindByEmail && email.isPresent(),
                remindByFax && fax.isPresent());
    }
}
