package org.kvit.exchange;

import java.util.List;
import java.util.stream.Stream;

/// Two lines of each kind of table that would go in as they are.
final class ImportSamples {
    private ImportSamples() {}

    static Stream<List<String>> of(ImportKind kind) {
        return switch (kind) {
            case STATEMENTS -> Stream.empty();
            case INVOICES ->
                Stream.of(
                        List.of(
                                "2026-0001",
                                "C-17",
                                "Tallinna Vedu OÜ",
                                "arved@vedu.example",
                                "et",
                                "EE",
                                "2026-11-02",
                                "2026-11-16",
                                "EUR",
                                "1234.50",
                                "RF18539007547034"),
                        List.of(
                                "2026-0002",
                                "",
                                "Rīgas Preces SIA",
                                "",
                                "lv",
                                "LV",
                                "02.11.2026",
                                "02.12.2026",
                                "EUR",
                                "87,00",
                                ""));
            case CUSTOMERS ->
                Stream.of(
                        List.of(
                                "C-17",
                                "Tallinna Vedu OÜ",
                                "12345678",
                                "EE101234567",
                                "arved@vedu.example",
                                "600 0000",
                                "Pärnu mnt 1",
                                "Tallinn",
                                "10141",
                                "EE",
                                "et",
                                "14",
                                "EUR"),
                        List.of("", "Rīgas Preces SIA", "", "", "", "", "", "", "", "LV", "lv", "30", "EUR"));
        };
    }
}
