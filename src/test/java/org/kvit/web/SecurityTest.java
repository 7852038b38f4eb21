package org.kvit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.ApiClient;
import org.kvit.KvitTest;
import org.kvit.ScreenClient;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.company.People;
import org.kvit.company.SignIns;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What keeps strangers out and secrets in, asked from outside.
@KvitTest
class SecurityTest {
    private static final String NEW = "a new sentence nobody guesses";
    private static final String FORM = "application/x-www-form-urlencoded";

    @Autowired
    private Companies companies;

    @Autowired
    private People people;

    @Autowired
    private SignIns signIns;

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
    void signing_in_gives_a_new_cookie_and_ends_the_sign_in_that_the_browser_brought() {
        var before = anna.cookie(Entry.COOKIE);
        anna.post("/sign-in", "email", company.email(), "password", TestCompany.PASSWORD);
        assertThat(anna.cookie(Entry.COOKIE)).isNotEqualTo(before).isNotEmpty();
        assertThat(signIns.find(before)).isEmpty();
    }

    @Test
    void a_planted_cookie_is_worth_nothing() {
        var stranger = new ScreenClient(port);
        var planted = stranger.send(stranger.request("/settings/me")
                .header("Cookie", Entry.COOKIE + "=planted")
                .GET());
        assertThat(planted.location()).startsWith("/sign-in");
    }

    @Test
    void cookies_are_kept_from_scripts_and_other_sites_and_behind_https_from_the_clear_wire() {
        assertThat(cookies(""))
                .hasSize(1)
                .allSatisfy(c -> assertThat(c)
                        .contains("HttpOnly", "SameSite=Lax", "Path=/")
                        .doesNotContain("Secure"));
        assertThat(cookies("https")).hasSize(1).allSatisfy(c -> assertThat(c).contains("Secure", "HttpOnly"));
    }

    @Test
    void a_form_without_its_token_is_refused_in_words() {
        var refused = anna.postWithoutToken("/settings/me", "name", "Eve", "language", "en", "theme", "light");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("open for too long").doesNotContain("Whitelabel", "Exception");
        assertThat(anna.get("/settings/me").text()).doesNotContain("Eve");
    }

    @Test
    void a_form_that_another_site_sends_is_refused_even_with_the_token() {
        for (var from : List.of("cross-site", "same-site")) {
            assertThat(fromSite(from)).as(from).isEqualTo(403);
        }
        assertThat(fromSite("same-origin")).isEqualTo(302);
    }

    @Test
    void after_too_many_attempts_the_page_says_so_in_words() {
        var stranger = new ScreenClient(port);
        stranger.get("/sign-in");
        for (int i = 0; i < 8; i++) {
            assertThat(stranger.post("/sign-in", "email", company.email(), "password", "wrong password wrong")
                            .status())
                    .isEqualTo(422);
        }
        var refused = stranger.post("/sign-in", "email", company.email(), "password", TestCompany.PASSWORD);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text()).contains("Too many failed attempts", "15 minutes");
        assertThat(refused.http().headers().firstValue("Retry-After")).contains("900");
    }

    @Test
    void an_unknown_address_gets_the_same_answer_as_a_wrong_password() {
        var stranger = new ScreenClient(port);
        stranger.get("/sign-in");
        var unknown = stranger.post(
                "/sign-in", "email", "nobody@" + company.email().replace('@', '.'), "password", "wrong password wrong");
        var wrong = stranger.post("/sign-in", "email", company.email(), "password", "wrong password wrong");
        assertThat(unknown.status()).isEqualTo(wrong.status());
        assertThat(plain(unknown.text())).isEqualTo(plain(wrong.text()));
    }

    @Test
    void a_changed_password_ends_every_other_sign_in_and_goes_on_here_with_a_new_one() {
        var elsewhere = ScreenClient.signedIn(port, company.email(), TestCompany.PASSWORD);
        var before = anna.cookie(Entry.COOKIE);
        var wrong = anna.post("/settings/me/password", "oldPassword", "wrong password wrong", "password", NEW);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("id=\"e-oldPassword\"").doesNotContain(NEW);
        assertThat(anna.post("/settings/me/password", "oldPassword", TestCompany.PASSWORD, "password", NEW)
                        .location())
                .isEqualTo("/settings/me?done=password");
        assertThat(anna.get("/settings/me").status()).isEqualTo(200);
        assertThat(anna.cookie(Entry.COOKIE)).isNotEqualTo(before);
        assertThat(signIns.find(before)).isEmpty();
        assertThat(elsewhere.get("/").location()).isEqualTo("/sign-in");
    }

    @Test
    void one_sees_where_one_is_signed_in_and_ends_the_others() {
        var elsewhere = ScreenClient.signedIn(port, company.email(), TestCompany.PASSWORD);
        assertThat(anna.get("/settings/me").text()).contains("this browser", "id=\"end-others\"", "127.0.0.1");
        anna.post("/settings/me/other-sign-ins/end");
        assertThat(elsewhere.get("/").location()).isEqualTo("/sign-in");
        assertThat(anna.get("/settings/me").text()).doesNotContain("id=\"end-others\"");
    }

    @Test
    void name_language_and_looks_are_ones_own() {
        anna.post("/settings/me", "name", "Anna Liepa", "language", "lv", "theme", "dark");
        assertThat(anna.get("/settings/me").text())
                .contains("Anna Liepa", "lang=\"lv\"", "data-bs-theme=\"dark\"", "Mans konts");
        assertThat(anna.post("/settings/me", "name", " ", "language", "lv", "theme", "dark")
                        .text())
                .contains("id=\"e-name\"");
    }

    @Test
    void who_works_nowhere_any_more_is_told_so_and_may_only_sign_out() {
        var rita = "rita-" + company.email();
        var id = company.actor()
                .get(() -> people.add(rita, "Rita", TestCompany.PASSWORD, "en", org.kvit.company.Role.READ_ONLY));
        company.actor().run(() -> people.remove(id));
        var client = ScreenClient.signedIn(port, rita, TestCompany.PASSWORD);
        for (var page : List.of("/", "/debtors", "/settings", "/emails", "/search?q=x")) {
            assertThat(client.get(page).status()).as(page).isIn(403, 404);
        }
        assertThat(client.get("/").text()).contains("work for any company");
        assertThat(client.get("/settings/me").status()).isEqualTo(200);
        assertThat(client.post("/sign-out").location()).isEqualTo("/sign-in");
    }

    @Test
    void every_page_says_what_a_browser_may_do_with_it() {
        var headers = anna.get("/settings/me").http().headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'", "frame-ancestors 'self'", "form-action 'self'")
                .doesNotContain("unsafe-inline");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
        assertThat(headers.firstValue("Permissions-Policy").orElse("")).contains("camera=()");
        assertThat(headers.firstValue("Cache-Control").orElse("")).contains("no-store");
        var overHttps = anna.send(anna.request("/sign-in")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-For", "192.0.2.9")
                .GET());
        assertThat(overHttps.http().headers().firstValue("Strict-Transport-Security"))
                .isPresent();
    }

    @Test
    void the_sign_in_leads_nowhere_else() {
        for (var elsewhere :
                List.of("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)")) {
            var client = new ScreenClient(port);
            client.get("/sign-in");
            assertThat(client.post(
                                    "/sign-in",
                                    "email",
                                    company.email(),
                                    "password",
                                    TestCompany.PASSWORD,
                                    "to",
                                    elsewhere)
                            .location())
                    .as(elsewhere)
                    .isEqualTo("/");
        }
    }

    @Test
    void a_path_that_no_browser_sends_is_refused_in_words_to_people_and_as_a_problem_to_programs() {
        var page = anna.send(anna.request("/settings;x=1/me").GET());
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text()).doesNotContain("Whitelabel", "Exception");
        var problem = new ApiClient(port, "").get("/api/v1/company;x=1");
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.http().headers().firstValue("Content-Type").orElse(""))
                .contains("application/problem+json");
    }

    private List<String> cookies(String scheme) {
        var client = new ScreenClient(port);
        client.get("/sign-in");
        HttpRequest.Builder request = client.request("/sign-in").header("Content-Type", FORM);
        if (!scheme.isEmpty()) {
            request.header("X-Forwarded-Proto", scheme).header("X-Forwarded-For", "192.0.2.9");
        }
        var answer = client.send(request.POST(
                ScreenClient.form(client.token(), "email", company.email(), "password", TestCompany.PASSWORD)));
        return answer.http().headers().allValues("Set-Cookie").stream()
                .filter(c -> c.startsWith(Entry.COOKIE + "="))
                .toList();
    }

    private int fromSite(String site) {
        return anna.send(anna.request("/settings/me")
                        .header("Content-Type", FORM)
                        .header("Sec-Fetch-Site", site)
                        .POST(ScreenClient.form(anna.token(), "name", "Anna", "language", "en", "theme", "light")))
                .status();
    }

    private static String plain(String page) {
        return page.replaceAll("value=\"[^\"]*\"", "").replaceAll("\"X-CSRF-TOKEN\":\"[^\"]*\"", "");
    }
}
