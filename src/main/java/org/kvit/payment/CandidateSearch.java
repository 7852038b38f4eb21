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
    private static final int MOST_DIGITS = 9;
    private static final Pattern NUMBER = Pattern.compile("(?=.*\\d).{3,50}");
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}([\\s,.]\\d{3})*([,.]\\d{0,2})?");
    private static final String WHATEVER_IS_SEARCHED = "i.id = ANY (:marked) OR i.id = ANY (:freed)";
    private static final String BY_AGE = "i.due_date, i.id";

    /// Customers that the payer may be.
    private static final String OWN =
            "WITH own AS MATERIALIZED (SELECT id FROM payers_like(:customer, :payer, :payerAccount))\n";
    private static final String OF_OWN = "i.customer_id = ANY (ARRAY(SELECT id FROM own))";
    private static final String OF_NAME =
            "i.customer_id = ANY (ARRAY(SELECT n.id FROM customer n WHERE n.company_id = current_company() AND n.search LIKE searchable(:like) LIMIT 500))";
    private static final String OF_NUMBER =
            "i.id = ANY (ARRAY(SELECT id FROM open_invoices_numbered(:currency, :like, :most)))";
    private static final String OF_AMOUNT = """
            i.id = ANY (ARRAY(SELECT b.id FROM unnest(:from::numeric[], :to::numeric[]) AS r (low, high)
                               CROSS JOIN LATERAL open_invoices_between(:currency, r.low, r.high, :most) b))
            """;
    private static final String OF_LEFT =
            "i.id = ANY (ARRAY(SELECT id FROM open_invoices_between(:currency, :left, :left + 0.00001, :most)))";
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
            return new CandidateSearch(List.of(OF_OWN, OF_LEFT, "true"), Map.of());
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
        var amount = Search.amount(typed);
        if (amount.isEmpty()) {
            return new CandidateSearch(List.of(OF_OWN + " AND i.number ILIKE :like", OF_NUMBER, OF_NAME), values);
        }
        ranges(amount.replace("%", ""), values);
        values.put("amount", amount);
        return new CandidateSearch(
                List.of(
                        OF_OWN + " AND (i.number ILIKE :like OR i.open_amount::text LIKE :amount)",
                        OF_NUMBER,
                        OF_NAME,
                        OF_AMOUNT),
                values);
    }

    /// Where the amounts lie that are written with such a beginning: 12 begins 12.50 as well as 1 250.00.
    private static void ranges(String beginning, Map<String, Object> values) {
        int whole = beginning.indexOf('.') < 0 ? beginning.length() : MOST_DIGITS;
        var from = new ArrayList<BigDecimal>();
        var to = new ArrayList<BigDecimal>();
        for (int more = 0; more == 0 || whole + more <= MOST_DIGITS; more++) {
            var low = new BigDecimal(beginning.replaceFirst("\\.$", ""));
            var high = low.add(BigDecimal.ONE.scaleByPowerOfTen(-low.scale()));
            from.add(low.scaleByPowerOfTen(more));
            to.add(high.scaleByPowerOfTen(more));
        }
        values.put("from", from.toArray(BigDecimal[]::new));
        values.put("to", to.toArray(BigDecimal[]::new));
    }

    String sql() {
        var found = new ArrayList<String>();
        found.add("""
                (SELECT i.id
                   FROM invoice i
                   JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                  WHERE i.company_id = current_company() AND i.approved AND i.currency = :currency AND i.id <> ALL (:linked) AND (%s) AND %s)
                """.formatted(WHATEVER_IS_SEARCHED, OpenInvoices.VISIBLE));
        ways.forEach(way -> found.add("""
                (SELECT i.id
                   FROM invoice i
                   JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                  WHERE i.company_id = current_company() AND i.approved AND i.open_amount > 0 AND i.currency = :currency
                    AND i.id <> ALL (:linked) AND (%s) AND %s
                  ORDER BY %s
                  LIMIT :limit)
                """.formatted(way, OpenInvoices.VISIBLE, BY_AGE)));
        return OWN + ", found AS MATERIALIZED (\n" + String.join(" UNION\n", found) + ")\n" + FOUND;
    }
}
