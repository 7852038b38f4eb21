package org.kvit.demo;

import java.util.List;
import java.util.Map;
import java.util.Random;

/// What the demo's customers send: texts `demo.goods.<code>`.
enum SampleGoods {
    TIMBER(900, 1.6),
    GRAIN(1000, 1.4),
    METAL(1100, 0.6),
    VEGETABLES(620, 1.5),
    DAIRY(540, 1.3),
    FURNITURE(180, 1.9),
    TEXTILES(260, 1.7),
    BAKERY(230, 1.6),
    GLASS(480, 1.2),
    PAPER(710, 1.4),
    FRUIT(650, 1.5),
    MACHINERY(1350, 3.2),
    FISH(560, 1.4),
    BUILDING(980, 1.2),
    DRINKS(820, 1.4),
    ELECTRONICS(210, 1.6),
    CEMENT(1200, 1.0),
    CHEMICALS(940, 1.3),
    PLASTICS(430, 1.6),
    CARDBOARD(310, 1.8),
    TOYS(160, 1.8),
    LEATHER(240, 1.5),
    MIXED(380, 1.6);

    /// What a firm deals in, by a piece of its domain.
    private static final Map<String, SampleGoods> BY_DOMAIN = Map.ofEntries(
            Map.entry("koks|puit|medis|drevo|talveladu|drevenice", TIMBER),
            Map.entry("graudi|javai|mlyn", GRAIN),
            Map.entry("metals|plienas|ocel|kovy", METAL),
            Map.entry("zalumi|koogivili|grybai|zelenina", VEGETABLES),
            Map.entry("piens|pienas", DAIRY),
            Map.entry("mebeles|moobel|baldai|dielna", FURNITURE),
            Map.entry("lini|tekstiil", TEXTILES),
            Map.entry("maize|pekarny|partika|kapa", BAKERY),
            Map.entry("stikls|kristal", GLASS),
            Map.entry("papirs|papier", PAPER),
            Map.entry("darzi|viinamari", FRUIT),
            Map.entry("vejs|tehnika|stroj|agro", MACHINERY),
            Map.entry("zivis|kala|rybniky", FISH),
            Map.entry("buve|ehitus", BUILDING),
            Map.entry("mahlad|vanduo|pramene", DRINKS),
            Map.entry("sinirand", ELECTRONICS),
            Map.entry("jarvakivi", CEMENT),
            Map.entry("saule", CHEMICALS),
            Map.entry("plastikas", PLASTICS),
            Map.entry("obaly", CARDBOARD),
            Map.entry("hracky", TOYS),
            Map.entry("brasnarska", LEATHER));

    private final int weight;
    private final double volume;

    /// @param weight kg a pallet @param volume m³ a pallet
    SampleGoods(int weight, double volume) {
        this.weight = weight;
        this.volume = volume;
    }

    static SampleGoods of(SampleCustomer customer) {
        return BY_DOMAIN.entrySet().stream()
                .filter(e -> List.of(e.getKey().split("\\|")).stream().anyMatch(customer.domain()::contains))
                .map(Map.Entry::getValue)
                .sorted()
                .findFirst()
                .orElse(MIXED);
    }

    String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /// As many pallets as a lorry takes of them, or fewer.
    int pallets(Random random) {
        int most = Math.min(33, Math.min(24_000 / weight, (int) (88 / volume)));
        return random.nextInt(4) == 0 ? most : 2 + random.nextInt(most - 2);
    }

    /// In kg.
    int weight(int pallets) {
        return pallets * weight + pallets % 7 * 3;
    }

    /// In m³, one decimal.
    java.math.BigDecimal volume(int pallets) {
        return java.math.BigDecimal.valueOf(Math.round(pallets * volume * 10), 1);
    }
}
