package org.kvit.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.ApiClient;
import org.kvit.KvitTest;
import org.kvit.ScreenClient;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.company.People;
import org.kvit.company.Role;
import org.kvit.company.Tokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class ScheduleScreensTest {
    private static final String SCHEDULE = "/api/v1/reminder-schedule";

    @Autowired
    private Companies companies;

    @Autowired
    private People people;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Firings firings;

    @Autowired
    private ReminderSchedules schedules;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @LocalServerPort
    private int port;

    private TestCompany company;
    private ScreenClient anna;
    private Planned planned;
    private LocalDate today;

    @BeforeEach
    void signIn() {
        company = TestCompany.found(companies);
        anna = ScreenClient.signedIn(port, company.email(), TestCompany.PASSWORD);
        today = company.actor().get(companies::today);
        planned = new Planned(company, firings, schedules, jdbc, transaction, today);
    }

    @Test
    void the_page_shows_the_standard_switched_off_and_sixty_days_with_their_reasons() {
        var page = anna.get("/settings/schedule").text();
        assertThat(page.split("data-date=", -1)).hasSize(61);
        assertThat(page).contains("never on this day of the week", "only if nothing was sent on", "Europe/Riga");
        assertThat(page).contains("id=\"mode-automatic\" value=\"automatic\" disabled");
    }

    @Test
    void a_schedule_is_saved_and_faults_stand_beside_their_fields() {
        var saved = anna.post(
                "/settings/schedule",
                "mode",
                "propose",
                "at",
                "08:15",
                "rule-1",
                "always",
                "rule-2",
                "never",
                "rule-3",
                "never",
                "rule-4",
                "never",
                "rule-5",
                "never",
                "rule-6",
                "never",
                "rule-7",
                "never",
                "notice",
                "true");
        assertThat(saved.status()).isEqualTo(302);
        var own = company.actor().get(schedules::own);
        assertThat(own.at()).hasToString("08:15");
        assertThat(own.holidays()).isFalse();
        var wrong = anna.post(
                "/settings/schedule",
                "mode",
                "automatic",
                "at",
                "25:00",
                "rule-1",
                "never",
                "rule-2",
                "never",
                "rule-3",
                "never",
                "rule-4",
                "never",
                "rule-5",
                "never",
                "rule-6",
                "never",
                "rule-7",
                "never");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("Enter a time such as 09:00.");
        assertThat(company.actor().get(schedules::own)).isEqualTo(own);
    }

    @Test
    void closed_days_stand_in_the_calendar_until_they_are_removed() {
        var day = today.plusDays(3);
        assertThat(anna.post("/settings/schedule/closed-days", "from", day.toString(), "reason", "Stocktaking")
                        .status())
                .isEqualTo(302);
        assertThat(anna.get("/settings/schedule").text()).contains("Closed: Stocktaking");
        assertThat(anna.post(
                                "/settings/schedule/closed-days",
                                "from",
                                day.toString(),
                                "to",
                                day.minusDays(1).toString())
                        .status())
                .isEqualTo(422);
        var api = api();
        long id = api.get(SCHEDULE + "/closed-days").body().at("/items/0/id").longValue();
        assertThat(anna.post("/settings/schedule/closed-days/" + id + "/deletion")
                        .status())
                .isEqualTo(302);
        assertThat(anna.get("/settings/schedule").text()).doesNotContain("Stocktaking");
        assertThat(api.delete(SCHEDULE + "/closed-days/" + id).status()).isEqualTo(404);
    }

    @Test
    void the_interface_reads_and_changes_schedule_and_closed_days() {
        var api = api();
        assertThat(api.get(SCHEDULE).body().path("mode").stringValue()).isEqualTo("off");
        var changed =
                api.put(SCHEDULE, Map.of("mode", "propose", "time", "07:30", "weekdays", Map.of("saturday", "always")));
        assertThat(changed.status()).as(changed.http().body()).isEqualTo(200);
        assertThat(changed.body().at("/weekdays/monday").stringValue()).isEqualTo("always");
        assertThat(changed.body().at("/weekdays/saturday").stringValue()).isEqualTo("always");
        assertThat(api.put(SCHEDULE, Map.of("weekdays", Map.of("someday", "always")))
                        .status())
                .isEqualTo(422);
        assertThat(api.put(SCHEDULE, Map.of("mode", "automatic")).status()).isEqualTo(422);
        assertThat(api.post(SCHEDULE + "/closed-days", Map.of("from", today.toString(), "reason", "Move"))
                        .status())
                .isEqualTo(201);
        var days = api.get(SCHEDULE + "/calendar?days=2").body().path("items");
        assertThat(days.size()).isEqualTo(2);
        assertThat(days.get(0).path("why").stringValue()).isEqualTo("Closed: Move");
        assertThat(api.get(SCHEDULE + "/calendar?days=0").status()).isEqualTo(422);
        assertThat(api.get(SCHEDULE + "/checklist").body().path("complete").booleanValue())
                .isFalse();
    }

    @Test
    void today_offers_the_run_and_the_browser_is_told_of_it_once_it_is_the_day() {
        planned.overdue(2);
        assertThat(anna.get("/reminder-notices").status()).isEqualTo(204);
        planned.set(Planned.DAILY);
        change("UPDATE reminder_schedule SET since = '-infinity' WHERE company_id = current_company()");
        var run = planned.fires(0).run().orElseThrow().value();
        var page = anna.get("/").text();
        assertThat(page)
                .contains(
                        "id=\"schedule-offer\"",
                        "2 reminder letters wait to be sent",
                        "href=\"/reminder-runs/" + run + "\"")
                .contains("200.00\u00a0EUR", "js/notice");
        var notice = anna.get("/reminder-notices");
        assertThat(notice.status()).isEqualTo(200);
        assertThat(notice.text()).contains("2 reminder letters wait to be sent", "/reminder-runs/" + run);
        person("rita", Role.READ_ONLY);
        var rita = ScreenClient.signedIn(port, "rita-" + company.email(), TestCompany.PASSWORD);
        assertThat(rita.get("/reminder-notices").status()).isEqualTo(204);
        assertThat(rita.get("/").text()).doesNotContain("js/notice", "id=\"reminder-setup\"");
    }

    @Test
    void an_accountant_stops_everything_and_an_administrator_lets_it_go_on() {
        planned.overdue(1);
        planned.set(Planned.DAILY);
        long run = planned.fires(1).run().orElseThrow().value();
        person("ilze", Role.ACCOUNTANT);
        var ilze = ScreenClient.signedIn(port, "ilze-" + company.email(), TestCompany.PASSWORD);
        assertThat(ilze.post("/reminder-stop", "reason", "Wrong prices").status())
                .isEqualTo(302);
        for (var path : List.of("/", "/reminder-runs", "/reminder-runs/" + run, "/settings/schedule")) {
            assertThat(anna.get(path).text())
                    .as(path)
                    .contains("id=\"reminders-stopped\"", "By ilze", "Wrong prices", "id=\"resume-reminders\"");
        }
        assertThat(ilze.get("/").text()).contains("reminders-stopped").doesNotContain("resume-reminders");
        assertThat(ilze.post("/reminder-stop/resumption").status()).isEqualTo(403);
        assertThat(ilze.post("/reminder-runs/" + run + "/dispatches").status()).isEqualTo(409);
        assertThat(anna.post("/reminder-stop/resumption").status()).isEqualTo(302);
        assertThat(anna.get("/").text()).doesNotContain("reminders-stopped").contains("stop-reminders");
        assertThat(audit("reminder_stop")).containsExactly("created", "changed");
        var api = api();
        assertThat(api.put("/api/v1/reminder-stop", Map.of("reason", "r"))
                        .body()
                        .path("stopped")
                        .booleanValue())
                .isTrue();
        assertThat(api.delete("/api/v1/reminder-stop").status()).isEqualTo(204);
        assertThat(api.delete("/api/v1/reminder-stop").status()).isEqualTo(409);
    }

    @Test
    void the_checklist_is_seen_from_facts_and_a_reading_is_one_persons_word() {
        planned.overdue(1);
        assertThat(anna.get("/").text()).contains("id=\"reminder-setup\"");
        var page = anna.get("/settings/setup").text();
        assertThat(page).contains("0 of 5", "No test mail has left", "Set up a bank link", "not read yet");
        assertThat(anna.post("/settings/setup/readings", "language", "en").status())
                .isEqualTo(302);
        assertThat(anna.post("/settings/setup/readings", "language", "fi").status())
                .isEqualTo(404);
        anna.get(anna.post("/reminder-runs").location());
        company.actor().run(() -> planned.statement(today));
        assertThat(anna.get("/settings/setup").text())
                .contains("3 of 5", "Anna Ozola", "Brought in by hand", "Anna Ozola looked at a proposed run");
        planned.isSetUp();
        assertThat(anna.get("/settings/setup").text()).contains("5 of 5", "id=\"setup-complete\"");
        assertThat(anna.get("/").text()).doesNotContain("id=\"reminder-setup\"");
        change("""
                INSERT INTO mail_server (company_id, host, port, security, sender)
                VALUES (current_company(), 'mail.example', 25, 'tls', 'a@b.example')""");
        assertThat(anna.get("/settings/setup").text()).contains("4 of 5", "No test mail has left");
    }

    @Test
    void only_an_administrator_changes_the_schedule() {
        person("ilze", Role.ACCOUNTANT);
        var ilze = ScreenClient.signedIn(port, "ilze-" + company.email(), TestCompany.PASSWORD);
        assertThat(ilze.post("/settings/schedule", "mode", "off").status()).isEqualTo(403);
        assertThat(ilze.post("/settings/schedule/closed-days", "from", today.toString())
                        .status())
                .isEqualTo(403);
        assertThat(ilze.get("/settings/schedule").text())
                .contains("An administrator can change this.")
                .doesNotContain("save-schedule");
    }

    private void person(String name, Role role) {
        company.actor().run(() -> people.add(name + "-" + company.email(), name, TestCompany.PASSWORD, "en", role));
    }

    private List<String> audit(String subject) {
        return company.actor()
                .get(() -> transaction.execute(_ -> jdbc.sql(
                                "SELECT action FROM audit WHERE company_id = current_company() AND subject = :subject ORDER BY id")
                        .param("subject", subject)
                        .query((row, n) -> row.getString(1))
                        .list()));
    }

    private ApiClient api() {
        return new ApiClient(port, company.actor().get(() -> tokens.create(company.administrator(), "test")));
    }

    private void change(String sql) {
        company.actor()
                .run(() -> transaction.executeWithoutResult(_ -> jdbc.sql(sql).update()));
    }
}
