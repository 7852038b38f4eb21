package org.kvit.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A trip of the demo.
///
/// @param approved whether everything about it is settled: some of those that are over wait for it
record SampleTrip(
        String number, String vehicle, String carrier, boolean own, boolean approved, List<SampleOrder> orders) {
    private static final int MOST_ORDERS = 4;
    private static final List<String> VEHICLES = List.of(
            "HK-4217 / P-8832",
            "KN-1906 / P-7714",
            "LR-5520 / P-9045",
            "MB-7731 / P-6618",
            "NA-2284 / P-9127",
            "JT-6093 / P-8450");
    private static final List<String> HIRED =
            List.of("847 FTR / 219 ZKL", "KJU 318 / PE 407", "5L7 2294 / 6L1 0457", "ZA 418 EK / ZA 207 YD");
    private static final List<String> DRIVERS = List.of(
            "Andris Lapiņš", "Viktors Sokolovs", "Gatis Rozītis", "Normunds Ziediņš", "Oļegs Petrovs", "Jānis Vanags");
    private static final List<String> CARRIERS =
            List.of("Vänta Veod OÜ", "UAB Tilžės Vežėjai", "Beskydská kamionová s.r.o.", "Liptovská preprava s. r. o.");

    /// What goes the same way at about the same time goes together. The newest two that are over aren't
    /// approved yet; what is planned for later has no lorry yet.
    static List<SampleTrip> of(List<SampleOrder> orders, LocalDate today) {
        var sorted = orders.stream()
                .filter(o -> o.loading().isBefore(today.plusDays(4)))
                .sorted(Comparator.comparing(SampleTrip::baltic).thenComparing(SampleOrder::loading))
                .toList();
        var loads = new ArrayList<List<SampleOrder>>();
        for (var order : sorted) {
            if (loads.isEmpty() || !goesWith(loads.getLast(), order)) {
                loads.add(new ArrayList<>());
            }
            loads.getLast().add(order);
        }
        return numbered(loads.stream()
                .sorted(Comparator.comparing(
                        (List<SampleOrder> load) -> load.getFirst().loading()))
                .toList());
    }

    LocalDate startsOn() {
        return orders.stream()
                .map(SampleOrder::loading)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    LocalDate endsOn() {
        return orders.stream()
                .map(SampleOrder::unloading)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static boolean goesWith(List<SampleOrder> load, SampleOrder order) {
        var first = load.getFirst();
        return load.size() < MOST_ORDERS
                && baltic(first) == baltic(order)
                && first.fate().delivered() == order.fate().delivered()
                && !order.loading().isAfter(first.loading().plusDays(3));
    }

    private static boolean baltic(SampleOrder order) {
        return List.of("LV", "EE", "LT").contains(order.customer().country());
    }

    private static List<SampleTrip> numbered(List<List<SampleOrder>> loads) {
        var first = loads.getFirst().getFirst().loading();
        var next = new HashMap<>(Map.of(first.getYear(), first.getDayOfYear()));
        var trips = new ArrayList<SampleTrip>();
        for (var load : loads) {
            int n = trips.size();
            boolean own = n % 3 != 1;
            int year = load.getFirst().loading().getYear();
            boolean over = load.stream().allMatch(o -> o.fate().delivered());
            boolean settled = load.stream().noneMatch(o -> o.fate() == SampleOrder.Fate.PROOFLESS);
            trips.add(new SampleTrip(
                    "T-%d-%05d".formatted(year, next.merge(year, 1, Integer::sum)),
                    (own ? VEHICLES : HIRED).get(n % (own ? VEHICLES : HIRED).size()),
                    (own ? DRIVERS : CARRIERS).get(n % (own ? DRIVERS : CARRIERS).size()),
                    own,
                    over && settled && n % 5 != 4,
                    List.copyOf(load)));
        }
        return trips;
    }
}
