package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.ApiClient;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.company.Tokens;
import org.kvit.customer.CustomerId;
import org.kvit.job.Jobs;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class PaymentsApiTest {
    private static final String ACCOUNT = "LV31HABA0001408042678";

    @Autowired
    Companies companies;

    @Autowired
    Tokens tokens;

    @Autowired
    Jobs jobs;

    @Autowired
    StatementImports imports;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @LocalServerPort
    int port;

    private Bank bank;
    private CustomerId anna;
    private ApiClient api;

    @BeforeEach
    void bank() {
        var company = TestCompany.found(companies);
        bank = new Bank(company, jobs, imports, jdbc, transaction);
        anna = bank.customer("Anna");
        api = new ApiClient(port, company.actor().get(() -> tokens.create(company.administrator(), "test")));
    }

    @Test
    void a_program_posts_a_statement_and_reads_what_came_of_it() {
        bank.invoice(anna, "RK-2026-00017", "100.00");
        var file = new Camt()
                .credit("R1", "100.00", "Anna", ACCOUNT, "RK-2026-00017")
                .debit("R2", "3.00");
        var answer = api.upload("/api/v1/imports/statements", "application/xml", file.bytes());
        assertThat(answer.status()).isEqualTo(200);
        var statement = answer.body().at("/statements/0");
        assertThat(statement.get("account").asString()).isEqualTo(Camt.ACCOUNT);
        assertThat(List.of(
                        statement.get("entries").asInt(),
                        statement.get("credits").asInt(),
                        statement.get("new").asInt(),
                        statement.get("duplicates").asInt(),
                        statement.get("linked").asInt()))
                .containsExactly(2, 1, 2, 0, 1);
        var payment = api.get("/api/v1/payments").body().at("/items/0");
        assertThat(payment.get("bankReference").asString()).isEqualTo("R1");
        assertThat(payment.get("state").asString()).isEqualTo("linked");
        assertThat(payment.at("/links/0/invoiceNumber").asString()).isEqualTo("RK-2026-00017");
        assertThat(payment.at("/links/0/automatic").asBoolean()).isTrue();
        assertThat(payment.at("/links/0/reason").asString()).contains("RK-2026-00017");
    }

    @Test
    void a_file_that_is_none_is_refused_with_the_place() {
        var answer = api.upload(
                "/api/v1/imports/statements",
                "application/xml",
                new Camt().nonsense().bytes());
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("detail").asString()).contains("Ntry/Amt").contains("much");
    }

    @Test
    void links_are_replaced_as_a_whole_and_faults_name_their_link() {
        long one = bank.invoice(anna, "A-1", "60.00");
        bank.delivers(new Camt().credit("1", "100.00", "Nobody", "", "Hello"));
        var path = "/api/v1/payments/" + bank.number("SELECT id::text FROM payment");
        var linked = api.put(path + "/links", List.of(Map.of("invoiceId", one, "amount", "60.00")));
        assertThat(linked.status()).isEqualTo(200);
        assertThat(linked.body().get("unallocated").asString()).isEqualTo("40.00");
        assertThat(linked.body().get("state").asString()).isEqualTo("partly");
        var wrong = api.put(path + "/links", List.of(Map.of("invoiceId", one, "amount", "60.01")));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body().at("/errors/0/field").asString()).isEqualTo("links[0].amount");
        assertThat(api.put(path + "/links", List.of()).body().get("state").asString())
                .isEqualTo("unlinked");
        assertThat(api.put("/api/v1/payments/0/links", List.of()).status()).isEqualTo(404);
    }

    @Test
    void payments_are_listed_by_state_page_by_page_and_none_twice() {
        long one = bank.invoice(anna, "RK-2026-00017", "10.00");
        assertThat(one).isPositive();
        var file = new Camt().credit("X", "10.00", "Anna", ACCOUNT, "RK-2026-00017");
        for (int i = 0; i < 6; i++) {
            file.credit("R" + i, "5.00", "Nobody", "", "Hello " + i);
        }
        bank.delivers(file);
        var seen = new ArrayList<String>();
        String after = "";
        while (after != null) {
            var page = api.get("/api/v1/payments?state=unlinked&limit=4&after=" + after)
                    .body();
            page.get("items").forEach(p -> seen.add(p.get("bankReference").asString()));
            after = page.get("next").stringValue(null);
        }
        assertThat(seen).hasSize(6).doesNotHaveDuplicates().doesNotContain("X");
        assertThat(api.get("/api/v1/payments?query=5,0").body().get("items").size())
                .isEqualTo(6);
        assertThat(api.get("/api/v1/payments?query=00017").body().get("items").size())
                .isEqualTo(1);
        assertThat(api.get("/api/v1/payments?state=hm").status()).isEqualTo(422);
    }

    @Test
    void payments_by_hand_are_made_once_for_a_key() {
        long one = bank.invoice(anna, "A-1", "60.00");
        var body = Map.of("invoiceIds", List.of(one), "date", "2026-11-20");
        var first = api.post("/api/v1/payments", body, Map.of("Idempotency-Key", "k1"));
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.body().at("/0/unallocated").asString()).isEqualTo("0.00");
        assertThat(api.post("/api/v1/payments", body, Map.of("Idempotency-Key", "k1"))
                        .body())
                .isEqualTo(first.body());
        assertThat(api.post("/api/v1/payments", body).status()).isEqualTo(422);
    }
}
