package org.kvit.credit;

import java.time.LocalDate;
import org.kvit.company.NumberPattern;
import org.kvit.company.NumberSequences;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The next number of a credit note, without gaps.
@Component
public class CreditNumbers {
    /// The company's series, and how it is written until the company says otherwise.
    public static final String SERIES = "credit_note";

    public static final NumberPattern STANDARD = new NumberPattern("KR-{year}-{number:5}");

    private final JdbcClient jdbc;
    private final NumberSequences sequences;

    CreditNumbers(JdbcClient jdbc, NumberSequences sequences) {
        this.jdbc = jdbc;
        this.sequences = sequences;
    }

    /// Within the transaction that uses it; see [NumberSequences#next]. Where the company has written
    /// its numbers otherwise meanwhile, the series goes on behind the highest that it has given.
    String next(LocalDate on) {
        var number = sequences.next(SERIES, STANDARD, on);
        if (!isTaken(number)) {
            return number;
        }
        var expression = sequences.pattern(SERIES, STANDARD).expression(on);
        long highest =
                jdbc.sql("""
                SELECT coalesce(max((regexp_match(number, :expression))[1]::bigint), 0)
                  FROM credit_note
                 WHERE company_id = current_company() AND number ~ :expression
                """).param("expression", expression).query(Long.class).single();
        sequences.continueBehind(SERIES, STANDARD, on, highest);
        return sequences.next(SERIES, STANDARD, on);
    }

    private boolean isTaken(String number) {
        return jdbc.sql(
                        "SELECT EXISTS (SELECT FROM credit_note WHERE company_id = current_company() AND number = :number)")
                .param("number", number)
                .query(Boolean.class)
                .single();
    }
}
