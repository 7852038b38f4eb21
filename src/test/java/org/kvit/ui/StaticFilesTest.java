package org.kvit.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.ScreenClient;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A browser keeps what a page names and never asks again; and never shows what an earlier version looked
/// like.
@KvitTest
class StaticFilesTest {
    private static final Path FILES = Path.of("src/main/resources/static");

    @Autowired
    private Companies companies;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @LocalServerPort
    private int port;

    private ScreenClient anna;

    @BeforeEach
    void signIn() {
        var company = TestCompany.found(companies);
        company.actor().run(() -> {
            var ledger = new Ledger(jdbc, transaction);
            ledger.invoice(
                    ledger.customer("Daugava"),
                    "RK-1",
                    LocalDate.of(2026, 11, 1),
                    LocalDate.of(2026, 11, 15),
                    "100.00");
        });
        anna = ScreenClient.signedIn(port, company.email(), TestCompany.PASSWORD);
    }

    @Test
    void what_a_page_names_is_kept_for_good() throws IOException {
        var named = new TreeSet<String>();
        for (var page : List.of("/", "/debtors", "/invoices")) {
            var addresses = Pattern.compile("(?:href|src)=\"(/(?:static|webjars)/[^\"]+)\"")
                    .matcher(anna.get(page).text());
            while (addresses.find()) {
                named.add(addresses.group(1));
            }
        }
        for (var address : named) {
            assertThat(cached(anna.get(address).http()))
                    .as(address)
                    .contains("max-age=31536000", "public", "immutable");
        }
        assertThat(named).anyMatch(a -> a.startsWith("/static/")).anyMatch(a -> a.startsWith("/webjars/"));
    }

    @Test
    void an_address_has_a_mark_of_what_is_in_the_file() throws IOException {
        var styles = Files.readAllBytes(FILES.resolve("kvit.css"));
        var address = "/static/kvit.css?v=" + StaticFiles.mark(styles);
        assertThat(anna.get("/").text()).contains("href=\"" + address + "\"");
        assertThat(anna.get(address).text()).isEqualTo(new String(styles, StandardCharsets.UTF_8));
        var changed = styles.clone();
        changed[0]++;
        assertThat(StaticFiles.mark(changed)).isNotEqualTo(StaticFiles.mark(styles));
    }

    @Test
    void by_an_address_of_another_version_or_of_none_a_file_comes_as_it_is_and_is_not_kept() {
        for (var address :
                List.of("/static/kvit.css", "/static/kvit.css?v=0123456789abcdef", "/static/js/desk.js?v=")) {
            var answer = anna.get(address);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(cached(answer.http())).contains("no-cache").doesNotContain("max-age");
            assertThat(answer.http().headers().firstValue("Last-Modified")).isEmpty();
        }
        for (var nothing : List.of("/static/none.css?v=1", "/webjars/none.css")) {
            assertThat(anna.get(nothing).status()).isEqualTo(404);
            assertThat(cached(anna.get(nothing).http())).doesNotContain("immutable");
        }
    }

    @Test
    void templates_name_every_file_and_none_without_its_mark() throws IOException {
        var named = new TreeSet<String>();
        for (var template : files(Path.of("src/main/jte"))) {
            var text = Files.readString(template);
            assertThat(text).as(template.toString()).doesNotContain("/static/");
            var files = Pattern.compile("page\\.file\\(\"([^\"]+)\"\\)").matcher(text);
            while (files.find()) {
                named.add(files.group(1));
            }
        }
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(files(FILES).stream()
                        .map(file -> FILES.relativize(file).toString())
                        .toList());
    }

    private static List<Path> files(Path directory) throws IOException {
        try (var found = Files.walk(directory)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }

    private static String cached(HttpResponse<String> answer) {
        return answer.headers().firstValue("Cache-Control").orElse("");
    }
}
