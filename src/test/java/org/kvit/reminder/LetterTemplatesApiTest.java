package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kvit.ApiClient;
import org.kvit.KvitTest;
import org.kvit.PageClient;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.company.Tokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@KvitTest
class LetterTemplatesApiTest {
    private static final String TEMPLATES = "/api/v1/letter-templates";
    private static final Map<String, String> TEXTS = Map.of(
            "subject", "Pay {{number}}", "email", "Hello", "title", "Pay", "letter", "Dear {{customer}}\n\n[invoices]");

    @Autowired
    private Companies companies;

    @Autowired
    private Tokens tokens;

    @LocalServerPort
    private int port;

    @Test
    void a_wording_is_read_replaced_and_reset() {
        var api = api(TestCompany.found(companies));
        var before = api.get(TEMPLATES + "/firm/de").body();
        assertThat(before.get("builtIn").asBoolean()).isTrue();
        assertThat(before.get("subject").asString()).startsWith("Mahnung");

        assertThat(api.put(TEMPLATES + "/firm/de", TEXTS).body().get("version").asInt())
                .isEqualTo(1);
        assertThat(api.get(TEMPLATES + "/firm/de").body().get("letter").asString())
                .isEqualTo("Dear {{customer}}\n\n[invoices]");
        var german =
                api.get(TEMPLATES).body().get("items").get(2).get("languages").get(7);
        assertThat(german.get("language").asString()).isEqualTo("de");
        assertThat(german.get("builtIn").asBoolean()).isFalse();
        assertThat(german.get("savedBy").asString()).isEqualTo("Anna Ozola");

        assertThat(api.delete(TEMPLATES + "/firm/de").status()).isEqualTo(204);
        assertThat(api.get(TEMPLATES + "/firm/de").body().get("subject")).isEqualTo(before.get("subject"));
    }

    @Test
    void a_key_that_isnt_there_becomes_a_template() {
        var api = api(TestCompany.found(companies));
        var named = new java.util.HashMap<>(TEXTS);
        named.put("name", "Key customers");
        named.put("basedOn", "final");
        assertThat(api.put(TEMPLATES + "/key-customers/lt", named).status()).isEqualTo(200);
        assertThat(api.get(TEMPLATES + "/key-customers/lv")
                        .body()
                        .get("subject")
                        .asString())
                .startsWith("Pēdējais");
        var last = api.get(TEMPLATES).body().get("items").get(4);
        assertThat(last.get("name").asString()).isEqualTo("Key customers");
    }

    @Test
    void what_wont_do_is_refused_with_its_field_and_place_and_leaves_nothing_behind() {
        var api = api(TestCompany.found(companies));
        var bad = new java.util.HashMap<>(TEXTS);
        bad.put("letter", "Dear {{customer}}\n\n[invoices]\n{{getClass}}");
        var answer = api.put(TEMPLATES + "/ours/en", bad);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo("letter");
        assertThat(answer.body().at("/errors/0/message").asString())
                .startsWith("4. rinda, 1. zīme: mainīgā “getClass” nav.");
        assertThat(api.get(TEMPLATES).body().get("items").size()).isEqualTo(4);
        assertThat(api.put(TEMPLATES + "/Not a key/en".replace(" ", "%20"), TEXTS)
                        .status())
                .isEqualTo(422);
        assertThat(api.get(TEMPLATES + "/firm/fr").status()).isEqualTo(404);
        assertThat(api.get(TEMPLATES + "/ours/en").status()).isEqualTo(404);
    }

    @Test
    void the_preview_shows_what_is_typed_and_says_what_is_wrong_with_it() {
        var company = TestCompany.found(companies);
        var screen = PageClient.signedIn(port, company.email());
        var editor = "/settings/templates/firm/en";
        var shown = screen.post(editor, editor + "/preview", TEXTS).body();
        assertThat(shown)
                .contains(
                        "Example Ltd", "data:image/png;base64,", "Pay " + java.time.Year.now(java.time.ZoneOffset.UTC));
        var html = screen.post(editor, editor + "/email-preview", TEXTS);
        assertThat(html.body()).contains("<p style=\"margin:0 0 12px 0\">Hello</p>");
        assertThat(html.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "sandbox");

        var bad = new java.util.HashMap<>(TEXTS);
        bad.put("subject", "{{>file}}");
        assertThat(screen.post(editor, editor + "/preview", bad).body())
                .contains("Line 1, character 1: “{{&gt;file}}” can't be used")
                .doesNotContain("data:image");
    }

    private ApiClient api(TestCompany company) {
        return new ApiClient(port, company.actor().get(() -> tokens.create(company.administrator(), "test")));
    }
}
