package org.kvit.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.ApiClient;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.company.People;
import org.kvit.company.Role;
import org.kvit.company.Tokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@KvitTest
class CompanyApiTest {
    @Autowired
    private Companies companies;

    @Autowired
    private People people;

    @Autowired
    private Tokens tokens;

    @LocalServerPort
    private int port;

    private TestCompany company;
    private ApiClient api;

    @BeforeEach
    void found() {
        company = TestCompany.found(companies);
        api = new ApiClient(port, company.actor().get(() -> tokens.create(company.administrator(), "test")));
    }

    @Test
    void what_is_put_is_what_is_read() {
        var body = Map.of(
                "name", "Baltic Freight SIA",
                "country", "LV",
                "timeZone", "Europe/Riga",
                "currency", "EUR",
                "language", "lv",
                "address", Map.of("street", "Brīvības iela 1", "city", "Rīga", "postalCode", "LV-1010"),
                "daysAfterSending", 5,
                "referenceKind", "estonian",
                "copyToAccountManager", true,
                "bankAccounts",
                        List.of(Map.of("iban", "LV80 BANK 0000 4351 9500 1", "bic", "HABALV22", "currency", "EUR")));
        assertThat(api.put("/api/v1/company", body).status()).isEqualTo(200);
        var read = api.get("/api/v1/company").body();
        assertThat(read.at("/address/street").asString()).isEqualTo("Brīvības iela 1");
        assertThat(read.at("/bankAccounts/0/iban").asString()).isEqualTo("LV80BANK0000435195001");
        assertThat(read.at("/bankAccounts/0/bankName").isNull()).isTrue();
        assertThat(read.get("daysAfterSending").asInt()).isEqualTo(5);
        assertThat(read.get("referenceKind").asString()).isEqualTo("estonian");
        assertThat(read.get("copyToAccountManager").asBoolean()).isTrue();
        assertThat(List.copyOf(read.get("numberFormats").propertyNames()))
                .containsExactly("credit_note", "invoice", "order", "trip");
        assertThat(api.put("/api/v1/company", read).body()).isEqualTo(read);
    }

    @Test
    void what_is_left_out_is_gone_and_the_country_suggests_the_rest() {
        api.put(
                "/api/v1/company",
                Map.of(
                        "name",
                        "A",
                        "country",
                        "LV",
                        "phone",
                        "1",
                        "bankAccounts",
                        List.of(Map.of("iban", "LV80BANK0000435195001"))));
        var read =
                api.put("/api/v1/company", Map.of("name", "A", "country", "CZ")).body();
        assertThat(read.get("phone").isNull()).isTrue();
        assertThat(read.get("bankAccounts").isEmpty()).isTrue();
        assertThat(read.get("currency").asString()).isEqualTo("CZK");
        assertThat(read.get("timeZone").asString()).isEqualTo("Europe/Prague");
        assertThat(read.get("statementLimitDays").asInt()).isEqualTo(4);
        assertThat(read.get("referenceKind").asString()).isEqualTo("none");
        assertThat(read.get("copyToAccountManager").asBoolean()).isFalse();
    }

    @Test
    void references_by_country_are_the_whole_new_set_and_left_out_they_stay() {
        var body = new java.util.TreeMap<String, Object>(Map.of("name", "A", "country", "LV"));
        body.put("referenceKind", "rf");
        body.put("referenceKinds", Map.of("ee", "estonian", "CZ", "variable_symbol"));
        var read = api.put("/api/v1/company", body).body();
        assertThat(read.get("referenceKinds").toString()).isEqualTo("{\"CZ\":\"variable_symbol\",\"EE\":\"estonian\"}");
        assertThat(api.put("/api/v1/company", read).body()).isEqualTo(read);
        var other =
                api.put("/api/v1/company", Map.of("name", "B", "country", "LV")).body();
        assertThat(other.get("referenceKind").asString()).isEqualTo("rf");
        assertThat(other.get("referenceKinds")).isEqualTo(read.get("referenceKinds"));
        body.put("referenceKinds", Map.of("SK", "none"));
        assertThat(api.put("/api/v1/company", body).body().get("referenceKinds").toString())
                .isEqualTo("{\"SK\":\"none\"}");
        body.put("referenceKinds", Map.of());
        assertThat(api.put("/api/v1/company", body).body().get("referenceKinds").isEmpty())
                .isTrue();
    }

    @Test
    void a_country_that_is_none_and_a_kind_that_is_none_are_named() {
        for (var wrong : Map.of("XX", "rf", "EE", "iban").entrySet()) {
            var answer = api.put(
                    "/api/v1/company",
                    Map.of("name", "A", "country", "LV", "referenceKinds", Map.of(wrong.getKey(), wrong.getValue())));
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo("referenceKinds." + wrong.getKey());
        }
    }

    @Test
    void number_formats_are_read_and_set_and_what_is_not_named_stays() {
        var body = new java.util.TreeMap<String, Object>(Map.of("name", "A", "country", "LV"));
        assertThat(format(api.get("/api/v1/company"))).isEqualTo("RK-{year}-{number:5}");
        body.put("numberFormats", Map.of("invoice", "A{year:2}/{number}"));
        assertThat(format(api.put("/api/v1/company", body))).isEqualTo("A{year:2}/{number}");
        var invoice = Map.of("customerId", customer(), "issueDate", "2026-11-23", "total", "1.00");
        assertThat(api.post("/api/v1/invoices", invoice).body().get("number").asString())
                .isEqualTo("A26/1");
        body.remove("numberFormats");
        assertThat(format(api.put("/api/v1/company", body))).isEqualTo("A{year:2}/{number}");

        body.put("name", "");
        body.put("numberFormats", Map.of("invoice", "A{year}", "parcel", "{number}"));
        var refused = api.put("/api/v1/company", body);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().get("errors").values().stream()
                        .map(e -> e.get("field").asString()))
                .containsExactlyInAnyOrder("name", "numberFormats.invoice", "numberFormats.parcel");
        assertThat(api.put(
                                "/api/v1/company",
                                "{\"name\": \"A\", \"country\": \"LV\", \"numberFormats\": {\"invoice\": null}}")
                        .status())
                .isEqualTo(422);
        body.put("name", "B");
        body.put("numberFormats", Map.of("invoice", "A{year}"));
        assertThat(api.put("/api/v1/company", body).status()).isEqualTo(422);
        var kept = api.get("/api/v1/company");
        assertThat(kept.body().get("name").asString()).isEqualTo("A");
        assertThat(format(kept)).isEqualTo("A{year:2}/{number}");
    }

    private long customer() {
        return api.post("/api/v1/customers", Map.of("name", "Daugava"))
                .body()
                .get("id")
                .asLong();
    }

    private static String format(ApiClient.Answer answer) {
        return answer.body().at("/numberFormats/invoice").asString();
    }

    @Test
    void each_fault_names_its_field() {
        var account = Map.of("iban", "LV80BANK0000435195001");
        var body = Map.of(
                "name", " ",
                "country", "Latvia",
                "currency", "EURO",
                "email", "nobody",
                "bankAccounts", List.of(account, account, Map.of("iban", "LV00", "bic", "x"), Map.of()));
        var answer = api.put("/api/v1/company", body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("errors").values().stream()
                        .map(e -> e.get("field").asString()))
                .containsExactlyInAnyOrder(
                        "name",
                        "country",
                        "currency",
                        "email",
                        "bankAccounts[1].iban",
                        "bankAccounts[2].iban",
                        "bankAccounts[2].bic",
                        "bankAccounts[3].iban");
        assertThat(api.put("/api/v1/company", Map.of("name", "A", "country", "LV", "referenceKind", "iban"))
                        .body()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("referenceKind");
        assertThat(api.put("/api/v1/company", Map.of("name", "A", "country", "LV", "timeZone", "Moon/Crater"))
                        .body()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("timeZone");
        assertThat(api.put("/api/v1/company", "{\"name\": \"A\", \"country\": \"LV\", \"bankAccounts\": [null]}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void who_does_not_administer_reads_and_changes_nothing() {
        var reader = company.actor()
                .get(() -> people.add("r-" + company.email(), "Rita", TestCompany.PASSWORD, "en", Role.ACCOUNTANT));
        var theirs = new ApiClient(port, company.actor().get(() -> tokens.create(reader, "test")));
        assertThat(theirs.get("/api/v1/company").status()).isEqualTo(200);
        assertThat(theirs.put("/api/v1/company", Map.of("name", "A", "country", "LV"))
                        .status())
                .isEqualTo(403);
        assertThat(new ApiClient(port, "").get("/api/v1/company").status()).isEqualTo(401);
    }
}
