package org.kvit.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.ApiClient;
import org.kvit.KvitTest;
import org.kvit.ScreenClient;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.company.People;
import org.kvit.company.ReferenceKind;
import org.kvit.company.ReferenceKinds;
import org.kvit.company.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@KvitTest
class SettingsScreensTest {
    private static final String[] FILLED = {
        "name", "Baltic Freight SIA",
        "registrationNumber", "40003123456",
        "vatNumber", "LV40003123456",
        "address.street", "Brīvības iela 1",
        "address.city", "Rīga",
        "address.postalCode", "LV-1010",
        "country", "LV",
        "timeZone", "Europe/Riga",
        "currency", "EUR",
        "language", "lv",
        "email", "info@baltic.example",
        "phone", "+371 6700 0000",
        "website", "baltic.example",
        "signatureName", "Anna Ozola, grāmatvede",
        "daysAfterSending", "5",
        "statementLimitDays", "7",
    };

    @Autowired
    private Companies companies;

    @Autowired
    private People people;

    @LocalServerPort
    private int port;

    private TestCompany company;
    private ScreenClient anna;

    @BeforeEach
    void signIn() {
        company = TestCompany.found(companies);
        anna = ScreenClient.signedIn(port, company.email(), TestCompany.PASSWORD);
    }

    @Test
    void the_administrator_finds_every_setting_and_a_reader_what_is_theirs() {
        assertThat(anna.get("/settings").text())
                .contains("id=\"to-company\"", "id=\"to-people\"", "id=\"to-tokens\"", "id=\"to-me\"", "none yet");
        var reader = reader();
        assertThat(reader.get("/settings").text())
                .contains("id=\"to-me\"", "id=\"to-policy\"")
                .doesNotContain("id=\"to-company\"", "id=\"to-people\"");
        for (var page : new String[] {"/settings/company", "/settings/people", "/settings/tokens"}) {
            assertThat(reader.get(page).status()).as(page).isEqualTo(403);
        }
        assertThat(reader.post("/settings/company", FILLED).status()).isEqualTo(403);
    }

    @Test
    void what_is_filled_in_is_kept_and_the_history_says_what_was_before() {
        var saved = anna.post(
                "/settings/company",
                with(
                        "iban",
                        "lv80 bank 0000 4351 9500 1",
                        "bic",
                        "habalv22",
                        "bankName",
                        "Swedbank",
                        "accountCurrency",
                        "EUR"));
        assertThat(saved.location()).isEqualTo("/settings/company?saved=true");
        assertThat(anna.get(saved.location()).text())
                .contains("Brīvības iela 1", "LV80 BANK 0000 4351 9500 1", "HABALV22", "role=\"status\"");
        var kept = company.actor().get(companies::own);
        assertThat(kept.daysAfterSending()).isEqualTo(5);
        assertThat(kept.bankAccounts().getFirst().iban()).isEqualTo("LV80BANK0000435195001");
        anna.post("/settings/company", with());
        assertThat(anna.get("/settings/company/history").text())
                .contains("LV80 BANK 0000 4351 9500 1", "Street", "Brīvības iela 1", "Anna Ozola", "deleted");
    }

    @Test
    void what_payers_of_a_country_quote_is_chosen_added_taken_out_and_remembered() {
        var added = anna.post("/settings/company", with("referenceKind", "rf", "action", "add-reference"));
        assertThat(added.text()).contains("id=\"reference-country-0\"");
        var chosen = with("referenceKind", "rf", "referenceCountry", "EE", "referenceOf", "estonian");
        assertThat(anna.post("/settings/company", chosen).location()).isEqualTo("/settings/company?saved=true");
        assertThat(company.actor().get(companies::references))
                .isEqualTo(ReferenceKinds.always(ReferenceKind.RF).with("EE", ReferenceKind.ESTONIAN));
        assertThat(anna.get("/settings/company").text())
                .as("no bank carries an Estonian number to an account elsewhere")
                .contains("id=\"no-estonian-account\"");
        anna.post("/settings/company", with("referenceKind", "rf", "referenceCountry", "EE", "referenceOf", "rf"));
        assertThat(anna.get("/settings/company").text()).doesNotContain("id=\"no-estonian-account\"");
        anna.post("/settings/company", with("referenceKind", "rf"));
        assertThat(company.actor().get(companies::references)).isEqualTo(ReferenceKinds.always(ReferenceKind.RF));
        assertThat(anna.get("/settings/company/history").text())
                .contains("Payment reference · Estonia", "Estonian reference number (viitenumber)", "deleted");
    }

    @Test
    void a_country_named_twice_is_refused_beside_the_second() {
        var twice = with(
                "referenceCountry", "EE", "referenceOf", "estonian", "referenceCountry", "EE", "referenceOf", "rf");
        var refused = anna.post("/settings/company", twice);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("id=\"e-reference-1\"").doesNotContain("id=\"e-reference-0\"");
    }

    @Test
    void the_format_of_invoice_numbers_is_set_and_the_history_says_what_it_was() {
        assertThat(anna.get("/settings/company").text()).contains("value=\"RK-{year}-{number:5}\"");
        var refused = anna.post("/settings/company", with("numberFormats.invoice", "A"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("id=\"e-numberFormats.invoice\"", "value=\"A\"");
        assertThat(anna.post("/settings/company", with("numberFormats.invoice", "A{number}"))
                        .location())
                .isEqualTo("/settings/company?saved=true");
        assertThat(anna.get("/settings/company").text()).contains("value=\"A{number}\"");
        assertThat(anna.get("/settings/company/history").text())
                .contains("Document numbers", "RK-{year}-{number:5}", "A{number}");
    }

    @Test
    void what_wont_do_is_said_beside_its_field_and_nothing_typed_is_lost() {
        var answer = anna.post(
                "/settings/company",
                with(
                        "name",
                        "",
                        "email",
                        "nobody",
                        "daysAfterSending",
                        "99",
                        "iban",
                        "",
                        "bic",
                        "",
                        "bankName",
                        "",
                        "accountCurrency",
                        "",
                        "iban",
                        "LV81BANK0000435195001",
                        "bic",
                        "HM",
                        "bankName",
                        "Swedbank",
                        "accountCurrency",
                        ""));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains(
                        "id=\"e-name\"",
                        "id=\"e-email\"",
                        "id=\"e-daysAfterSending\"",
                        "id=\"e-iban-0\"",
                        "id=\"e-bic-0\"")
                .contains("LV81BANK0000435195001", "Swedbank", "nobody")
                .doesNotContain("id=\"e-vatNumber\"");
    }

    @Test
    void rows_for_bank_accounts_come_and_go_before_anything_is_saved() {
        assertThat(anna.post("/settings/company", with("action", "add")).text()).contains("id=\"iban-0\"");
        var two = with("iban", "LV80BANK0000435195001", "iban", "EE382200221020145685", "action", "remove-0");
        assertThat(anna.post("/settings/company", two).text())
                .contains("EE382200221020145685")
                .doesNotContain("LV80BANK0000435195001");
        assertThat(company.actor().get(companies::own).bankAccounts()).isEmpty();
    }

    @Test
    void a_token_is_shown_once_and_opens_the_api_until_it_is_revoked() {
        var made = anna.post(
                "/settings/tokens",
                "name",
                "Accounting",
                "user",
                Long.toString(company.administrator().value()));
        var token = found("id=\"token\" value=\"(kvit_[^\"]+)\"", made.text());
        assertThat(made.text()).contains("curl");
        assertThat(made.http().headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        var api = new ApiClient(port, token);
        assertThat(api.get("/api/v1/company").status()).isEqualTo(200);
        var list = anna.get("/settings/tokens").text();
        assertThat(list).contains("Accounting").doesNotContain(token);
        anna.post("/settings/tokens/" + found("/settings/tokens/(\\d+)/revocation", list) + "/revocation");
        assertThat(api.get("/api/v1/company").status()).isEqualTo(401);
        assertThat(anna.get("/settings/tokens/history").text()).contains("Accounting", "Revoked", "created");
    }

    @Test
    void another_companys_token_cannot_be_revoked() {
        var theirs = TestCompany.found(companies);
        var them = ScreenClient.signedIn(port, theirs.email(), TestCompany.PASSWORD);
        them.post(
                "/settings/tokens",
                "name",
                "Theirs",
                "user",
                Long.toString(theirs.administrator().value()));
        var id = found(
                "/settings/tokens/(\\d+)/revocation",
                them.get("/settings/tokens").text());
        assertThat(anna.post("/settings/tokens/" + id + "/revocation").status()).isEqualTo(404);
        assertThat(them.get("/settings/tokens").text()).contains("Theirs");
    }

    private ScreenClient reader() {
        var email = "reader-" + company.email();
        company.actor().run(() -> people.add(email, "Rita", TestCompany.PASSWORD, "en", Role.READ_ONLY));
        return ScreenClient.signedIn(port, email, TestCompany.PASSWORD);
    }

    /// The form as filled in, with other fields; those of the same name as a filled one take its place.
    private static String[] with(String... others) {
        var fields = new java.util.ArrayList<String>();
        for (int i = 0; i < FILLED.length; i += 2) {
            int at = i;
            boolean other = java.util.stream.IntStream.range(0, others.length / 2)
                    .anyMatch(o -> others[o * 2].equals(FILLED[at]));
            if (!other) {
                fields.addAll(java.util.List.of(FILLED[i], FILLED[i + 1]));
            }
        }
        fields.addAll(java.util.List.of(others));
        return fields.toArray(String[]::new);
    }

    private static String found(String pattern, String text) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
