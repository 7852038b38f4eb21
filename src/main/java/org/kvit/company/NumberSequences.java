package org.kvit.company;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The bound company's series of numbers, without gaps: a number is taken in the transaction that uses it,
/// and the series stays locked until that ends. If it is rolled back, the next one gets the same number.
@Service
public class NumberSequences {
    private final JdbcClient jdbc;

    NumberSequences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Takes the next number.
    ///
    /// @param series such as `invoice`
    /// @param standard the pattern of a series that the company has set none for
    /// @param on the document's date, which decides the year
    @Transactional(propagation = Propagation.MANDATORY)
    public String next(String series, NumberPattern standard, LocalDate on) {
        var pattern = pattern(series, standard);
        long number = jdbc.sql("""
                INSERT INTO number_sequence (company_id, name, year, next)
                VALUES (current_company(), :series, :year, 2)
                    ON CONFLICT (company_id, name, year) DO UPDATE SET next = number_sequence.next + 1
                RETURNING next - 1
                """)
                .param("series", series)
                .param("year", pattern.yearOf(on))
                .query(Long.class)
                .single();
        return pattern.write(on, number);
    }

    /// Takes the next number that no row has. Documents that came from elsewhere, or were numbered by hand, may
    /// have used up numbers of the series: it then goes on behind the highest of them. The series is locked
    /// from the first number on, so nobody takes one meanwhile.
    ///
    /// @param table whose column `number` has the numbers of the series, and others
    @Transactional(propagation = Propagation.MANDATORY)
    public String nextFree(String series, NumberPattern standard, String table, LocalDate on) {
        var number = next(series, standard, on);
        if (!isTaken(table, number)) {
            return number;
        }
        long highest = jdbc.sql("""
                SELECT coalesce(max((regexp_match(number, :expression))[1]::bigint), 0)
                  FROM %s
                 WHERE company_id = current_company() AND number ~ :expression
                """.formatted(table))
                .param("expression", pattern(series, standard).expression(on))
                .query(Long.class)
                .single();
        continueBehind(series, standard, on, highest);
        return next(series, standard, on);
    }

    /// @param table as in [#nextFree]
    @Transactional(readOnly = true)
    public boolean isTaken(String table, String number) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM %s WHERE company_id = current_company() AND number = :number)"
                        .formatted(table))
                .param("number", number)
                .query(Boolean.class)
                .single();
    }

    /// Lets a series go on behind a number that was used elsewhere, such as by an import. Never goes back.
    @Transactional(propagation = Propagation.MANDATORY)
    public void continueBehind(String series, NumberPattern standard, LocalDate on, long last) {
        jdbc.sql("""
                UPDATE number_sequence SET next = greatest(next, :next)
                 WHERE company_id = current_company() AND name = :series AND year = :year
                """)
                .param("next", last + 1)
                .param("series", series)
                .param("year", pattern(series, standard).yearOf(on))
                .update();
    }

    /// Takes a number back if it was the last one that the series gave; any other stays used.
    @Transactional(propagation = Propagation.MANDATORY)
    public void giveBack(String series, NumberPattern standard, LocalDate on, String number) {
        var pattern = pattern(series, standard);
        jdbc.sql("""
                SELECT next FROM number_sequence
                 WHERE company_id = current_company() AND name = :series AND year = :year
                   FOR UPDATE
                """)
                .param("series", series)
                .param("year", pattern.yearOf(on))
                .query(Long.class)
                .optional()
                .filter(next -> next > 1 && pattern.write(on, next - 1).equals(number))
                .ifPresent(next -> jdbc.sql("""
                        UPDATE number_sequence SET next = :last
                         WHERE company_id = current_company() AND name = :series AND year = :year
                        """)
                        .param("last", next - 1)
                        .param("series", series)
                        .param("year", pattern.yearOf(on))
                        .update());
    }

    /// How the series writes its numbers. @param standard for a series that the company has set none for
    @Transactional(readOnly = true)
    public NumberPattern pattern(String series, NumberPattern standard) {
        return jdbc.sql("SELECT pattern FROM number_format WHERE company_id = current_company() AND name = :series")
                .param("series", series)
                .query(String.class)
                .optional()
                .map(NumberPattern::new)
                .orElse(standard);
    }

    /// Writes the series' numbers another way from now on; counting goes on where it was. The history has
    /// how they were written before, also if that was the standard.
    @Transactional
    public void write(String series, NumberPattern standard, NumberPattern pattern) {
        if (pattern.equals(pattern(series, standard))) {
            return;
        }
        jdbc.sql("""
                INSERT INTO number_format (company_id, name, pattern) VALUES (current_company(), :series, :standard)
                    ON CONFLICT (company_id, name) DO NOTHING
                """).param("series", series).param("standard", standard.text()).update();
        jdbc.sql("UPDATE number_format SET pattern = :pattern WHERE company_id = current_company() AND name = :series")
                .param("pattern", pattern.text())
                .param("series", series)
                .update();
    }
}
