package org.kvit.reminder;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kvit.base.Money;
import org.kvit.company.Countries;
import org.kvit.reminder.LetterModel.Account;
import org.kvit.reminder.LetterModel.Recipient;
import org.kvit.reminder.LetterModel.Row;
import org.kvit.reminder.LetterModel.Sender;
import org.kvit.reminder.LetterModel.Signature;

/// Sample letters of a forwarder to customers in five countries.
final class Letters {
    static final LocalDate DATE = LocalDate.of(2026, 11, 23);

    static final List<Account> ACCOUNTS = List.of(
            new Account("LV80BANK0000435195001", Optional.of("BANKLV22"), Optional.of("Piemēra banka"), eur()),
            new Account(
                    "CZ6508000000192000145399",
                    Optional.of("GIBACZPX"),
                    Optional.of("Příkladná banka"),
                    Optional.of("CZK")));

    static final Sender SENDER = new Sender(
            "SIA Baltijas Ceļš",
            List.of("Brīvības gatve 214", "Rīga, LV-1039"),
            Optional.of("40003012345"),
            Optional.of("LV40003012345"),
            Optional.of("rekini@baltijas-cels.example"),
            Optional.of("+371 67 123 456"),
            Optional.of("www.baltijas-cels.example"),
            ACCOUNTS);

    static final Signature SIGNATURE = new Signature(
            Optional.of("Žanete Ķirsone"), Optional.of("zanete@baltijas-cels.example"), Optional.of("+371 67 123 457"));

    private static final Recipient POLISH =
            new Recipient("Łódź & Świat Sp. z o.o.", List.of("ul. Żwirki 7", "90-001 Łódź", "POLAND"));

    private static final Map<String, Recipient> RECIPIENTS = Map.ofEntries(
            Map.entry("en", POLISH),
            Map.entry("pl", POLISH),
            Map.entry("lv", new Recipient("SIA „Rūjienas Dzērvenīte“", List.of("Lielā iela 12–3", "Rūjiena, LV-4240"))),
            Map.entry(
                    "et",
                    new Recipient(
                            "OÜ Tallinna Tööstusõlid", List.of("Põhja puiestee 27a", "10415 Tallinn", "ESTONIA"))),
            Map.entry("lt", new Recipient("UAB „Žąsų ūkis“", List.of("Šventųjų g. 5", "LT-44280 Kaunas", "LITHUANIA"))),
            Map.entry(
                    "cs", new Recipient("Šťastný Kůň s.r.o.", List.of("Ďáblická 8/1234", "182 00 Praha 8", "CZECHIA"))),
            Map.entry(
                    "sk",
                    new Recipient(
                            "Žilinské ťažké kĺby, a.s.", List.of("Námestie Ľ. Štúra 1", "010 01 Žilina", "SLOVAKIA"))),
            Map.entry(
                    "de",
                    new Recipient("Müller & Größe GmbH", List.of("Straße des Glücks 7", "10115 Berlin", "GERMANY"))),
            Map.entry(
                    "ru", new Recipient("ООО «Ёлка и щука»", List.of("ул. Съезжинская, 3", "Narva 20308", "ESTONIA"))));

    private Letters() {}

    static Optional<String> eur() {
        return Optional.of("EUR");
    }

    /// @param rows how many invoices, all in euros
    static LetterModel letter(String language, LetterTone tone, int rows) {
        return letter(
                language, tone, IntStream.range(0, rows).mapToObj(Letters::row).toList());
    }

    static LetterModel letter(String language, LetterTone tone, List<Row> rows) {
        return new LetterModel(
                SENDER,
                Objects.requireNonNullElse(RECIPIENTS.get(language), POLISH),
                Optional.of("Rīga"),
                DATE,
                1,
                BuiltInWording.wording(tone.template(), language),
                language,
                rows,
                SIGNATURE);
    }

    static LetterModel to(Recipient recipient, LetterModel letter) {
        return new LetterModel(
                letter.sender(),
                recipient,
                letter.place(),
                letter.date(),
                letter.level(),
                letter.wording(),
                letter.language(),
                letter.rows(),
                letter.signature());
    }

    static Row row(int i) {
        var due = DATE.minusDays(7L * i % 120 + 1);
        var total = new Money(BigDecimal.valueOf(12_345L + 98_765L * i % 1_000_000, 2), "EUR");
        var open = i % 3 == 1 ? total.minus(Money.of("100", "EUR")) : total;
        var reference = i % 4 == 3 ? Optional.of("RF18539007547034") : Optional.<String>empty();
        return new Row(number(i), due.minusDays(30), due, DATE.toEpochDay() - due.toEpochDay(), total, open, reference);
    }

    static Row row(String number, String open, String currency, Optional<String> reference) {
        var money = Money.of(open, currency);
        return new Row(number, DATE.minusDays(50), DATE.minusDays(20), 20, money, money, reference);
    }

    static String number(int i) {
        return String.format(Locale.ROOT, "RK-2026-%05d", 1_000 + i);
    }

    static Stream<String> languages() {
        return Countries.LETTER_LANGUAGES.stream();
    }
}
