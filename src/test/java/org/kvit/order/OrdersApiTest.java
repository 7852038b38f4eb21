package org.kvit.order;

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
import org.kvit.company.Company;
import org.kvit.company.Tokens;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@KvitTest
class OrdersApiTest {
    private static final String ORDER = """
            {"customerExternalId": "C-1", "orderDate": "2026-11-02", "customerReference": "PO-1",
             "cargo": [{"description": "Furniture", "packages": 12, "weight": "3400.5", "loadingPlace": "Rīga", "unloadingPlace": "Praha",
                        "loadingAgreed": "2026-11-03", "unloadingAgreed": "2026-11-06"}],
             "prices": [{"service": "Haulage", "quantity": "2", "unitPrice": "49.99", "vatRate": "21"},
                        {"service": "Toll", "quantity": 1, "unitPrice": 10.01, "vatRate": 0}]}
            """;

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

    private ApiClient api;

    @BeforeEach
    void program() {
        var company = TestCompany.found(companies, Company.named("Dublin Freight", "IE"));
        api = new ApiClient(port, company.actor().get(() -> tokens.create(company.administrator(), "test")));
        company.actor().run(() -> {
            var ledger = new Ledger(jdbc, transaction);
            ledger.customer("Daugava");
            ledger.change("UPDATE customer SET external_id = 'C-1', pod_delivery = 'email'");
        });
    }

    @Test
    void an_order_is_made_and_comes_to_its_sums() {
        var answer = api.post("/api/v1/orders", ORDER);
        assertThat(answer.status()).isEqualTo(201);
        var order = answer.body();
        assertThat(order.get("number").asString()).isEqualTo("O-2026-00001");
        assertThat(order.get("podDelivery").asString()).isEqualTo("email");
        assertThat(order.get("netTotal").asString()).isEqualTo("109.99");
        assertThat(order.get("vatTotal").asString()).isEqualTo("21.00");
        assertThat(order.get("total").asString()).isEqualTo("130.99");
        assertThat(order.get("prices").get(1).get("vatCategory").asString()).isEqualTo("Z");
        assertThat(order.get("delivered").asBoolean()).isFalse();
        assertThat(answer.http().headers().firstValue("Location")).contains("/api/v1/orders/" + id(order));
    }

    @Test
    void what_was_read_can_be_sent_back_and_changes_nothing() {
        var order = api.post("/api/v1/orders", ORDER).body();
        var again = api.put("/api/v1/orders/" + id(order), order);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(order);
    }

    @Test
    void what_was_read_before_another_change_is_refused_and_what_names_no_version_is_not() {
        var read = api.post("/api/v1/orders", ORDER).body();
        var path = "/api/v1/orders/" + id(read);
        var changed = api.put(
                path,
                Map.of("note", "call first", "version", read.get("version").asInt()));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().get("prices").size()).isEqualTo(2);
        var refused = api.put(path, read);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("detail").asString()).contains("O-2026-00001", "changed meanwhile");
        assertThat(api.get(path).body()).isEqualTo(changed.body());
        assertThat(api.put(path, Map.of("note", "ring twice"))
                        .body()
                        .get("note")
                        .asString())
                .isEqualTo("ring twice");
    }

    @Test
    void faulty_fields_are_named() {
        var answer = api.post("/api/v1/orders", """
                {"customerExternalId": "C-1", "invoiceDelivery": "pigeon", "prices": [{"service": "", "quantity": 1, "vatRate": 21}]}
                """);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(fields(answer)).containsExactlyInAnyOrder("invoiceDelivery", "prices[0].unitPrice");
        assertThat(fields(api.post("/api/v1/orders", Map.of()))).containsExactly("customerId");
        assertThat(fields(api.post("/api/v1/orders", Map.of("customerExternalId", "nobody"))))
                .containsExactly("customerExternalId");
    }

    @Test
    void the_list_goes_on_behind_its_cursor() {
        for (int i = 0; i < 3; i++) {
            api.post("/api/v1/orders", ORDER);
        }
        var first = api.get("/api/v1/orders?limit=2").body();
        assertThat(first.get("items").size()).isEqualTo(2);
        var second = api.get("/api/v1/orders?limit=2&after=" + first.get("next").asString())
                .body();
        assertThat(second.get("items").size()).isEqualTo(1);
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(api.get("/api/v1/orders?state=pod_missing")
                        .body()
                        .get("items")
                        .size())
                .isEqualTo(3);
        assertThat(api.get("/api/v1/orders?state=invoiced").body().get("items").size())
                .isZero();
        assertThat(api.get("/api/v1/orders?state=lost").status()).isEqualTo(422);
    }

    @Test
    void an_approved_trip_locks_its_orders() {
        var order = api.post("/api/v1/orders", ORDER).body();
        var trip = api.post(
                "/api/v1/trips",
                Map.of("vehicle", "LV-1234", "startsOn", "2026-11-03", "orderIds", List.of(id(order))));
        assertThat(trip.status()).isEqualTo(201);
        assertThat(trip.body().get("number").asString()).isEqualTo("T-2026-00001");
        var approval = "/api/v1/trips/" + id(trip.body()) + "/approval";
        var approved = api.put(approval, Map.of()).body();
        assertThat(approved.get("approved").asBoolean()).isTrue();
        assertThat(approved.get("approvedBy").asString()).isEqualTo("Anna Ozola");
        assertThat(approved.get("orderIds").get(0).asLong()).isEqualTo(id(order));

        var path = "/api/v1/orders/" + id(order);
        var locked = api.get(path).body();
        assertThat(locked.get("locked").asBoolean()).isTrue();
        assertThat(api.put(path, locked).status()).isEqualTo(200);
        var refused = api.put(path, Map.of("tripId", id(trip.body()), "prices", List.of()));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("detail").asString()).contains("T-2026-00001", "Remove the approval");

        assertThat(api.delete(approval).body().get("approved").asBoolean()).isFalse();
        assertThat(api.put(path, Map.of("tripId", id(trip.body()), "prices", List.of()))
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/api/v1/trips?state=approved").body().get("items").size())
                .isZero();
        assertThat(api.get("/api/v1/trips?query=lv-1234").body().get("items").size())
                .isEqualTo(1);
        assertThat(fields(api.put(
                        "/api/v1/trips/" + id(trip.body()), Map.of("startsOn", "2026-11-03", "endsOn", "2026-11-01"))))
                .containsExactly("endsOn");
    }

    private static long id(JsonNode node) {
        return node.get("id").asLong();
    }

    private static List<String> fields(ApiClient.Answer answer) {
        var fields = new ArrayList<String>();
        answer.body().get("errors").forEach(e -> fields.add(e.get("field").asString()));
        return fields;
    }
}
