package org.kvit.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kvit.ui.Texts;

class ReminderCalendarTest {
    /// Monday, Wednesday, Friday always; Tuesday, Thursday only if the previous working day's was not
    /// sent.
    private static final ReminderSchedule EXAMPLE = Calendars.schedule("aiaiann", "09:00", true);

    private static final LocalDate MONDAY = LocalDate.of(2026, 10, 12);

    @Test
    void monday_wednesday_friday_always_tuesday_thursday_only_if_the_previous_days_was_not_sent() {
        assertThat(week(Set.of(MONDAY, MONDAY.plusDays(2), MONDAY.plusDays(4))))
                .as("everything is sent on its day")
                .containsExactly("MONDAY", "WEDNESDAY", "FRIDAY");
        assertThat(week(Set.of(MONDAY.plusDays(1), MONDAY.plusDays(2))))
                .as("Monday's is left unsent, Tuesday's sent; then Wednesday's is sent, so Thursday has none")
                .containsExactly("MONDAY", "TUESDAY", "WEDNESDAY", "FRIDAY");
        assertThat(week(Set.of()))
                .as("nothing is sent at all: it is offered again every working day")
                .containsExactly("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY");
    }

    /// The days of the week on which a run is made, if what was made on some days is sent on them.
    private static List<String> week(Set<LocalDate> sent) {
        var calendar = Calendars.in("LV", "Europe/Riga", EXAMPLE);
        var fired = new ArrayList<String>();
        Optional<LocalDate> done = Optional.of(MONDAY.minusDays(3));
        for (var day = MONDAY; day.isBefore(MONDAY.plusDays(7)); day = day.plusDays(1)) {
            var decision = FiringDecision.at(calendar.moment(day), calendar, Instant.EPOCH, done, sent::contains);
            if (decision instanceof FiringDecision.Fire) {
                fired.add(day.getDayOfWeek().name());
            }
            if (!(decision instanceof FiringDecision.Await)) {
                done = Optional.of(day);
            }
        }
        return fired;
    }

    @Test
    void the_working_day_before_a_tuesday_after_easter_is_the_thursday() {
        var calendar = Calendars.in("LV", "Europe/Riga", EXAMPLE);
        var tuesday = LocalDate.of(2027, 3, 30); // Easter Monday is the 29th, Good Friday the 26th
        assertThat(calendar.day(tuesday).unlessSentOn()).contains(LocalDate.of(2027, 3, 25));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            LV, 2026-11-18, Public holiday: Proclamation Day of the Republic
            LV, 2028-11-20, Public holiday: Proclamation Day of the Republic (in lieu)
            LV, 2030-05-06, Public holiday: Restoration of Independence (in lieu)
            LV, 2026-12-31, Public holiday: New Year’s Eve
            EE, 2026-08-20, Public holiday: Restoration of Independence
            EE, 2027-02-24, Public holiday: Independence Day
            LT, 2026-12-24, Public holiday: Christmas Eve
            LT, 2026-12-25, Public holiday: Christmas Day
            CZ, 2026-09-28, Public holiday: St Wenceslas Day
            CZ, 2027-03-26, Public holiday: Good Friday
            SK, 2026-08-29, Public holiday: Slovak National Uprising
            FR, 2026-07-14, Public holiday: National Day
            LV, 2026-11-28, never on this day of the week
            LV, 2026-11-27, always on this day of the week
            LV, 2026-11-26, only if nothing was sent on 25/11/2026
            """)
    void each_day_says_in_words_why_it_is_on_or_off(String country, LocalDate day, String why) throws Exception {
        var calendar = Calendars.in(country, "Europe/Riga", EXAMPLE);
        assertThat(new Texts().words(java.util.Locale.ENGLISH, calendar.day(day).why()))
                .isEqualTo(why);
    }

    @Test
    void holidays_can_be_let_be_and_the_companys_own_closed_days_come_first() throws Exception {
        var day = LocalDate.of(2026, 12, 24);
        var without = Calendars.in("LV", "Europe/Riga", Calendars.schedule("aaaaann", "09:00", false));
        assertThat(without.day(day).on()).isTrue();
        var closed = new ClosedDays(1, LocalDate.of(2026, 12, 21), LocalDate.of(2026, 12, 31), "Stocktaking");
        var calendar = Calendars.in("LV", "Europe/Riga", EXAMPLE, closed);
        assertThat(new Texts().words(java.util.Locale.ENGLISH, calendar.day(day).why()))
                .isEqualTo("Closed: Stocktaking");
        assertThat(calendar.next(LocalDate.of(2026, 12, 19))).contains(LocalDate.of(2027, 1, 4));
        assertThat(calendar.day(LocalDate.of(2026, 12, 20)).on()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            Europe/Riga,     2027-03-28, 03:30, 2027-03-28T01:00:00Z, skipped: at the moment after it
            Europe/Riga,     2027-10-31, 03:30, 2027-10-31T00:30:00Z, twice: the first time
            Europe/Prague,   2027-03-28, 02:00, 2027-03-28T01:00:00Z, the skipped hour's beginning
            Atlantic/Azores, 2027-03-28, 00:00, 2027-03-28T01:00:00Z, a day that begins at one
            Europe/Riga,     2027-03-28, 09:00, 2027-03-28T06:00:00Z, summer
            Europe/Riga,     2027-03-27, 09:00, 2027-03-27T07:00:00Z, winter
            """)
    void a_days_moment_is_its_local_time_also_where_the_clocks_are_changed(
            String zone, LocalDate day, String at, Instant moment, String what) {
        var calendar = Calendars.in("LV", zone, Calendars.schedule("aaaaaaa", at, false));
        assertThat(calendar.moment(day)).as(what).isEqualTo(moment);
    }

    @Test
    void a_calendar_that_is_never_on_has_no_next_day() {
        var always = new ClosedDays(1, LocalDate.of(2026, 1, 1), LocalDate.of(2030, 1, 1), "");
        var calendar = Calendars.in("LV", "Europe/Riga", EXAMPLE, always);
        assertThat(calendar.next(MONDAY)).isEmpty();
        assertThat(FiringDecision.at(calendar.moment(MONDAY), calendar, Instant.EPOCH, Optional.empty(), _ -> false))
                .isEqualTo(new FiringDecision.Await(Optional.empty()));
    }

    @Test
    void holidays_of_the_countries_of_our_languages_have_names_in_all_of_them() throws Exception {
        var texts = new Texts();
        var nameless = new TreeSet<String>();
        for (var country : List.of("LV", "EE", "LT", "CZ", "SK")) {
            var calendar = Calendars.in(country, "Europe/Riga", Calendars.schedule("aaaaaaa", "09:00", true));
            for (var day : calendar.days(LocalDate.of(2026, 1, 1), 800)) {
                for (var language : List.of("en", "lv", "et", "cs", "sk")) {
                    var why = texts.words(java.util.Locale.of(language), day.why());
                    if (why.contains("schedule.") || day.why().toString().contains("holiday.other")) {
                        nameless.add(country + " " + day.date() + " " + language + ": " + why);
                    }
                }
            }
        }
        assertThat(nameless).isEmpty();
    }
}
