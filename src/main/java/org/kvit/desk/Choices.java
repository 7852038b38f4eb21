package org.kvit.desk;

import java.util.List;

/// What the filters of the debtors' list offer. @param countries ISO 3166-1 alpha-2 @param currencies ISO 4217
public record Choices(List<Manager> managers, List<String> countries, List<String> currencies) {
    public record Manager(long id, String name) {}
}
