package org.kvit.receivable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.ApiClient;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.company.Tokens;
import org.kvit.customer.CustomerId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class DebtorsApiTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Autowired
    Tokens tokens;

    @Autowired
    Companies companies;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @LocalServerPort
    int port;

    @Test
    void a_program_reads_who_owes_what_and_of_which_invoices() {
        var company = TestCompany.found(companies);
        var customer = owing(company, "Daugava", TODAY.minusDays(45), "100.00");
        var line = api(company).get("/api/v1/debtors?asOf=2026-11-23").body().at("/items/0");
        assertThat(line.get("customerName").asString()).isEqualTo("Daugava");
        assertThat(line.get("unpaid").asString()).isEqualTo("100.00");
        assertThat(line.get("overdue").asString()).isEqualTo("100.00");
        assertThat(line.get("currency").asString()).isEqualTo("EUR");
        assertThat(line.at("/buckets/days_31_to_60").asString()).isEqualTo("100.00");
        assertThat(line.get("oldestDaysOverdue").asInt()).isEqualTo(45);
        assertThat(line.get("promisedOn").isNull()).isTrue();
        var one = api(company)
                .get("/api/v1/debtors/" + customer.value() + "?asOf=2026-11-23")
                .body();
        assertThat(one.at("/invoices/0/number").asString()).isEqualTo("Daugava-1");
        assertThat(one.at("/invoices/0/daysOverdue").asInt()).isEqualTo(45);
    }

    @Test
    void a_long_list_is_read_page_by_page_and_no_line_twice() {
        var company = TestCompany.found(companies);
        for (int i = 0; i < 7; i++) {
            owing(company, "Customer " + i, TODAY.minusDays(1), "10.00");
        }
        owing(company, "Not overdue", TODAY.plusDays(1), "10.00");
        var names = new ArrayList<String>();
        String after = "";
        while (after != null) {
            var page = api(company)
                    .get("/api/v1/debtors?asOf=2026-11-23&overdueOnly=true&limit=3&after=" + after)
                    .body();
            page.get("items").forEach(item -> names.add(item.get("customerName").asString()));
            after = page.get("next").stringValue(null);
        }
        assertThat(names).hasSize(7).doesNotHaveDuplicates().doesNotContain("Not overdue");
    }

    @Test
    void another_companys_customer_is_not_there() {
        var customer = owing(TestCompany.found(companies), "Theirs", TODAY, "10.00");
        var api = api(TestCompany.found(companies));
        assertThat(api.get("/api/v1/debtors/" + customer.value()).status()).isEqualTo(404);
        var note = Map.of("customerId", customer.value(), "text", "Hm");
        assertThat(api.post("/api/v1/correspondence", note).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "after=hm", "asOf=hm"})
    void what_makes_no_sense_is_refused(String query) {
        assertThat(api(TestCompany.found(companies))
                        .get("/api/v1/debtors?" + query)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_note_with_a_promise_is_written_read_and_changed() {
        var company = TestCompany.found(companies);
        var today = company.actor().get(companies::today);
        var customer = owing(company, "Daugava", today.minusDays(9), "100.00");
        var api = api(company);
        var note = Map.of("text", "Half now", "promisedOn", today.plusDays(5), "promisedAmount", "50.00");
        var written = api.post("/api/v1/correspondence?customer=" + customer.value(), note);
        assertThat(written.status()).isEqualTo(201);
        assertThat(written.body().get("promisedAmount").asString()).isEqualTo("50.00");
        assertThat(written.body().get("promiseState").asString()).isEqualTo("open");
        assertThat(written.body().get("invoiceIds").size()).isEqualTo(1);
        var path = "/api/v1/correspondence/" + written.body().get("id").asLong();
        assertThat(api.put(path, Map.of("text", "No promise after all"))
                        .body()
                        .get("promisedOn")
                        .isNull())
                .isTrue();
        var list =
                api.get("/api/v1/correspondence?customer=" + customer.value()).body();
        assertThat(list.at("/items/0/text").asString()).isEqualTo("No promise after all");
        assertThat(api.post("/api/v1/correspondence", Map.of("text", "Whose?")).status())
                .isEqualTo(422);
    }

    private ApiClient api(TestCompany company) {
        return new ApiClient(port, company.actor().get(() -> tokens.create(company.administrator(), "test")));
    }

    private CustomerId owing(TestCompany company, String name, LocalDate due, String amount) {
        return company.actor().get(() -> {
            var ledger = new Ledger(jdbc, transaction);
            var customer = ledger.customer(name);
            ledger.invoice(customer, name + "-1", due.minusDays(14), due, amount);
            return customer;
        });
    }
}
