package org.kvit.ui;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.base.Words;
import org.kvit.company.Right;
import org.kvit.company.SignedIn;

/// What every template gets: the reader's language and formats, who is signed in, and where they are.
///
/// A controller takes it as an argument; every model has it as `page`.
public final class Page {
    private final Texts texts;
    private final StaticFiles files;
    private final Locale locale;
    private final Formats formats;
    private final Optional<SignedIn> who;
    private final List<SignedIn.Place> places;
    private final String path;
    private final String query;
    private final String csrf;
    private final boolean fragment;
    private final boolean demo;
    private final ZoneId zone;
    private final LocalDate today;

    Page(Texts texts, StaticFiles files, Locale locale, Request request, ZoneId zone, LocalDate today) {
        this.texts = texts;
        this.files = files;
        this.locale = locale;
        this.formats = new Formats(locale);
        this.who = request.who();
        this.places = request.places();
        this.path = request.path();
        this.query = request.query();
        this.csrf = request.csrf();
        this.fragment = request.fragment();
        this.demo = request.demo();
        this.zone = zone;
        this.today = today;
    }

    /// The parts of a page that come from the request.
    record Request(
            Optional<SignedIn> who,
            List<SignedIn.Place> places,
            String path,
            String query,
            String csrf,
            boolean fragment,
            boolean demo) {}

    public String text(String key, Object... args) {
        return texts.text(locale, key, args);
    }

    public boolean hasText(String key) {
        return texts.has(locale, key);
    }

    public String words(Words words) {
        return texts.words(locale, words);
    }

    /// The address of one of our styles, scripts or pictures. @param name below `static/`, such as `kvit.css`
    public String file(String name) {
        return files.address(name);
    }

    public String date(LocalDate date) {
        return formats.date(date);
    }

    public String date(Optional<LocalDate> date) {
        return date.map(formats::date).orElse("");
    }

    /// In the company's time zone.
    public String instant(Instant at) {
        return formats.instant(at, zone);
    }

    public String money(Money money) {
        return formats.money(money);
    }

    public String amount(Money money) {
        return formats.amount(money);
    }

    public String number(long number) {
        return formats.number(number);
    }

    public String number(BigDecimal number) {
        return formats.number(number);
    }

    /// What a column of the audit trail is called on the screen: text `history.<table>.<column>`.
    public String fieldName(String table, String column) {
        var key = "history." + table + "." + column;
        return hasText(key) ? text(key) : column.replace('_', ' ');
    }

    /// A value of one column of the audit trail: text `history.<table>.<column>.<value>`, where a code stands for
    /// words.
    public String fieldValue(String table, String column, Optional<String> value) {
        var key = "history." + table + "." + column + "." + value.orElse("");
        return hasText(key) ? text(key) : fieldValue(value);
    }

    /// A value of the audit trail, as the reader writes it: dates, times, yes and no.
    public String fieldValue(Optional<String> value) {
        return switch (value.orElse("")) {
            case "" -> text("ui.history.empty");
            case "true" -> text("ui.yes");
            case "false" -> text("ui.no");
            case String day when day.matches("\\d{4}-\\d{2}-\\d{2}") -> date(LocalDate.parse(day));
            case String time
            when time.matches("\\d{4}-\\d{2}-\\d{2}T[\\d:.]+[+-]\\d{2}:\\d{2}") ->
                instant(OffsetDateTime.parse(time).toInstant());
            case String other -> other;
        };
    }

    /// A country to choose: its ISO 3166-1 alpha-2 code and its name in the reader's language.
    public record Country(String code, String name) {}

    /// All countries by name; those that our users are in stand first.
    public List<Country> countries() {
        var near = List.of("LV", "EE", "LT", "CZ", "SK");
        var order = java.text.Collator.getInstance(locale);
        return java.util.stream.Stream.concat(
                        near.stream(),
                        java.util.Arrays.stream(Locale.getISOCountries()).filter(c -> !near.contains(c)))
                .map(code -> new Country(code, country(code)))
                .sorted(java.util.Comparator.comparing((Country c) -> !near.contains(c.code()))
                        .thenComparing(Country::name, order))
                .toList();
    }

    /// The name of a country, or of a language, in the reader's language.
    public String country(String code) {
        return Locale.of("", code).getDisplayCountry(locale);
    }

    public String languageName(String code) {
        return Locale.of(code).getDisplayLanguage(Locale.of(code));
    }

    public String language() {
        return locale.getLanguage();
    }

    public Locale locale() {
        return locale;
    }

    /// Today's date where the company is.
    public LocalDate today() {
        return today;
    }

    public Optional<SignedIn> who() {
        return who;
    }

    /// The companies that the person may switch to.
    public List<SignedIn.Place> places() {
        return places;
    }

    public boolean may(Right right) {
        return who.map(w -> w.may(right)).orElse(false);
    }

    public String theme() {
        return who.map(SignedIn::theme).orElse("light");
    }

    public String csrf() {
        return csrf;
    }

    /// The request's path with its query: where a form that changes the language comes back to.
    public String here() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    /// Whether this page lies below a path of the navigation.
    public boolean isAt(String prefix) {
        return prefix.equals("/") ? path.equals("/") : path.equals(prefix) || path.startsWith(prefix + "/");
    }

    /// Whether this is the demo, which has a mailbox to look into.
    public boolean demo() {
        return demo;
    }

    /// Whether htmx asks for a part of the page only.
    public boolean fragment() {
        return fragment;
    }
}
