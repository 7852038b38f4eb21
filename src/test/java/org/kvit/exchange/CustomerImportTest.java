package org.kvit.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.ApiClient;
import org.kvit.KvitTest;
import org.kvit.PageClient;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.company.People;
import org.kvit.company.Role;
import org.kvit.company.Tokens;
import org.kvit.ui.TableFile;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@KvitTest
class CustomerImportTest {
    private static final String CUSTOMERS = "/api/v1/customers";

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
    void company() {
        company = TestCompany.found(companies);
        api = api(company);
    }

    @Test
    void who_sees_their_own_customers_only_imports_no_others_over_and_what_is_new_is_theirs() {
        api.post(CUSTOMERS, Map.of("name", "Others", "externalId", "C-1", "phone", "1"));
        api.post(CUSTOMERS, Map.of("name", "Nameless", "phone", "1"));
        var mara = company.actor().get(() -> {
            var user = people.add("m-" + company.email(), "Māra", TestCompany.PASSWORD, "en", Role.ACCOUNT_MANAGER);
            people.changeRole(user, Role.ACCOUNT_MANAGER, true);
            return new ApiClient(port, tokens.create(user, "test"));
        });
        var file = "external_id,name,phone\nC-1,Mine,2\nC-2,New,2\n,Nameless,2\n";
        var first = upload(mara, file);
        assertThat(first.get("created").asInt()).isEqualTo(2);
        assertThat(first.at("/rejected/0/line").asInt()).isEqualTo(2);
        assertThat(first.at("/rejected/0/reason").asString()).contains("C-1");
        assertThat(upload(mara, file).get("unchanged").asInt()).isEqualTo(2);
        assertThat(phones(api)).containsExactly("Nameless 1", "Nameless 2", "New 2", "Others 1");
        assertThat(phones(mara)).containsExactly("Nameless 2", "New 2");
    }

    @Test
    void the_file_that_was_exported_changes_nothing_and_makes_the_same_cards_elsewhere() {
        api.post(
                CUSTOMERS,
                Map.ofEntries(
                        Map.entry("name", "=SUM(A1) \"Daugava\", SIA; @ home"),
                        Map.entry("externalId", "-17"),
                        Map.entry("registrationNumber", "'+40003"),
                        Map.entry("vatNumber", "@LV"),
                        Map.entry("street", "'Brīvības iela 1'"),
                        Map.entry("city", "''=Rīga"),
                        Map.entry("postalCode", "00017"),
                        Map.entry("country", "EE"),
                        Map.entry("language", "et"),
                        Map.entry("currency", "CZK"),
                        Map.entry("paymentTermsDays", 0),
                        Map.entry("email", "+debts@daugava.example"),
                        Map.entry("phone", "+371 67000000"),
                        Map.entry("fax", "+371 67000001"),
                        Map.entry("creditLimit", "1234.50")));
        api.post(CUSTOMERS, Map.of("name", "+plain", "country", "LV"));
        var exported = PageClient.signedIn(port, company.email())
                .get("/customers/export?format=csv")
                .body();
        assertThat(exported).contains("'+371 67000000");
        var cards = cards(api);

        assertThat(upload(api, exported).get("unchanged").asInt()).isEqualTo(2);
        assertThat(cards(api)).isEqualTo(cards);

        var elsewhere = api(TestCompany.found(companies));
        assertThat(upload(elsewhere, exported).get("created").asInt()).isEqualTo(2);
        assertThat(imported(elsewhere)).isEqualTo(imported(api));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+371", "'+371", "''+371", "'quoted'", "'", "=", "-5", "@x", "", "plain", "a'=b"})
    void what_an_export_guards_an_import_reads_as_it_was(String text) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var file = new TableFile.Csv(out)) {
            file.row(text);
        }
        var written = out.toString(StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
        assertThat(written)
                .doesNotStartWith("=")
                .doesNotStartWith("+")
                .doesNotStartWith("-")
                .doesNotStartWith("@");
        assertThat(Values.text(written)).isEqualTo(text);
    }

    private ApiClient api(TestCompany of) {
        return new ApiClient(port, of.actor().get(() -> tokens.create(of.administrator(), "test")));
    }

    private static JsonNode upload(ApiClient api, String file) {
        var answer = api.upload("/api/v1/imports/customers", "text/csv", file.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
        return answer.body();
    }

    private static List<JsonNode> cards(ApiClient api) {
        return List.copyOf(api.get(CUSTOMERS).body().get("items").values());
    }

    private static List<String> phones(ApiClient api) {
        return cards(api).stream()
                .map(c -> c.get("name").asString() + " " + c.get("phone").asString())
                .sorted()
                .toList();
    }

    /// Of each card what an import reads.
    private static List<List<String>> imported(ApiClient api) {
        return cards(api).stream()
                .map(c -> List.of(
                                "externalId",
                                "name",
                                "registrationNumber",
                                "vatNumber",
                                "email",
                                "phone",
                                "street",
                                "city",
                                "postalCode",
                                "country",
                                "language",
                                "paymentTermsDays",
                                "currency")
                        .stream()
                        .map(field -> c.get(field).asString())
                        .toList())
                .sorted(java.util.Comparator.comparing(card -> card.get(1)))
                .toList();
    }
}
