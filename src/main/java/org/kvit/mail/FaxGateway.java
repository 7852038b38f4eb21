package org.kvit.mail;

import java.util.Optional;
import java.util.Set;
import org.kvit.base.Refusal;

/// A gateway that takes an e-mail and faxes what is attached to it; the address says to which
/// number. Pure.
///
/// @param pattern the address, with `{number}` where the number stands, as digits with the country's
public record FaxGateway(String pattern) {
    private static final String NUMBER = "{number}";
    private static final int LONGEST = 200;
    /// Characters that the number may take (E.164).
    private static final int MOST_DIGITS = 15;

    /// @throws Refusal for what is no address with `{number}` once in its first part
    public FaxGateway {
        pattern = pattern.strip();
        var name = pattern.contains("@") ? pattern.substring(0, pattern.lastIndexOf('@')) : "";
        boolean once = name.contains(NUMBER) && name.indexOf(NUMBER) == pattern.lastIndexOf(NUMBER);
        var filled = pattern.replace(NUMBER, "0".repeat(MOST_DIGITS));
        if (pattern.length() > LONGEST || !once || !filled.matches("[A-Za-z0-9.+_=/-]{1,64}@[A-Za-z0-9.-]{1,253}")) {
            throw Refusal.invalid("pattern", "mail.fax.pattern.bad", NUMBER);
        }
    }

    /// @param number as [#dialled] gives it
    public String address(String number) {
        return pattern.replace(NUMBER, number.substring(1));
    }

    /// Such as `+37167000000` for `67 000 000` of a Latvian customer.
    ///
    /// @param typed in any form: spaces, dashes, brackets; `+371` or `00371` in front, or nothing
    /// @param country of whom it belongs to, ISO 3166-1, which a number without the country's is of
    /// @return empty if no number can be dialled: too short, too long, letters in it, or of a
    /// country whose code isn't known here
    public static Optional<String> dialled(String typed, String country) {
        var text = typed.strip().replaceAll("\\(0\\)", "");
        if (!text.matches("\\+?[0-9\\s\\u00a0./()-]+")) {
            return Optional.empty();
        }
        var digits = text.replaceAll("[^0-9]", "");
        var whole = text.startsWith("+")
                ? Optional.of(digits)
                : digits.startsWith("00")
                        ? Optional.of(digits.substring(2))
                        : CallingCode.of(country).map(code -> code.before(digits));
        return whole.filter(number -> number.matches("[1-9][0-9]{6,14}")).map(number -> "+" + number);
    }

    /// What is dialled in front of a country's numbers (ITU-T E.164), and what they begin with at
    /// home.
    private record CallingCode(String code, String trunk) {
        private static final Set<String> WITHOUT_TRUNK = Set.of(
                "LV 371", "EE 372", "CZ 420", "PL 48", "NO 47", "DK 45", "LU 352", "ES 34", "PT 351", "IT 39", "GR 30",
                "MT 356", "CY 357", "IS 354");
        private static final Set<String> WITH_TRUNK = Set.of(
                "SK 421 0",
                "DE 49 0",
                "AT 43 0",
                "FI 358 0",
                "SE 46 0",
                "NL 31 0",
                "BE 32 0",
                "FR 33 0",
                "GB 44 0",
                "IE 353 0",
                "RO 40 0",
                "BG 359 0",
                "HR 385 0",
                "SI 386 0",
                "CH 41 0",
                "UA 380 0",
                "TR 90 0",
                "RS 381 0",
                "LT 370 0",
                "HU 36 06");

        static Optional<CallingCode> of(String country) {
            return java.util.stream.Stream.concat(WITHOUT_TRUNK.stream(), WITH_TRUNK.stream())
                    .map(row -> row.split(" "))
                    .filter(row -> row[0].equals(country))
                    .map(row -> new CallingCode(row[1], row.length == 3 ? row[2] : ""))
                    .findFirst();
        }

        String before(String digits) {
            return code + (digits.startsWith(trunk) ? digits.substring(trunk.length()) : digits);
        }
    }
}
