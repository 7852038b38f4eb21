package org.kvit.schedule;

import java.util.stream.Collectors;
import org.kvit.company.Companies;
import org.kvit.company.Right;
import org.kvit.ui.Page;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// What whoever is signed in is told of the schedule, on whatever page they are; asked for now and then
/// (`notice.js`).
@Controller
class NoticeScreen {
    private final FiringLog log;
    private final ReminderSchedules schedules;
    private final Companies companies;

    NoticeScreen(FiringLog log, ReminderSchedules schedules, Companies companies) {
        this.log = log;
        this.schedules = schedules;
        this.companies = companies;
    }

    /// @param id of the run: each is told of once
    record Notice(long id, String text, String action, String href, String close) {}

    /// Nothing unless today's run waits, the company wants it told, and the reader may send it.
    @GetMapping("/reminder-notices")
    ResponseEntity<Notice> notice(Page page) {
        if (!page.may(Right.REMINDERS)) {
            return ResponseEntity.noContent().build();
        }
        return log.offer()
                .filter(offer -> offer.firing().day().equals(companies.today())
                        && schedules.own().notice())
                .map(offer -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .body(new Notice(
                                offer.run().value(),
                                page.text(
                                        "schedule.notice",
                                        offer.letters(),
                                        offer.sums().stream().map(page::money).collect(Collectors.joining(" · "))),
                                page.text("schedule.offer.look"),
                                "/reminder-runs/" + offer.run().value(),
                                page.text("schedule.notice.close"))))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }
}
