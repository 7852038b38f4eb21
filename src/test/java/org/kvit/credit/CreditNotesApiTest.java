package org.kvit.credit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.ApiClient;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.company.Company;
import org.kvit.company.People;
import org.kvit.company.Role;
import org.kvit.company.Tokens;
import org.kvit.customer.CustomerId;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@KvitTest
class CreditNotesApiTest {
    @Autowired
    Tokens tokens;

    @Autowired
    People people;

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
    private CustomerId daugava;

    @BeforeEach
    void program() {
        company = TestCompany.found(companies, Company.named("Dublin Freight", "IE"));
        api = new ApiClient(port, company.actor().get(() -> tokens.create(company.administrator(), "test")));
        today = company.actor().get(companies::today);
        daugava = company.actor().get(() -> new Ledger(jdbc, transaction).customer("Daugava"));
    }

    @Test
    void some_lines_are_credited_and_then_all_that_is_left() {
        var invoice = invoice("10");
        var first = post(invoice, """
                {"reason": "Two pallets came back",
                 "lines": [{"position": 1, "quantity": "2", "unitPrice": "100"}]}
                """);
        assertThat(first.get("number").asString()).isEqualTo("KR-" + today.getYear() + "-00001");
        assertThat(first.get("issueDate").asString()).isEqualTo(today.toString());
        assertThat(first.get("total").asString()).isEqualTo("242.00");
        assertThat(first.get("rounding").asString()).isEqualTo("0.00");
        assertThat(first.get("unallocated").asString()).isEqualTo("0.00");
        assertThat(first.at("/lines/0/netAmount").asString()).isEqualTo("200.00");
        assertThat(first.at("/vat/0/vatAmount").asString()).isEqualTo("42.00");
        assertThat(first.at("/links/0/invoiceId").asLong()).isEqualTo(invoice);
        assertThat(first.at("/links/0/amount").asString()).isEqualTo("242.00");

        var rest = post(invoice, "{\"reason\": \"And the rest\"}");
        assertThat(rest.get("total").asString()).isEqualTo("968.00");
        var now = api.get("/api/v1/invoices/" + invoice).body();
        assertThat(now.get("state").asString()).isEqualTo("credited");
        assertThat(now.get("creditedAmount").asString()).isEqualTo("1210.00");
        assertThat(now.get("openAmount").asString()).isEqualTo("0.00");
        assertThat(api.get("/api/v1/invoices?status=credited").body().get("items"))
                .hasSize(1);
        assertThat(api.get("/api/v1/invoices?status=credited&openOnly=true")
                        .body()
                        .get("items"))
                .isEmpty();
        assertThat(api.get("/api/v1/invoices/" + invoice + "/credit-notes").body())
                .containsExactly(first, rest);
        assertThat(api.get("/api/v1/credit-notes/" + first.get("id").asLong()).body())
                .isEqualTo(first);
        assertThat(refused(invoice, "{\"reason\": \"Again\"}", 409)).contains("Nothing is left to credit");
        var approval = api.delete("/api/v1/invoices/" + invoice + "/approval");
        assertThat(approval.status()).isEqualTo(409);
        assertThat(approval.body().get("detail").asString())
                .contains(first.get("number").asString(), rest.get("number").asString());
    }

    @Test
    void a_list_goes_on_where_it_ended_and_finds_by_number_and_customer() {
        for (int i = 0; i < 3; i++) {
            post(invoice("1"), "{\"reason\": \"x\"}");
        }
        var first = api.get("/api/v1/credit-notes?limit=2").body();
        assertThat(numbers(first)).containsExactly("00003", "00002");
        var rest = api.get("/api/v1/credit-notes?limit=2&after="
                        + first.get("next").asString())
                .body();
        assertThat(numbers(rest)).containsExactly("00001");
        assertThat(rest.get("next").isNull()).isTrue();
        assertThat(numbers(api.get("/api/v1/credit-notes?query=00002").body())).containsExactly("00002");
        assertThat(numbers(api.get("/api/v1/credit-notes?query=daug").body())).hasSize(3);
    }

    @Test
    void what_is_over_is_set_off_against_another_invoice() {
        var paid = invoice("1");
        company.actor()
                .run(() -> new Ledger(jdbc, transaction).paid(new org.kvit.invoice.InvoiceId(paid), today, "121.00"));
        var note = post(paid, "{\"reason\": \"Damaged\"}").get("id").asLong();
        var other = invoice("2");
        var path = "/api/v1/credit-notes/" + note + "/links";
        var linked = api.put(path, List.of(Map.of("invoiceId", other, "amount", "100.00")));
        assertThat(linked.status()).isEqualTo(200);
        assertThat(linked.body().get("unallocated").asString()).isEqualTo("21.00");
        assertThat(api.get("/api/v1/invoices/" + other).body().get("openAmount").asString())
                .isEqualTo("142.00");
        var beyond = api.put(path, List.of(Map.of("invoiceId", other, "amount", "122.00")));
        assertThat(beyond.status()).isEqualTo(422);
        assertThat(api.put(path, List.of()).body().get("unallocated").asString())
                .isEqualTo("121.00");
    }

    @Test
    void what_wont_do_is_named_field_by_field() {
        var invoice = invoice("10");
        var answer = api.post("/api/v1/invoices/" + invoice + "/credit-notes", """
                {"issueDate": "2999-01-01", "lines": [{"position": 1, "quantity": "11", "unitPrice": "100"}]}
                """);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(fields(answer.body())).containsExactly("reason", "issueDate");
        assertThat(refused(
                        invoice,
                        "{\"reason\": \"x\", \"lines\": [{\"position\": 1, \"quantity\": \"11\", \"unitPrice\": \"100\"}]}",
                        422))
                .contains("Only 1,000.00 EUR without VAT is left");
        assertThat(refused(invoice, "{\"reason\": \"x\", \"lines\": [{\"position\": 1}]}", 422))
                .contains("lines[0].quantity", "lines[0].unitPrice");
        assertThat(refused(invoice, "{\"reason\": \"x\", \"amount\": 5}", 422)).contains("\"amount\"");
        assertThat(api.get("/api/v1/credit-notes").body().get("items")).isEmpty();
    }

    @Test
    void the_same_key_credits_once() {
        var invoice = invoice("10");
        var path = "/api/v1/invoices/" + invoice + "/credit-notes";
        var body = "{\"reason\": \"x\", \"lines\": [{\"position\": 1, \"quantity\": \"1\", \"unitPrice\": \"100\"}]}";
        var key = Map.of("Idempotency-Key", "k-1");
        assertThat(api.post(path, body, key).body())
                .isEqualTo(api.post(path, body, key).body());
        assertThat(api.get(path).body()).hasSize(1);
    }

    @Test
    void reading_is_everybodys_and_issuing_is_not() {
        var invoice = invoice("10");
        var user = company.actor()
                .get(() -> people.add("r-" + company.email(), "R", TestCompany.PASSWORD, "en", Role.READ_ONLY));
        var reader = new ApiClient(port, company.actor().get(() -> tokens.create(user, "test")));
        assertThat(reader.post("/api/v1/invoices/" + invoice + "/credit-notes", "{\"reason\": \"x\"}")
                        .status())
                .isEqualTo(403);
        var note = post(invoice, "{\"reason\": \"x\"}").get("id").asLong();
        assertThat(reader.get("/api/v1/credit-notes/" + note).status()).isEqualTo(200);
        assertThat(reader.put("/api/v1/credit-notes/" + note + "/links", List.of())
                        .status())
                .isEqualTo(403);
        assertThat(api.get("/api/v1/credit-notes/" + note + "/pdf")
                        .http()
                        .headers()
                        .firstValue("Content-Type"))
                .contains("application/pdf");
    }

    private static List<String> numbers(JsonNode listing) {
        return listing.get("items")
                .valueStream()
                .map(n -> n.get("number").asString().replaceFirst("^KR-\\d+-", ""))
                .toList();
    }

    private static List<String> fields(JsonNode problem) {
        return problem.get("errors")
                .valueStream()
                .map(e -> e.get("field").asString())
                .toList();
    }

    private String refused(long invoice, String body, int status) {
        var answer = api.post("/api/v1/invoices/" + invoice + "/credit-notes", body);
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(status);
        return answer.http().body().replace('\u00a0', ' ');
    }

    private JsonNode post(long invoice, String body) {
        var answer = api.post("/api/v1/invoices/" + invoice + "/credit-notes", body);
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
        return answer.body();
    }

    /// @param quantity of a hundred each, with 21 % VAT
    private long invoice(String quantity) {
        var answer = api.post(
                "/api/v1/invoices",
                Map.of(
                        "customerId",
                        daugava.value(),
                        "issueDate",
                        today.minusDays(10).toString(),
                        "currency",
                        "EUR",
                        "lines",
                        List.of(Map.of(
                                "description",
                                "Riga–Tallinn",
                                "quantity",
                                quantity,
                                "unitPrice",
                                "100",
                                "vatRate",
                                "21"))));
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
        return answer.body().get("id").asLong();
    }
}
