package org.kvit.reminder;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kvit.base.Money;
import org.kvit.company.Companies;
import org.kvit.company.Company;
import org.kvit.company.OwnCustomers;
import org.kvit.customer.CustomerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What templates are tried on: what a real customer owes today, or an example where nobody owes anything.
@Component
public class TemplateSamples {
    private static final int MOST_CUSTOMERS = 50;
    private static final int YEAR = 365;
    private static final int EXAMPLES = 3;

    private final JdbcClient jdbc;
    private final Companies companies;
    private final OpenItems items;
    private final Addressees addressees;

    TemplateSamples(JdbcClient jdbc, Companies companies, OpenItems items, Addressees addressees) {
        this.jdbc = jdbc;
        this.companies = companies;
        this.items = items;
        this.addressees = addressees;
    }

    public record Debtor(long id, String name) {}

    /// What is asked to be shown. @param one with the oldest invoice alone
    record Wish(Optional<Long> customer, boolean one, boolean overdue) {}

    /// Who owes the most that is overdue stands first: of the company's own currency, then of others. At most 50.
    @Transactional(readOnly = true)
    public List<Debtor> debtors() {
        return jdbc.sql("""
                SELECT k.id, k.name
                  FROM customer k
                  JOIN (SELECT i.customer_id, i.currency, sum(i.open_amount) AS owed
                          FROM invoice i
                         WHERE i.company_id = current_company() AND i.approved AND i.open_amount > 0 AND i.due_date < :today
                         GROUP BY i.customer_id, i.currency) o ON o.customer_id = k.id
                 WHERE k.company_id = current_company() AND %s
                 GROUP BY k.id, k.name
                 ORDER BY max(o.owed) FILTER (WHERE o.currency = :currency) DESC NULLS LAST, max(o.owed) DESC, k.id
                 LIMIT :most
                """.formatted(OwnCustomers.seen("k")))
                .param("today", companies.today())
                .param("currency", companies.own().currency())
                .param("most", MOST_CUSTOMERS)
                .query((row, n) -> new Debtor(row.getLong("id"), row.getString("name")))
                .list();
    }

    /// @param wish without a customer, or with one who owes nothing of that kind: an example
    @Transactional(readOnly = true)
    LetterModel letter(LetterWording wording, String language, Wish wish) {
        var company = companies.own();
        var today = companies.today();
        var owed = wish.customer()
                .map(id -> owed(new CustomerId(id), wish.overdue(), today))
                .orElse(List.of());
        if (owed.isEmpty()) {
            return example(company, new Said(wording, language), wish, today);
        }
        var shown = wish.one() ? owed.subList(0, 1) : owed;
        var customer = shown.getFirst().customer();
        var to = Objects.requireNonNull(addressees.of(List.of(customer)).get(customer));
        return letter(
                company,
                LetterModels.recipient(company, to),
                LetterModels.rows(shown, today),
                new Said(wording, language),
                today);
    }

    private record Said(LetterWording wording, String language) {}

    private static LetterModel letter(
            Company company, LetterModel.Recipient to, List<LetterModel.Row> rows, Said said, LocalDate today) {
        return new LetterModel(
                LetterModels.sender(company),
                to,
                company.city(),
                today,
                1,
                said.wording(),
                said.language(),
                rows,
                LetterModels.signature(company));
    }

    private List<OpenItem> owed(CustomerId customer, boolean overdue, LocalDate today) {
        var span = new OpenItems.Span(today, overdue ? today.minusDays(1) : today.plusDays(YEAR));
        return items.of(span, List.of(customer)).getOrDefault(customer, List.of()).stream()
                .filter(item -> overdue || !item.dueDate().isBefore(today))
                .toList();
    }

    private static LetterModel example(Company company, Said said, Wish wish, LocalDate today) {
        var rows = IntStream.range(0, wish.one() ? 1 : EXAMPLES)
                .mapToObj(i ->
                        row(i, wish.overdue() ? today.minusDays(20 - 7L * i) : today.plusDays(3L + i), company, today))
                .toList();
        var to = new LetterModel.Recipient("Example Ltd", List.of("Example street 1", "EXAMPLE TOWN"));
        return letter(company, to, rows, said, today);
    }

    private static LetterModel.Row row(int i, LocalDate due, Company company, LocalDate today) {
        var amount = new Money(new BigDecimal("1234.50").add(BigDecimal.valueOf(100L * i)), company.currency());
        return new LetterModel.Row(
                today.getYear() + "-00" + (17 + i),
                due.minusDays(14),
                due,
                today.toEpochDay() - due.toEpochDay(),
                amount,
                amount,
                Optional.empty());
    }
}
