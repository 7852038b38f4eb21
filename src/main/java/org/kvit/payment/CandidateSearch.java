package org.kvit.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How open invoices are searched for a payment among hundreds of thousands: each way in (what is marked, whose it is,
/// what it comes to, how old it is) reads at most as many rows as are shown, by an index of its own, and only what they
/// found is put in order.
///
/// @param ways in, as SQL conditions with the order in which their rows are taken
record CandidateSearch(List<String> ways, Map<String, Object> values) {
    private static final int LONGEST = 4000;
    private static final int MOST_NUMBERS = 1000;
    private static final int MOST_DIGITS = 12;
    private static final Pattern NUMBER = Pattern.compile("(?=.*\\d).{3,50}");
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}([\\s,.]\\d{3})*([,.]\\d{0,2})?");
    private static final String WHATEVER_IS_SEARCHED = "i.id = ANY (:marked) OR i.id = ANY (:freed)";
    private static final String BY_AGE = "i.due_date, i.id";

    /// Customers that the payer may be.
    private static final String OWN = """
            WITH own AS MATERIALIZED (
              SELECT c.id
                FROM customer c
               WHERE c.company_id = current_company()
                 AND (c.id = :customer OR lower(c.name) = lower(:payer)
                      OR c.id IN (SELECT a.customer_id FROM payer_account a
                                   WHERE a.company_id = current_company() AND a.account = :payerAccount)))
            """;
    private static final String WAY = """
            (SELECT i.id
               FROM invoice i
               JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
              WHERE i.company_id = current_company() AND i.approved AND i.open_amount > 0 AND i.currency = :currency
                AND i.id <> ALL (:linked) AND (%s) AND %s
              ORDER BY %s
              LIMIT :limit)
            """;
    private static final String KEPT = """
            (SELECT i.id
               FROM invoice i
               JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
              WHERE i.company_id = current_company() AND i.approved AND i.currency = :currency AND i.id <> ALL (:linked) AND (%s) AND %s)
            """;
    private static final String FOUND = """
            SELECT i.id, i.number, i.customer_id, c.name, i.due_date, i.total, i.currency,
                   i.open_amount + coalesce(a.amount, 0) AS open_amount, i.customer_id IN (SELECT id FROM own) AS own
              FROM found f
              JOIN invoice i ON i.company_id = current_company() AND i.id = f.id
              JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
              LEFT JOIN allocation a ON a.company_id = i.company_id AND a.invoice_id = i.id AND a.payment_id = :payment
             WHERE i.open_amount + coalesce(a.amount, 0) > 0
             ORDER BY i.id = ANY (:marked) DESC, own DESC, i.open_amount = :left DESC, i.due_date, i.id
             LIMIT :limit
            """;

    /// @param find as typed: nothing, part of a number or of a customer's name, the beginning of an amount; several
    /// numbers, as they stand in a remittance advice, find all of them
    static CandidateSearch of(String find) {
        var typed = find.replace("\u0000", "").strip();
        typed = typed.substring(0, Math.min(LONGEST, typed.length()));
        if (typed.isEmpty()) {
            return new CandidateSearch(
                    List.of("i.customer_id IN (SELECT id FROM own)", "i.open_amount = :left", "true"), Map.of());
        }
        var numbers = Arrays.stream(typed.split("[\\s,;]+"))
                .filter(n -> !n.isEmpty())
                .limit(MOST_NUMBERS)
                .toList();
        return numbers.size() > 1
                        && !GROUPED.matcher(typed).matches()
                        && numbers.stream().allMatch(n -> NUMBER.matcher(n).matches())
                ? of(numbers)
                : ofText(typed);
    }

    private static CandidateSearch of(List<String> numbers) {
        var written = numbers.stream().flatMap(n -> Stream.of(n, n.toUpperCase(Locale.ROOT)));
        return new CandidateSearch(
                List.of("i.number = ANY (:numbers)"), Map.of("numbers", written.toArray(String[]::new)));
    }

    /// The payer's own are looked for by themselves too, so that older ones of others don't push them out.
    private static CandidateSearch ofText(String typed) {
        var values = new HashMap<String, Object>(Map.of("like", Search.part(typed)));
        var facts = "i.number ILIKE :like" + amounts(Search.amount(typed).replace("%", ""), values);
        return new CandidateSearch(
                List.of(
                        "i.customer_id IN (SELECT id FROM own) AND (" + facts + ")",
                        facts,
                        "i.customer_id IN (SELECT n.id FROM customer n WHERE n.company_id = current_company() AND n.name ILIKE :like)"),
                values);
    }

    /// Where the amounts lie that are written with such a beginning, as ranges of the index: 12 begins 12.50 as well as
    /// 1 250.00.
    private static String amounts(String beginning, Map<String, Object> values) {
        var condition = new StringBuilder();
        int whole = beginning.indexOf('.') < 0 ? beginning.length() : MOST_DIGITS;
        for (int more = 0; !beginning.isEmpty() && (more == 0 || whole + more <= MOST_DIGITS); more++) {
            var low = new BigDecimal(beginning.replaceFirst("\\.$", ""));
            var high = low.add(BigDecimal.ONE.scaleByPowerOfTen(-low.scale()));
            values.put("from" + more, low.scaleByPowerOfTen(more));
            values.put("to" + more, high.scaleByPowerOfTen(more));
            condition.append(" OR (i.open_amount >= :from%1$d AND i.open_amount < :to%1$d)".formatted(more));
        }
        return condition.toString();
    }

    String sql() {
        var found = new ArrayList<String>();
        found.add(KEPT.formatted(WHATEVER_IS_SEARCHED, OpenInvoices.VISIBLE));
        ways.forEach(way -> found.add(WAY.formatted(way, OpenInvoices.VISIBLE, BY_AGE)));
        return OWN + ", found AS MATERIALIZED (\n" + String.join(" UNION\n", found) + ")\n" + FOUND;
    }
}
