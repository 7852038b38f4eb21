package org.kvit.reminder;

import java.util.ArrayList;
import java.util.List;
import org.kvit.base.Words;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// Writes a run's plan down as it is made, some thousand rows by one statement.
final class Proposal {
    private static final int CHUNK = 2000;

    private final long run;
    private final java.time.LocalDate asOf;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final List<ReminderPlan.Letter> letters = new ArrayList<>();
    private final List<Outcome.LeftOut> leftOut = new ArrayList<>();
    private int pending;

    Proposal(long run, java.time.LocalDate asOf, JdbcClient jdbc, JsonMapper json) {
        this.run = run;
        this.asOf = asOf;
        this.jdbc = jdbc;
        this.json = json;
    }

    void add(ReminderPlan plan) {
        letters.addAll(plan.letters());
        leftOut.addAll(plan.leftOut());
        pending += plan.leftOut().size()
                + plan.letters().stream()
                        .mapToInt(letter -> letter.items().size())
                        .sum();
        if (pending >= CHUNK) {
            write();
        }
    }

    /// Writes what is still held.
    void write() {
        writeLetters();
        writeLeftOut();
        letters.clear();
        leftOut.clear();
        pending = 0;
    }

    private void writeLetters() {
        record Line(ReminderPlan.Letter letter, OpenItem item) {}
        var lines = letters.stream()
                .flatMap(letter -> letter.items().stream().map(item -> new Line(letter, item)))
                .toList();
        // A customer's addresses are joined by line breaks, which none can hold: unnest takes no arrays of arrays.
        jdbc.sql("""
                WITH letter AS (
                  INSERT INTO reminder_letter (company_id, run_id, customer_id, level, level_name, recipients, faxes, post_to, language)
                  SELECT current_company(), :run, l.customer_id, l.level, l.level_name, string_to_array(l.recipients, E'\\n'),
                         string_to_array(l.faxes, E'\\n'), nullif(l.post_to, ''), l.language
                    FROM unnest(:customers::bigint[], :levels::int[], :names::text[], :recipients::text[], :faxes::text[], :postTo::text[], :languages::text[])
                         AS l (customer_id, level, level_name, recipients, faxes, post_to, language)
                  RETURNING id, customer_id, level)
                INSERT INTO reminder_letter_line (company_id, letter_id, invoice_id, open_amount, days_overdue)
                SELECT current_company(), letter.id, n.invoice_id, n.open_amount, n.days_overdue
                  FROM unnest(:ofCustomers::bigint[], :ofLevels::int[], :invoices::bigint[], :amounts::numeric[], :days::int[])
                       AS n (customer_id, level, invoice_id, open_amount, days_overdue)
                  JOIN letter USING (customer_id, level)
                """)
                .param("run", run)
                .param(
                        "customers",
                        letters.stream().map(l -> l.to().customer().value()).toArray(Long[]::new))
                .param("levels", letters.stream().map(l -> l.level().level()).toArray(Integer[]::new))
                .param("names", letters.stream().map(l -> l.level().name()).toArray(String[]::new))
                .param(
                        "recipients",
                        letters.stream().map(l -> String.join("\n", l.emails())).toArray(String[]::new))
                .param(
                        "faxes",
                        letters.stream().map(l -> String.join("\n", l.faxes())).toArray(String[]::new))
                .param(
                        "postTo",
                        letters.stream().map(l -> l.postTo().orElse("")).toArray(String[]::new))
                .param("languages", letters.stream().map(l -> l.to().language()).toArray(String[]::new))
                .param(
                        "ofCustomers",
                        lines.stream().map(l -> l.item().customer().value()).toArray(Long[]::new))
                .param(
                        "ofLevels",
                        lines.stream().map(l -> l.letter().level().level()).toArray(Integer[]::new))
                .param(
                        "invoices",
                        lines.stream().map(l -> l.item().id().value()).toArray(Long[]::new))
                .param(
                        "amounts",
                        lines.stream().map(l -> l.item().open().amount()).toArray(java.math.BigDecimal[]::new))
                .param("days", lines.stream().map(l -> days(l.item())).toArray(Integer[]::new))
                .update();
    }

    private void writeLeftOut() {
        jdbc.sql("""
                INSERT INTO reminder_left_out (company_id, run_id, invoice_id, level, open_amount, days_overdue, reason)
                SELECT current_company(), :run, o.invoice_id, nullif(o.level, 0), o.open_amount, o.days_overdue, o.reason::jsonb
                  FROM unnest(:invoices::bigint[], :levels::int[], :amounts::numeric[], :days::int[], :reasons::text[])
                       AS o (invoice_id, level, open_amount, days_overdue, reason)
                """)
                .param("run", run)
                .param(
                        "invoices",
                        leftOut.stream().map(o -> o.item().id().value()).toArray(Long[]::new))
                .param(
                        "levels",
                        leftOut.stream()
                                .map(o -> o.level().map(ReminderLevel::level).orElse(0))
                                .toArray(Integer[]::new))
                .param(
                        "amounts",
                        leftOut.stream().map(o -> o.item().open().amount()).toArray(java.math.BigDecimal[]::new))
                .param("days", leftOut.stream().map(o -> days(o.item())).toArray(Integer[]::new))
                .param("reasons", leftOut.stream().map(o -> written(o.reason())).toArray(String[]::new))
                .update();
    }

    private int days(OpenItem item) {
        return (int) item.daysOverdue(asOf);
    }

    private String written(Words reason) {
        return json.writeValueAsString(reason);
    }
}
