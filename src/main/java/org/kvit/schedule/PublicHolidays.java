package org.kvit.schedule;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kvit.base.Words;

/// The days on which a whole country is off, from Jollyday, with what it lacks or misnames. A country
/// that it doesn't
/// know has none.
final class PublicHolidays {
    private static final Map<InYear, Map<LocalDate, Words>> KNOWN = new ConcurrentHashMap<>();
    private static final Set<String> COUNTRIES = Set.copyOf(HolidayManager.getSupportedCalendarCodes());

    /// Names that are ours, where the library has a general one or another day's.
    private static final Map<String, String> NAMES = Map.of(
            "LV --05-04", "REST_INDEP",
            "LV --11-18", "PROCLAMATION",
            "LT --12-25", "CHRISTMAS",
            "LT --12-26", "BOXING_DAY");

    /// Keys that have a text of ours (`schedule.holiday.…`) in all languages: of the countries that our
    /// users are in.
    private static final Set<String> NAMED = Set.of(
            "ALL_SAINTS",
            "ALL_SOULS",
            "ASSUMPTION_DAY",
            "BOXING_DAY",
            "CHRISTMAS",
            "CHRISTMAS_EVE",
            "CONSTITUTION_DAY",
            "CYRUS_METHODIUS",
            "EASTER",
            "EASTER_MONDAY",
            "EPIPHANY",
            "FOUNDATION",
            "FREEDOM_DEMOCRACY",
            "GOOD_FRIDAY",
            "HUS",
            "INDEPENDENCE_DAY",
            "JOHANNIS_DAY",
            "LABOUR_DAY",
            "LIBERATION",
            "MIDSUMMER",
            "MIDSUMMER_EVE",
            "NATIONAL_UPRISING",
            "NEW_YEAR",
            "NEW_YEARS_EVE",
            "PENTECOST",
            "PROCLAMATION",
            "REST_INDEP",
            "SPRING_DAY",
            "STATEHOOD",
            "STEPHENS",
            "UNIFICATION",
            "VICTORY",
            "VIRGIN_MARY",
            "WENCELAS");

    private PublicHolidays() {}

    private record InYear(String country, int year) {}

    /// The name of the holiday; empty on other days. @param country ISO 3166-1 alpha-2
    static Optional<Words> on(String country, LocalDate day) {
        return Optional.ofNullable(KNOWN.computeIfAbsent(new InYear(country, day.getYear()), PublicHolidays::all)
                .get(day));
    }

    private static Map<LocalDate, Words> all(InYear of) {
        if (!COUNTRIES.contains(of.country())) {
            return Map.of();
        }
        var all = new HashMap<LocalDate, Words>();
        for (var holiday : HolidayManager.getInstance(
                        ManagerParameters.create(of.country().toLowerCase(Locale.ROOT)))
                .getHolidays(Year.of(of.year()), HolidayType.PUBLIC_HOLIDAY)) {
            all.put(holiday.getDate(), name(of.country(), holiday));
        }
        supplement(of, all);
        return Map.copyOf(all);
    }

    private static Words name(String country, Holiday holiday) {
        var own = NAMES.get(country + " " + MonthDay.from(holiday.getActualDate()));
        var key = own == null ? holiday.getPropertiesKey().replaceFirst("^christian\\.", "") : own;
        return NAMED.contains(key)
                ? named(key)
                : Words.of("schedule.holiday.other", holiday.getDescription(Locale.ENGLISH));
    }

    private static Words named(String key) {
        return Words.of("schedule.holiday." + key);
    }

    /// Lithuania: Christmas Eve (Labour Code, art. 123). Latvia: if 4 May or 18 November is a Saturday
    /// or Sunday, the
    /// next working day is off (Law on Holidays, Commemoration and Celebration Days, sect. 1).
    private static void supplement(InYear of, Map<LocalDate, Words> all) {
        if (of.country().equals("LT")) {
            all.put(LocalDate.of(of.year(), 12, 24), named("CHRISTMAS_EVE"));
        } else if (of.country().equals("LV")) {
            inLieu(LocalDate.of(of.year(), 5, 4), "REST_INDEP", all);
            inLieu(LocalDate.of(of.year(), 11, 18), "PROCLAMATION", all);
        }
    }

    private static void inLieu(LocalDate day, String key, Map<LocalDate, Words> all) {
        if (day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0) {
            all.putIfAbsent(
                    day.plusDays(8L - day.getDayOfWeek().getValue()), Words.of("schedule.holiday.inLieu", named(key)));
        }
    }
}
