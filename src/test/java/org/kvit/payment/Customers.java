package org.kvit.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// Customers of a test, and what banks make of their names.
final class Customers {
    private static final List<String> FIRST = List.of(
            "Baltijas",
            "Daugavas",
            "Rīgas",
            "Zemgales",
            "Põhja",
            "Lõuna",
            "Järve",
            "Žižkovské",
            "Moravská",
            "Křišťálová",
            "Tatranská",
            "Košická",
            "Nemuno",
            "Žalgirio",
            "Šiaulių",
            "Gdańska",
            "Łódzka",
            "Münchner",
            "Østre",
            "Árpád",
            "Čakovečki",
            "Nordic",
            "Alfa",
            "Прибалт");
    private static final List<String> SECOND = List.of(
            "Koks",
            "Ceļš",
            "Loģistika",
            "Graudi",
            "Kaubad",
            "Mööbel",
            "strojírny",
            "doprava",
            "sklo",
            "obaly",
            "papierne",
            "Krantas",
            "Prekyba",
            "Baldai",
            "Spedycja",
            "Größe",
            "Skibsværft",
            "Gépgyár",
            "Brodogradnja",
            "Trading",
            "Freight",
            "Транс");
    private static final List<String> FORMS = List.of(
            "SIA {}",
            "AS {}",
            "{}, SIA",
            "{} OÜ",
            "OÜ {}",
            "UAB \"{}\"",
            "{}, UAB",
            "{} s.r.o.",
            "{}, spol. s r.o.",
            "{} a.s.",
            "{} s. r. o.",
            "{} Sp. z o.o.",
            "{} GmbH",
            "{} GmbH & Co. KG",
            "{} Kft.",
            "{} d.o.o.",
            "{} ApS",
            "{} Oy",
            "{} AB",
            "{} S.p.A.",
            "{} Ltd");
    private static final List<String> PEOPLE = List.of(
            "Jonas Kazlauskas",
            "Jānis Bērziņš",
            "Tõnu Mägi",
            "Jana Nováková",
            "Ľubomír Šťastný",
            "Małgorzata Wiśniewska",
            "Jürgen Groß");
    private static final List<String> COUNTRIES = List.of("LV", "EE", "LT", "CZ", "SK", "PL", "DE");

    private final Random random;

    Customers(Random random) {
        this.random = random;
    }

    List<Payer> all(int count) {
        var all = new ArrayList<Payer>();
        for (int i = 1; i <= count; i++) {
            // A third number theirs in words, so that names differ.
            var stem = any(FIRST) + " " + any(SECOND) + (i > 60 ? " " + word(i) : "");
            var name = i % 11 == 0 ? any(PEOPLE) + " " + word(i) : any(FORMS).replace("{}", stem);
            all.add(new Payer(i, name, any(COUNTRIES), i % 5 == 0 ? List.of(account(i)) : List.of()));
        }
        return all;
    }

    static String account(long customer) {
        return "LV00HABA%013d".formatted(customer);
    }

    /// The name as a bank passes it on: it can still be told from others.
    String carried(String name) {
        return switch (random.nextInt(9)) {
            case 0 -> name.toUpperCase(Locale.ROOT);
            case 1 -> Latin.capitals(name);
            case 2 -> name.replaceAll("[^\\x00-\\x7f]", "?");
            case 3 -> turned(name);
            case 4 -> name + ", Brīvības iela 12, LV-1010 Rīga";
            case 5 -> name.length() > 35 ? name.substring(0, 35) : name;
            case 6 -> name.replace("\"", "").replace(",", "").replace(".", "");
            default -> name;
        };
    }

    private static String turned(String name) {
        var words = name.replace(",", "").split(" ");
        return words.length == 3 && name.chars().filter(Character::isUpperCase).count() == 3
                ? words[2] + " " + words[1] + " " + words[0]
                : name;
    }

    private String any(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    /// A word of its own for each number.
    private static String word(int number) {
        var syllables =
                Map.of(0, "ba", 1, "de", 2, "ki", 3, "lo", 4, "mu", 5, "na", 6, "pe", 7, "ri", 8, "so", 9, "tu");
        var word = new StringBuilder();
        Integer.toString(number).chars().forEach(c -> word.append(syllables.get(c - '0')));
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
