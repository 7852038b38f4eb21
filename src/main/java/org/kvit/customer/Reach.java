package org.kvit.customer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Whether a reminder would get to a customer on a day. What a run writes to is what counts: e-mail addresses. A fax
/// number that is flagged reaches nobody as long as no letter goes by fax.
public enum Reach {
    /// at least one e-mail address is flagged for reminders
    REACHABLE,
    /// no e-mail address of the client card or its contacts is flagged, or mail came back from each that is
    NO_ADDRESS,
    /// reminders are off for the customer
    OFF;

    /// As the API and the address line write it: `no_address`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @return empty for a word that is none
    public static Optional<Reach> of(String code) {
        return Arrays.stream(values()).filter(r -> r.code().equals(code)).findFirst();
    }

    /// SQL for the name of the reach of a row `c` of `customer`. @param day the statement's parameter, such as `:asOf`
    public static String on(String day) {
        return """
                CASE WHEN c.reminders_off AND coalesce(c.reminders_off_until, 'infinity') >= %s THEN 'OFF'
                     WHEN c.remind_by_email AND btrim(c.email) <> ''
                          AND NOT EXISTS (SELECT FROM invalid_address x
                                           WHERE x.company_id = current_company() AND x.customer_id = c.id AND x.address = lower(btrim(c.email)))
                          OR EXISTS (SELECT FROM contact p
                                      WHERE p.company_id = current_company() AND p.customer_id = c.id
                                        AND p.remind_by_email AND btrim(p.email) <> ''
                                        AND NOT EXISTS (SELECT FROM invalid_address x
                                                         WHERE x.company_id = current_company() AND x.customer_id = c.id
                                                           AND x.address = lower(btrim(p.email)))) THEN 'REACHABLE'
                     ELSE 'NO_ADDRESS' END""".formatted(day);
    }
}
