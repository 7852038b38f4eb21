package org.kvit.schedule;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Words;
import org.kvit.payment.StatementAge;
import org.kvit.payment.StatementAges;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Whether the bound company is set up so that reminders may go out without a person. Each item is seen
/// from what is
/// there, and undone again when it is there no longer; only that letters were read is a person's word,
/// one a language.
@Service
public class SetupChecklist {
    private final JdbcClient jdbc;
    private final TemplateReadings readings;
    private final StatementAges ages;

    SetupChecklist(JdbcClient jdbc, TemplateReadings readings, StatementAges ages) {
        this.jdbc = jdbc;
        this.readings = readings;
        this.ages = ages;
    }

    public boolean complete() {
        return state().complete();
    }

    /// @param tested when a test mail last left after the server's settings were changed
    /// @param link the name of an active bank link
    private record Facts(
            boolean policy,
            @Nullable OffsetDateTime tested,
            @Nullable String link,
            @Nullable OffsetDateTime seen,
            @Nullable String seenBy) {}

    @Transactional(readOnly = true)
    public SetupState state() {
        var facts = jdbc.sql("""
                SELECT EXISTS (SELECT FROM reminder_policy p WHERE p.company_id = current_company()) AS policy,
                       (SELECT max(m.sent_at) FROM mail m
                         WHERE m.company_id = current_company() AND m.kind = 'test' AND m.state = 'sent'
                           AND m.id > coalesce((SELECT s.tested_after FROM mail_server s WHERE s.company_id = current_company()), 0)) AS tested,
                       (SELECT min(b.name) FROM bank_link b WHERE b.company_id = current_company() AND b.active) AS link,
                       r.seen_at AS seen, r.name AS seen_by
                  FROM (SELECT 1) one
                  LEFT JOIN LATERAL (SELECT r.seen_at, u.name FROM reminder_run r LEFT JOIN app_user u ON u.id = r.seen_by
                                      WHERE r.company_id = current_company() AND r.seen_at IS NOT NULL
                                      ORDER BY r.id LIMIT 1) r ON true
                """).query(Facts.class).single();
        return new SetupState(List.of(
                rules(facts), templates(), mail(facts), statements(Optional.ofNullable(facts.link())), dryRun(facts)));
    }

    private static SetupState.Entry rules(Facts facts) {
        return entry(SetupItem.RULES, facts.policy(), facts.policy() ? "done" : "missing");
    }

    private SetupState.Entry templates() {
        var all = readings.all();
        var unread = all.stream().filter(r -> !r.done()).count();
        return all.isEmpty()
                ? entry(SetupItem.TEMPLATES, false, "nobody")
                : unread == 0
                        ? entry(SetupItem.TEMPLATES, true, "done", all.size())
                        : entry(SetupItem.TEMPLATES, false, "missing", unread, all.size());
    }

    private static SetupState.Entry mail(Facts facts) {
        return Optional.ofNullable(facts.tested())
                .map(at -> entry(SetupItem.MAIL, true, "done", at.toLocalDate()))
                .orElseGet(() -> entry(SetupItem.MAIL, false, "missing"));
    }

    /// A link that is active, or statements that a person brings in: either must be new enough by the
    /// company's own
    /// limit.
    private SetupState.Entry statements(Optional<String> link) {
        var age = ages.own();
        var oldest = age.accounts().stream()
                .filter(StatementAge.Account::old)
                .findFirst()
                .map(a -> entry(SetupItem.STATEMENTS, false, "old", a.account(), a.newest(), a.days()));
        return age.none()
                ? entry(SetupItem.STATEMENTS, false, link.isPresent() ? "awaited" : "missing")
                : oldest.orElseGet(() -> link.map(name -> entry(
                                SetupItem.STATEMENTS,
                                true,
                                "link",
                                name,
                                age.newest().orElseThrow()))
                        .orElseGet(() -> entry(
                                SetupItem.STATEMENTS, true, "hand", age.newest().orElseThrow())));
    }

    private static SetupState.Entry dryRun(Facts facts) {
        return Optional.ofNullable(facts.seen())
                .map(at -> facts.seenBy() == null
                        ? entry(SetupItem.DRY_RUN, true, "done", at.toLocalDate())
                        : entry(SetupItem.DRY_RUN, true, "doneBy", at.toLocalDate(), facts.seenBy()))
                .orElseGet(() -> entry(SetupItem.DRY_RUN, false, "missing"));
    }

    private static SetupState.Entry entry(SetupItem item, boolean done, String fact, Object... args) {
        return new SetupState.Entry(item, done, Words.of("schedule.setup." + item.code() + "." + fact, args));
    }
}
