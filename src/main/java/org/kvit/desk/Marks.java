package org.kvit.desk;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.kvit.base.Refusal;
import org.kvit.customer.CustomerId;

/// The customers that are marked, as a form carries them: numbers with dots between. Pure.
public record Marks(Set<CustomerId> customers) {
    private static final int MOST = 200_000;

    /// @throws Refusal if nobody is marked, or more than 200,000
    public static Marks of(String written) {
        var customers = Arrays.stream(written.split("\\."))
                .map(String::strip)
                .filter(number -> number.matches("\\d{1,18}"))
                .map(number -> new CustomerId(Long.parseLong(number)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (customers.isEmpty() || customers.size() > MOST) {
            throw Refusal.invalid("marked", "desk.marks", MOST);
        }
        return new Marks(customers);
    }

    public String written() {
        return customers.stream().map(c -> Long.toString(c.value())).collect(Collectors.joining("."));
    }
}
