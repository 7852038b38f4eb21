package org.kvit.payment;

/// What a person types into a search field, as patterns for LIKE.
final class Search {
    private Search() {}

    /// Anything that contains it.
    static String part(String query) {
        return "%" + query.replaceAll("([%_\\\\])", "\\\\$1") + "%";
    }

    /// Amounts that begin with it, however it is grouped: `1 234,5` finds 1234.50. Nothing if it is no amount.
    static String amount(String query) {
        var plain = query.replaceAll("[\\s\u00a0\u202f]", "").replace(',', '.');
        return plain.matches("\\d+(\\.\\d*)?") ? plain + "%" : "";
    }
}
