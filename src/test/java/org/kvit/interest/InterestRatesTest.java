package org.kvit.interest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.ApiClient;
import org.kvit.KvitTest;
import org.kvit.PageClient;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.company.Company;
import org.kvit.company.Tokens;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class InterestRatesTest {
    @Autowired
    private Companies companies;

    @Autowired
    private Tokens tokens;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @LocalServerPort
    private int port;

    private TestCompany company;
    private ApiClient api;

    @BeforeEach
    void signedIn() throws Exception {
        company = TestCompany.found(companies);
        api = new ApiClient(port, company.actor().call(() -> tokens.create(company.administrator(), "test")));
    }

    @Test
    void a_new_company_charges_as_its_country_has_it() {
        var terms = api.get("/api/v1/interest-rates").body();
        assertThat(terms.path("basis").asString()).isEqualTo("statutory");
        assertThat(terms.path("points").asString()).isEqualTo("8");
        assertThat(terms.path("reference").toString())
                .contains("{\"from\":\"2025-07-01\",\"rate\":\"2.15\",\"known\":true}");
    }

    @Test
    void what_is_read_can_be_written_back_and_only_its_own_rates_are_kept() {
        var body = api.get("/api/v1/interest-rates").body();
        assertThat(api.put("/api/v1/interest-rates", body).status()).isEqualTo(200);
        assertThat(kept()).isZero();
        var changed = Map.of(
                "basis",
                "statutory",
                "points",
                "8.5",
                "reference",
                List.of(Map.of("from", "2025-07-01", "rate", "2.40"), Map.of("from", "2030-01-01", "rate", "-0.5")),
                "agreed",
                List.of(Map.of("from", "2026-02-01", "rate", "18.25")));
        var saved = api.put("/api/v1/interest-rates", changed).body();
        assertThat(saved.path("points").asString()).isEqualTo("8.5");
        assertThat(saved.path("reference").toString())
                .contains("{\"from\":\"2025-07-01\",\"rate\":\"2.4\",\"known\":false}")
                .contains("{\"from\":\"2025-01-01\",\"rate\":\"3.15\",\"known\":true}");
        assertThat(kept()).isEqualTo(3);
        assertThat(audited()).containsOnly("interest_rate created", "interest_terms created", "interest_terms changed");
    }

    @Test
    void what_cannot_be_a_rate_is_refused_by_its_field_and_nothing_is_kept() {
        var bad = api.put(
                "/api/v1/interest-rates",
                Map.of(
                        "basis",
                        "agreed",
                        "points",
                        "101",
                        "reference",
                        List.of(Map.of("from", "2025-03-01", "rate", "1")),
                        "agreed",
                        List.of(Map.of("from", "2025-03-01", "rate", "-1"))));
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.body().path("errors").toString()).contains("\"points\"", "\"reference\"", "\"agreed\"");
        var none = api.put(
                "/api/v1/interest-rates", Map.of("basis", "guessed", "reference", List.of(Map.of("rate", "1"))));
        assertThat(none.body().path("errors").toString()).contains("\"basis\"", "reference[0].from");
        assertThat(kept()).isZero();
    }

    @Test
    void the_screen_names_the_half_years_that_have_no_rate_and_takes_them() throws Exception {
        var today = company.actor().call(companies::today);
        company.actor().call(() -> {
            var ledger = new Ledger(jdbc, transaction);
            ledger.invoice(
                    ledger.customer("Tallinna Vedu"), "RK-1", today.minusDays(50), today.minusDays(20), "100.00");
            return null;
        });
        var half = HalfYear.of(today.minusDays(19)).first();
        assertThat(LegalInterest.reference("LV")).doesNotContainKey(half);
        var client = PageClient.signedIn(port, company.email());
        var page = "/settings/interest";
        assertThat(client.get(page).body()).contains("missing-rates", "half-year from", "No rate is known for today");
        var halves = HalfYear.of(today).first().equals(half)
                ? List.of(half)
                : List.of(half, HalfYear.of(today).first());
        assertThat(client.post(page, page, form(halves, "x")).body()).contains("“x” is not a number");
        assertThat(client.post(page, page, form(halves, "2.15")).body())
                .doesNotContain("missing-rates")
                .contains("Today’s rate is 10.15% a year", "8.34");
    }

    @Test
    void a_czech_company_has_its_own_banks_rates_and_the_first_day_decides() throws Exception {
        var czech = TestCompany.found(companies, Company.named("Spedice s.r.o.", "CZ"));
        var token = czech.actor().call(() -> tokens.create(czech.administrator(), "test"));
        var terms = new ApiClient(port, token).get("/api/v1/interest-rates").body();
        assertThat(terms.path("fixedAtStart").asBoolean()).isTrue();
        assertThat(terms.path("reference").toString()).contains("\"2025-07-01\",\"rate\":\"3.5\"");
    }

    private static Map<String, String> form(List<LocalDate> halves, String rate) {
        var fields = new HashMap<>(Map.of("basis", "statutory", "points", "8"));
        halves.forEach(half -> fields.put("reference-" + half, rate));
        return fields;
    }

    private int kept() {
        return company.actor()
                .get(() -> transaction.execute(
                        _ -> jdbc.sql("SELECT count(*) FROM interest_rate WHERE company_id = current_company()")
                                .query(Integer.class)
                                .single()));
    }

    private List<String> audited() {
        return company.actor()
                .get(() -> transaction.execute(
                        _ -> jdbc.sql("""
                        SELECT DISTINCT subject || ' ' || action FROM audit
                         WHERE company_id = current_company() AND subject LIKE 'interest%'
                        """).query((row, n) -> row.getString(1)).list()));
    }
}
