package org.kvit.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;

/// How payers and banks write what they were told: other signs, other words, mistakes. Of a test.
final class Writing {
    private static final List<String> NUMBER = List.of(
            "Apmaksa par rēķinu {}",
            "Rēķ. Nr. {}",
            "rēķins Nr.{} par transportu",
            "Arve {} tasumine",
            "Arve nr {}",
            "arve nr. {}, aitäh",
            "Úhrada faktury {}",
            "Faktura č. {}",
            "faktúra č.{} zo dňa 03.11.2026",
            "Invoice {}",
            "INV {}, thank you",
            "Payment for invoice no. {}",
            "Rechnung {}",
            "Rechnung Nr. {} vom 12.10.2026",
            "RG {}",
            "Re.-Nr. {}",
            "Sąskaita {}",
            "Apmokėjimas pagal sąskaitą Nr. {}",
            "SF Nr. {}",
            "Faktura {}",
            "Zapłata za fakturę nr {}",
            "FV {}",
            "Facture {}",
            "Fattura n. {}",
            "Factura {}",
            "Lasku {}",
            "Faktuur {}",
            "Račun {}",
            "Számla: {}",
            "Оплата по счету {}",
            "Счёт № {} от 03.11.2026",
            "Оплата рахунку {}",
            "Bill {} - EUR 12,50 incl.",
            "invoice:{}");
    private static final List<String> PLAIN = List.of(
            "{}", "{}", "{} ", "apmaksa {}", "par pakalpojumiem {}", "Transport {}", "platba {}", "{}, paldies");
    private static final List<String> LIST = List.of(
            "Rēķini {}",
            "Arved {}",
            "Faktury {}",
            "Invoices {}",
            "Rechnungen {}",
            "Sąskaitos {}",
            "Faktury nr {}",
            "Factures {}",
            "Счета {}",
            "Faktúry č. {}");
    private static final List<String> NOTHING = List.of(
            "Apmaksa",
            "Maksājums par pakalpojumiem",
            "Tasumine",
            "Úhrada",
            "Payment",
            "Transport",
            "",
            "Zahlung",
            "Za usługi",
            "Оплата за услуги",
            "okt. 2026",
            "Apmaksa par 10/2026",
            "thank you!");

    private final Random random;

    Writing(Random random) {
        this.random = random;
    }

    String numbered(String number, boolean announced) {
        return any(announced || random.nextInt(4) > 0 ? NUMBER : PLAIN).replace("{}", number);
    }

    String listed(String list) {
        return any(LIST).replace("{}", list);
    }

    String nothing() {
        return any(NOTHING);
    }

    /// A number as somebody types it who knows it. It can still be told from all others.
    String typed(String number, NumberFormats format) {
        var ways = new ArrayList<UnaryOperator<String>>(List.of(
                UnaryOperator.identity(),
                n -> n.toLowerCase(Locale.ROOT),
                n -> n.replace('-', ' '),
                n -> n.replace('-', '/'),
                n -> n.replace('/', '-'),
                n -> n.replace("-", " - "),
                n -> n.replace('-', '\u2013'),
                n -> n.replace("-", "\u00a0"),
                n -> n.replaceAll("([-/])", "$1 "),
                Writing::wide,
                n -> n.charAt(0) + "\u00ad" + n.substring(1),
                n -> "\u201e" + n + "\u201c",
                n -> "#" + n,
                n -> "(" + n + ")",
                n -> n + "."));
        if (!format.isShort()) {
            ways.add(n -> n.replaceAll("[-/ ]", ""));
            ways.add(n -> n.replaceAll("[-/ ]", "."));
            ways.add(n -> n.replaceAll("[-/ ]", "_"));
            ways.add(n -> n.replaceAll("(?<=[-/ 0-9])0(?=\\d)", "O"));
            ways.add(n -> n.replaceAll("(?<=\\d)1(?=\\d)", "l"));
        }
        if (format == NumberFormats.PREFIX_YEAR || format == NumberFormats.LONG) {
            ways.add(n -> n.replaceAll("-0+(\\d+)$", "-$1"));
            ways.add(n -> n.replaceAll("^[A-Z-]+", ""));
            ways.add(n -> "RECHNUNG" + n + "vom");
            ways.add(n -> "rek." + n);
        }
        return ways.get(random.nextInt(ways.size())).apply(number);
    }

    /// What the way through the banks does to a text.
    String carried(String text) {
        return switch (random.nextInt(14)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> text.replace(" ", "  ");
            case 2 -> text + " " + text;
            case 3 -> "?20" + text.replaceFirst(" (?=\\S+ *$)", " ?21");
            case 4 -> text.replace(" ", "&nbsp;");
            case 5 -> text.replaceAll("[āčēģīķļņšūžõäöüáéíóúůýřťďňąęėįųłżźćśń]", "?");
            case 6 -> text.replace(' ', '\u00a0');
            default -> text;
        };
    }

    /// Cut into lines as banks do it: a blank at the cut is lost or not.
    List<String> lines(String text, int width) {
        var lines = new ArrayList<String>();
        for (int at = 0; at < text.length(); at += width) {
            var line = text.substring(at, Math.min(text.length(), at + width));
            lines.add(random.nextBoolean() ? line : line.strip());
        }
        return lines;
    }

    String any(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static String wide(String text) {
        var wide = new StringBuilder();
        text.chars().forEach(c -> wide.append((char) (c >= '0' && c <= '9' ? c - '0' + '\uff10' : c)));
        return wide.toString();
    }
}
