package org.kvit.order;

import java.time.LocalDate;
import org.kvit.company.NumberSequences;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The next number of an order or a trip. Numbers that were given by hand are passed by.
@Component
class Numbering {
    private final JdbcClient jdbc;
    private final NumberSequences sequences;

    Numbering(JdbcClient jdbc, NumberSequences sequences) {
        this.jdbc = jdbc;
        this.sequences = sequences;
    }

    /// Within the transaction that uses it; see [NumberSequences#next].
    String next(OrderSeries series, LocalDate on) {
        var number = sequences.next(series.code(), series.standard(), on);
        if (!isTaken(series, number)) {
            return number;
        }
        var expression = sequences.pattern(series.code(), series.standard()).expression(on);
        long highest = jdbc.sql("""
                SELECT coalesce(max((regexp_match(number, :expression))[1]::bigint), 0)
                  FROM %s
                 WHERE company_id = current_company() AND number ~ :expression
                """.formatted(series.table()))
                .param("expression", expression)
                .query(Long.class)
                .single();
        sequences.continueBehind(series.code(), series.standard(), on, highest);
        return sequences.next(series.code(), series.standard(), on);
    }

    boolean isTaken(OrderSeries series, String number) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM %s WHERE company_id = current_company() AND number = :number)"
                        .formatted(series.table()))
                .param("number", number)
                .query(Boolean.class)
                .single();
    }
}
