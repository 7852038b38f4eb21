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
    private static final Set<String> NOBODYS = Set.of(
            "/settings/people/",
            "/settings/tokens/",
            "/statements/",
            "/statements/files/",
            "/statement-files/",
            "/imports/csv-files/",
            "/imports/csv-mappings/",
            "/settings/bank-links/",
            "/settings/bank-links/{id}/files/",
            "/bank-links/",
            "/settings/reminders/",
            "/reminder-policies/",
            "/settings/schedule/closed-days/",
            "/reminder-schedule/closed-days/",
            "/inbox/unassigned/",
            "/statements-of-account/");

    private static final Set<String> MANYS = Set.of("run", "trip", "nobody's");
    /// What is done to drafts only.
    private static final Pattern OF_DRAFTS = Pattern.compile(".*/invoices/\\{id}/(content|deletion|approval.*)");

    private NumberedAddress() {}

    /// Of what the numbers in an address are.
    record Named(List<String> kinds) {
        boolean any() {
            return kinds.stream().anyMatch(k -> !k.startsWith("="));
        }

        /// Whether one of them is of one customer alone. A run and a trip are of many.
        boolean anyOfOne() {
            return kinds.stream().anyMatch(k -> !k.startsWith("=") && !MANYS.contains(k));
        }
    }

    static Named names(String pattern) {
        var kinds = new ArrayList<String>();
        var variables = VARIABLE.matcher(pattern);
        while (variables.find()) {
            kinds.add(kind(pattern, pattern.substring(0, variables.start()), variables.group(1)));
        }
        return new Named(kinds);
    }

    static String address(String pattern, Map<String, Long> numbers) {
        return VARIABLE.matcher(pattern).replaceAll(variable -> {
            var kind = kind(pattern, pattern.substring(0, variable.start()), variable.group(1));
            return kind.startsWith("=") ? kind.substring(1) : Long.toString(id(numbers, kind));
        });
    }

    private static String kind(String pattern, String before, String variable) {
        if (OF_DRAFTS.matcher(pattern).matches()) {
            return "draft";
        }
        return switch (variable) {
            case "kind" -> "=customers";
            case "key" -> "=friendly";
            case "language" -> "=lv";
            case "version" -> "=1";
            case "position" -> "=0";
            case "which" -> "=loading_actual";
            case "customer", "customerId" -> "customer";
            case "contact", "run", "order", "line" -> variable;
            case "job" -> "sending";
            case "attachment" -> (before.contains("/orders/") ? "file of order" : "file of invoice") + by(before);
            default ->
                pattern.equals("/orders/{id}/deletion")
                        ? "spare order"
                        : numbered(before.replaceFirst("^/api/v1", ""), variable);
        };
    }

    /// The screens and the API have a file each: both delete it.
    private static String by(String before) {
        return before.startsWith("/api/") ? " by API" : "";
    }

    private static String numbered(String before, String variable) {
        if (NOBODYS.contains(before)) {
            return "nobody's";
        }
        return switch (before) {
            case "/customers/" -> "customer";
            case "/orders/" -> "order";
            case "/trips/" -> "trip";
            case "/invoices/" -> "invoice";
            case "/payments/" -> "payment";
            case "/credit-notes/" -> "creditNote";
            case "/emails/" -> "email";
            case "/inbox/" -> "inboxMessage" + by(before);
            case "/imports/" -> "import";
            case "/reminder-runs/" -> "run";
            case "/reminder-runs/{run}/letters/" -> "letter";
            case "/invoices/{id}/write-offs/" -> "writeOff";
            case "/payments/{id}/write-offs/" -> "surplus";
            case "/payments/{id}/refunds/" -> "refund";
            case "/customers/{id}/payer-accounts/" -> "payerAccount";
            case "/correspondence/", "/debtors/correspondence/" -> "note";
            default -> throw new AssertionError("Of what is {" + variable + "} behind " + before + " the number?");
        };
    }

    static long id(Map<String, Long> numbers, String kind) {
        return kind.equals("nobody's") ? 1 : Objects.requireNonNull(numbers.get(kind), kind);
    }
}
