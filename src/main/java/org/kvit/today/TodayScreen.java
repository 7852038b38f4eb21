package org.kvit.today;

import gg.jte.Content;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kvit.ui.Page;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// The first page.
@Controller
class TodayScreen {
    private final Worklist worklist;
    private final Checklist checklist;
    private final List<TodayPanel> panels;

    TodayScreen(Worklist worklist, Checklist checklist, ObjectProvider<TodayPanel> panels) {
        this.worklist = worklist;
        this.checklist = checklist;
        this.panels = panels.orderedStream().toList();
    }

    @GetMapping("/")
    ModelAndView show(Page page) {
        var done = checklist.done();
        boolean mine = Arrays.stream(Step.values()).anyMatch(s -> !done.contains(s) && page.may(s.right()));
        return new ModelAndView(
                "today/today",
                Map.of(
                        "day",
                        day(page),
                        "panels",
                        panels.stream()
                                .<Content>flatMap(panel -> panel.panel(page).stream())
                                .toList(),
                        "setUp",
                        mine ? Optional.of(new SetUp(List.of(Step.values()), done)) : Optional.empty(),
                        "morning",
                        worklist.morning(),
                        "empty",
                        !done.contains(Step.INVOICES)));
    }

    /// Friday, 27 November 2026.
    private static String day(Page page) {
        var locale = page.language().equals("en") ? Locale.UK : page.locale();
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(locale)
                .format(page.today());
    }
}
