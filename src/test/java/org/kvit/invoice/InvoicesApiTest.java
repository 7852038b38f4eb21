package org.kvit.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.ApiClient;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.company.Company;
import org.kvit.company.ReferenceKind;
import org.kvit.company.ReferenceKinds;
import org.kvit.company.Tokens;
import org.kvit.customer.CustomerId;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@KvitTest
class InvoicesApiTest {
    private static final String PATH = "/api/v1/invoices";

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

    private TestCompany company;
    private ApiClient api;
    private LocalDate today;
    private CustomerId customer;

    @BeforeEach
    void program() {
        company = TestCompany.found(
                companies, Company.named("Dublin Freight", "IE").withReferences(ReferenceKinds.NONE));
        api = new ApiClient(port, company.actor().get(() -> tokens.create(company.administrator(), "test")));
        today = company.actor().get(companies::today);
        customer = company.actor().get(() -> ledger().customer("Daugava"));
        company.actor().run(() -> ledger().change("UPDATE customer SET external_id = 'C-1'"));
    }

    @Test
    void an_invoice_with_lines_comes_to_their_sum_with_vat() {
        var answer = api.post(PATH, """
                {"number": "RK-7", "customerExternalId": "C-1", "issueDate": "2026-11-01", "dueDate": "2026-11-15", "currency": "EUR",
                 "reference": "RF18539007547034",
                 "lines": [{"description": "Riga–Tallinn", "quantity": "2", "unitPrice": "49.99", "vatRate": "21"},
                           {"description": "Toll", "quantity": 1, "unitPrice": 10.01, "vatRate": 0}]}
                """);
        assertThat(answer.status()).isEqualTo(201);
        var invoice = answer.body();
        assertThat(answer.http().headers().firstValue("Location"))
                .contains(PATH + "/" + invoice.get("id").asLong());
        assertThat(invoice.get("total").asString()).isEqualTo("130.99");
        assertThat(invoice.get("openAmount").asString()).isEqualTo("130.99");
        assertThat(invoice.get("netTotal").asString()).isEqualTo("109.99");
        assertThat(invoice.get("vatTotal").asString()).isEqualTo("21.00");
        assertThat(invoice.at("/lines/0/netAmount").asString()).isEqualTo("99.98");
        assertThat(invoice.at("/vat/0/vatAmount").asString()).isEqualTo("21.00");
        assertThat(invoice.get("customerId").asLong()).isEqualTo(customer.value());
        assertThat(invoice.get("reference").asString()).isEqualTo("RF18539007547034");
        assertThat(invoice.get("approved").asBoolean()).isTrue();
        assertThat(api.get(PATH + "/" + invoice.get("id").asLong()).body()).isEqualTo(invoice);
    }

    @Test
    void just_a_total_is_enough_and_the_number_comes_from_the_sequence() {
        var first = post(Map.of("customerId", customer.value(), "total", "100.5"));
        assertThat(first.get("number").asString()).isEqualTo("RK-" + today.getYear() + "-00001");
        assertThat(first.get("total").asString()).isEqualTo("100.50");
        assertThat(first.get("issueDate").asString()).isEqualTo(today.toString());
        assertThat(first.get("dueDate").asString()).isEqualTo(today.plusDays(14).toString());
        assertThat(first.get("lines")).isEmpty();
        assertThat(first.get("netTotal").isNull()).isTrue();
        assertThat(post(Map.of("customerId", customer.value(), "total", 1))
                        .get("number")
                        .asString())
                .isEqualTo("RK-" + today.getYear() + "-00002");
    }

    @Test
    void a_line_says_why_it_bears_no_vat_and_the_rest_goes_without_saying() {
        var invoice = api.post(PATH, """
                {"customerExternalId": "C-1",
                 "lines": [{"description": "Riga–Praha", "quantity": 1, "unitPrice": "100", "vatRate": 0, "vatCategory": "AE"},
                           {"description": "Toll", "quantity": 1, "unitPrice": "10", "vatRate": 0},
                           {"description": "Storage", "quantity": 1, "unitPrice": "1", "vatRate": "21"}]}
                """).body();
        assertThat(invoice.get("lines").values().stream()
                        .map(l -> l.get("vatCategory").asString()))
                .containsExactly("AE", "Z", "S");
        assertThat(invoice.get("vat").values().stream()
                        .map(v -> v.get("vatCategory").asString()
                                + v.get("netAmount").asString()))
                .containsExactly("S1.00", "Z10.00", "AE100.00");
    }

    @ParameterizedTest
    @CsvSource({"NONE, ", "RF, RF35RK12", "ESTONIAN, 123", "VARIABLE_SYMBOL, 12"})
    void a_new_invoice_gets_the_reference_that_the_company_wants(
            ReferenceKind kind, @org.jspecify.annotations.Nullable String reference) {
        quoting(ReferenceKinds.always(kind));
        var invoice = post(Map.of("number", "RK-12", "customerId", customer.value(), "total", "1"));
        assertThat(invoice.get("reference").asString(null)).isEqualTo(reference);
        var named = post(Map.of("number", "RK-13", "customerId", customer.value(), "total", "1", "reference", "ours"));
        assertThat(named.get("reference").asString()).isEqualTo("ours");
    }

    @ParameterizedTest
    @CsvSource({"LV, RF35RK12", "EE, 123", "SK, 12", "FI, "})
    void the_reference_is_of_the_kind_that_the_customers_country_has(
            String country, @org.jspecify.annotations.Nullable String reference) {
        quoting(ReferenceKinds.always(ReferenceKind.RF)
                .with("EE", ReferenceKind.ESTONIAN)
                .with("SK", ReferenceKind.VARIABLE_SYMBOL)
                .with("FI", ReferenceKind.NONE));
        company.actor().run(() -> ledger().change("UPDATE customer SET country = '" + country + "'"));
        var invoice = post(Map.of("number", "RK-12", "customerId", customer.value(), "total", "1"));
        assertThat(invoice.get("reference").asString(null)).isEqualTo(reference);
    }

    private void quoting(ReferenceKinds kinds) {
        company.actor().run(() -> companies.save(companies.own().withReferences(kinds)));
    }

    /// @param field which is at fault
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'total': '1'}|customerId",
                "{'customerId': 999999999, 'total': '1'}|customerId",
                "{'customerExternalId': 'nobody', 'total': '1'}|customerExternalId",
                "{'customerExternalId': 'C-1'}|total",
                "{'customerExternalId': 'C-1', 'total': '-1'}|total",
                "{'customerExternalId': 'C-1', 'total': '1.005'}|total",
                "{'customerExternalId': 'C-1', 'total': '1', 'currency': 'EUX'}|currency",
                "{'customerExternalId': 'C-1', 'total': '1', 'issueDate': '2026-11-02', 'dueDate': '2026-11-01'}|dueDate",
                "{'customerExternalId': 'C-1', 'total': '1', 'issueDate': '1026-11-02'}|issueDate",
                "{'customerExternalId': 'C-1', 'lines': [{'description': 'x', 'quantity': 1, 'unitPrice': -1, 'vatRate': 0}]}|lines[0].unitPrice",
                "{'customerExternalId': 'C-1', 'lines': [{'description': 'x', 'quantity': 1, 'unitPrice': 1}]}|lines[0].vatRate",
                "{'customerExternalId': 'C-1', 'lines': [{'description': 'x', 'quantity': 1, 'unitPrice': 1, 'vatRate': 0, 'vatCategory': 'X'}]}|lines[0].vatCategory",
                "{'customerExternalId': 'C-1', 'lines': [{'description': 'x', 'quantity': 1, 'unitPrice': 1, 'vatRate': 21, 'vatCategory': 'AE'}]}|lines[0].vatCategory",
                "{'customerExternalId': 'C-1', 'lines': [{'description': 'x', 'quantity': 1, 'unitPrice': 1, 'vatRate': 0, 'vatCategory': 'S'}]}|lines[0].vatCategory",
                "{'customerExternalId': 'C-1', 'lines': [{'description': 'x', 'quantity': 1, 'unitPrice': 1, 'vatRate': 0, 'vatCategory': 'O'}, {'description': 'x', 'quantity': 1, 'unitPrice': 1, 'vatRate': 21}]}|lines",
                "{'customerExternalId': 'C-1', 'lines': [{'description': 'x', 'quantity': -1, 'unitPrice': 1, 'vatRate': 0}]}|lines",
                "{'customerExternalId': 'C-1', 'total': '2', 'lines': [{'description': 'x', 'quantity': 1, 'unitPrice': 1, 'vatRate': 0}]}|total"
            })
    void what_will_not_do_is_refused_at_its_field(String body, String field) {
        var answer = api.post(PATH, body.replace('\'', '"'));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(answer.body().at("/errors/0/message").asString()).doesNotContain("invoice.");
    }

    @Test
    void a_number_that_is_taken_is_a_conflict() {
        var body = Map.of("number", "X", "customerId", customer.value(), "total", "1");
        post(body);
        var again = api.post(PATH, body);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().get("detail").asString()).contains("X");
        assertThat(again.body().get("type").asString()).isEqualTo("urn:kvit:problem:invoice.number.taken");
    }

    @Test
    void the_list_is_filtered_and_read_page_by_page() {
        for (int i = 0; i < 5; i++) {
            owing("late-" + i, today.minusDays(1));
        }
        owing("later", today.plusDays(1));
        post(Map.of("number", "draft", "customerId", customer.value(), "total", "1", "approved", false));
        assertThat(numbers("status=overdue&limit=2")).containsExactly("late-0", "late-1", "late-2", "late-3", "late-4");
        assertThat(numbers("status=draft")).containsExactly("draft");
        assertThat(numbers("openOnly=true")).hasSize(6).doesNotContain("draft");
        assertThat(numbers("openOnly=true&status=paid")).isEmpty();
        assertThat(numbers("query=later")).containsExactly("later");
        assertThat(numbers("customer=" + customer.value())).hasSize(7);
        assertThat(numbers("customer=1")).isEmpty();
        var late = api.get(PATH + "?status=overdue").body().at("/items/0");
        assertThat(late.get("state").asString()).isEqualTo("overdue");
        assertThat(late.get("daysOverdue").asInt()).isEqualTo(1);
    }

    @Test
    void open_only_as_of_a_date_counts_what_was_paid_later_as_open() {
        var invoice = owing("A", today.minusDays(20));
        company.actor().run(() -> ledger().paid(invoice, today.minusDays(5), "10.00"));
        assertThat(numbers("openOnly=true")).isEmpty();
        assertThat(numbers("openOnly=true&asOf=" + today.minusDays(5))).isEmpty();
        assertThat(numbers("openOnly=true&asOf=" + today.minusDays(6))).containsExactly("A");
        assertThat(numbers("openOnly=true&asOf=" + today.minusDays(60))).isEmpty();
    }

    @Test
    void approval_is_given_and_removed_but_not_while_payments_are_linked() {
        var id = post(Map.of("customerId", customer.value(), "total", "10.00", "approved", false))
                .get("id")
                .asLong();
        var approval = PATH + "/" + id + "/approval";
        assertThat(api.put(approval, Map.of()).body().get("state").asString()).isEqualTo("open");
        assertThat(api.delete(approval).body().get("state").asString()).isEqualTo("draft");
        api.put(approval, Map.of());
        company.actor().run(() -> ledger().paid(new InvoiceId(id), today, "4.00"));
        var refused = api.delete(approval);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("detail").asString()).contains("4.00").contains("Payments");
        assertThat(api.get(PATH + "/" + id).body().get("state").asString()).isEqualTo("partly");
    }

    @Test
    void a_patch_changes_what_it_names_and_nothing_else() {
        var path = PATH + "/" + owing("A", today.minusDays(20)).value();
        var until = today.plusDays(9).toString();
        api.patch(
                path,
                Map.of("remindersOff", Map.of("reason", "disputed", "until", until), "postedOn", today.toString()));
        api.patch(path, Map.of("reminderCounters", Map.of("1", 2)));
        var counted =
                api.patch(path, Map.of("reminderCounters", Map.of("2", 1))).body();
        assertThat(counted.at("/remindersOff/reason").asString()).isEqualTo("disputed");
        assertThat(counted.at("/remindersOff/until").asString()).isEqualTo(until);
        assertThat(counted.get("postedOn").asString()).isEqualTo(today.toString());
        assertThat(counted.get("reminderCounters").toString()).isEqualTo("{\"1\":2,\"2\":1}");
        var reset = api.patch(path, "{\"remindersOff\": null, \"postedOn\": null, \"reminderCounters\": {\"1\": 0}}")
                .body();
        assertThat(reset.get("remindersOff").isNull()).isTrue();
        assertThat(reset.get("postedOn").isNull()).isTrue();
        assertThat(reset.at("/reminderCounters/1").asInt()).isZero();
        assertThat(api.get(PATH).body().at("/items/0/reminderCounters/2").asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"remindersOff\": true}",
                "{\"remindersOff\": {\"until\": \"2020-01-01\"}}",
                "{\"postedOn\": \"yesterday\"}",
                "{\"postedOn\": 20261123}",
                "{\"reminderCounters\": {\"0\": 1}}",
                "{\"reminderCounters\": {\"1\": -1}}"
            })
    void a_patch_that_makes_no_sense_is_refused(String patch) {
        var path = PATH + "/" + owing("A", today).value();
        assertThat(api.patch(path, patch).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({"status=hm, 422", "limit=0, 400", "after=hm, 400", "asOf=hm, 400"})
    void a_list_that_makes_no_sense_is_refused(String query, int status) {
        assertThat(api.get(PATH + "?" + query).status()).isEqualTo(status);
    }

    @Test
    void another_companys_invoice_is_not_there() {
        var path = PATH + "/" + owing("A", today).value();
        company = TestCompany.found(companies);
        var theirs = new ApiClient(port, company.actor().get(() -> tokens.create(company.administrator(), "test")));
        assertThat(theirs.get(path).status()).isEqualTo(404);
        assertThat(theirs.patch(path, Map.of()).status()).isEqualTo(404);
        assertThat(theirs.delete(path + "/approval").status()).isEqualTo(404);
        assertThat(theirs.post(PATH, Map.of("customerId", customer.value(), "total", "1"))
                        .status())
                .isEqualTo(422);
    }

    private JsonNode post(Object body) {
        var answer = api.post(PATH, body);
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
        return answer.body();
    }

    private InvoiceId owing(String number, LocalDate due) {
        return company.actor().get(() -> ledger().invoice(customer, number, due.minusDays(14), due, "10.00"));
    }

    private List<String> numbers(String query) {
        var numbers = new ArrayList<String>();
        String after = "";
        while (after != null) {
            var page = api.get(PATH + "?" + query + "&after=" + after).body();
            page.get("items").forEach(item -> numbers.add(item.get("number").asString()));
            after = page.get("next").stringValue(null);
        }
        return numbers;
    }

    private Ledger ledger() {
        return new Ledger(jdbc, transaction);
    }
}
