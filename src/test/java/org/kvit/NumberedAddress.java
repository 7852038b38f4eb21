package org.kvit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// The addresses of handlers that take numbers: of what each number is, and the address with numbers
/// filled in.
final class NumberedAddress {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)[^}]*}");
    /// Numbers of what isn't a customer's; all of them need a right that an account manager hasn't.
    private static final Set<String> NOBODYS = Set.of("/settings/people/", "/settings/tokens/", "/statements/files/");

    private NumberedAddress() {}

    /// Of what the numbers in an address are.
    record Named(List<String> kinds) {
        boolean any() {
            return kinds.stream().anyMatch(k -> !k.startsWith("="));
        }

        /// Whether one of them is of one customer alone. A run is of many.
        boolean anyOfOne() {
            return kinds.stream().anyMatch(k -> !k.startsWith("=") && !k.equals("run") && !k.equals("nobody's"));
        }
    }

    static Named names(String pattern) {
        var kinds = new ArrayList<String>();
        var variables = VARIABLE.matcher(pattern);
        while (variables.find()) {
            kinds.add(kind(pattern.substring(0, variables.start()), variables.group(1)));
        }
        return new Named(kinds);
    }

    static String address(String pattern, Map<String, Long> numbers) {
        return VARIABLE.matcher(pattern).replaceAll(variable -> {
            var kind = kind(pattern.substring(0, variable.start()), variable.group(1));
            return kind.startsWith("=") ? kind.substring(1) : Long.toString(id(numbers, kind));
        });
    }

    private static String kind(String before, String variable) {
        return switch (variable) {
            case "kind" -> "=customers";
            case "position" -> "=0";
            case "customer", "customerId" -> "customer";
            case "contact", "run" -> variable;
            default -> numbered(before.replaceFirst("^/api/v1", ""), variable);
        };
    }

    private static String numbered(String before, String variable) {
        if (NOBODYS.contains(before)) {
            return "nobody's";
        }
        return switch (before) {
            case "/customers/" -> "customer";
            case "/invoices/" -> "invoice";
            case "/payments/" -> "payment";
            case "/credit-notes/" -> "creditNote";
            case "/emails/" -> "email";
            case "/imports/" -> "import";
            case "/reminder-runs/" -> "run";
            case "/reminder-runs/{run}/letters/" -> "letter";
            case "/correspondence/", "/debtors/correspondence/" -> "note";
            default -> throw new AssertionError("Of what is {" + variable + "} behind " + before + " the number?");
        };
    }

    static long id(Map<String, Long> numbers, String kind) {
        return kind.equals("nobody's") ? 1 : Objects.requireNonNull(numbers.get(kind), kind);
    }
}
