package org.kvit.mail;

import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;

/// E-mail addresses as mail servers take them.
public final class Addresses {
    private static final int LONGEST = 254; // RFC 5321 4.5.3.1.3
    private static final Pattern FORM = Pattern.compile(
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    private Addresses() {}

    /// The address with its domain in ASCII (`info@tööstus.example` as `info@xn--tstus-jua3l.example`), if
    /// it is one that any server takes.
    public static Optional<String> ascii(String address) {
        int at = address.lastIndexOf('@');
        if (at < 1) {
            return Optional.empty();
        }
        return domain(address.substring(at + 1))
                .map(domain -> address.substring(0, at) + "@" + domain)
                .filter(a -> a.length() <= LONGEST && FORM.matcher(a).matches());
    }

    private static Optional<String> domain(String domain) {
        try {
            return Optional.of(IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
