package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.PageClient;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.company.People;
import org.kvit.company.Role;
import org.kvit.job.Jobs;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class StatementScreensTest {
    private static final String ACCOUNT = "LV97HABA0012345678910";

    @Autowired
    Companies companies;

    @Autowired
    People people;

    @Autowired
    Jobs jobs;

    @Autowired
    StatementImports imports;

    @Autowired
    StatementChains chains;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @LocalServerPort
    int port;

    private TestCompany company;
    private Bank bank;
    private LocalDate today;

    @BeforeEach
    void found() {
        company = TestCompany.found(companies);
        bank = new Bank(company, jobs, imports, jdbc, transaction);
        today = company.actor().get(companies::today);
    }

    @Test
    void a_gap_is_told_at_once_and_vanishes_when_its_statement_comes() {
        bank.delivers(day(9).balances("100.00", "150.00").credit("R1", "50.00", "Anna", ACCOUNT, "one"));
        var late = bank.delivers(day(5).balances("180.00", "190.00").credit("R3", "10.00", "Anna", ACCOUNT, "three"));
        assertThat(late.warnings()).singleElement().satisfies(w -> {
            assertThat(w.key()).isEqualTo("payment.chain.gap.days.up");
            assertThat(w.args())
                    .containsExactly(
                            "30.00 EUR",
                            today.minusDays(8).toString(),
                            today.minusDays(6).toString());
        });
        var anna = anna();
        assertThat(anna.get("/statements").body())
                .contains("chain-wrong", "the balance rose by 30.00\u00a0EUR", "1 place to look at");
        assertThat(anna.get("/").body()).contains("broken-chain", "LV80 BANK 0000 4351 9500 1");
        var filled = bank.delivers(day(7).balances("150.00", "180.00").credit("R2", "30.00", "Anna", ACCOUNT, "two"));
        assertThat(filled.warnings()).isEmpty();
        assertThat(anna.get("/statements").body()).contains("all join").doesNotContain("chain-wrong");
        assertThat(anna.get("/").body()).doesNotContain("broken-chain");
    }

    @Test
    void what_was_mended_by_an_earlier_one_is_warned_of_no_more() {
        bank.delivers(day(5).balances("180.00", "190.00").credit("R3", "10.00", "Anna", ACCOUNT, "three"));
        var first = bank.delivers(day(9).balances("100.00", "150.00").credit("R1", "50.00", "Anna", ACCOUNT, "one"));
        assertThat(first.warnings())
                .as("told of the one that has just come, though it is the earlier one")
                .hasSize(1);
    }

    @Test
    void a_statement_whose_entries_do_not_lead_to_its_balance_is_marked() {
        bank.delivers(day(3).balances("100.00", "160.00").credit("R1", "50.00", "Anna", ACCOUNT, "one"));
        assertThat(anna().get("/statements").body())
                .contains(
                        "The entries lead to a closing balance of 150.00\u00a0EUR, the statement says 160.00\u00a0EUR");
    }

    @Test
    void the_age_of_the_newest_statement_stands_at_its_account() {
        bank.delivers(day(40).balances("100.00", "100.00"));
        assertThat(anna().get("/statements").body()).contains("40 days ago", "chain-old");
        bank.delivers(day(0).balances("100.00", "100.00"));
        assertThat(anna().get("/statements").body()).contains(", today").doesNotContain("chain-old");
    }

    @Test
    void reports_and_notifications_close_no_chain() {
        bank.delivers(day(3).balances("100.00", "150.00").credit("R1", "50.00", "Anna", ACCOUNT, "one"));
        company.actor().run(() -> bank.change("UPDATE statement SET message = 'camt.054'"));
        assertThat(company.actor().get(chains::all)).isEmpty();
        assertThat(anna().get("/statements/received").body()).contains("camt.054");
        assertThat(anna().get("/statements/" + id()).body()).contains("Anna", "camt.054");
    }

    @Test
    void one_statement_shows_all_its_entries_and_what_became_of_them() {
        bank.invoice(bank.customer("Daugava"), "RK-2026-00017", "50.00");
        bank.delivers(day(3).balances("100.00", "137.00")
                .credit("R1", "50.00", "Daugava SIA", ACCOUNT, "RK-2026-00017")
                .credit("R2", "7.00", "Nobody Known", ACCOUNT, "thank you")
                .debit("R3", "20.00"));
        var path = "/statements/" + id();
        var page = anna().get(path).body();
        assertThat(page)
                .contains(
                        "100.00\u00a0EUR",
                        "57.00\u00a0EUR",
                        "20.00\u00a0EUR",
                        "137.00\u00a0EUR",
                        "Daugava SIA",
                        "Landlord",
                        "-20.00\u00a0EUR")
                .contains("not linked: 7.00\u00a0EUR", ">linked<", "3 booked entries, EUR");
        assertThat(anna().get(path + "?kind=out").body()).contains("Landlord").doesNotContain("Daugava SIA");
        assertThat(anna().get(path + "?query=nobody").body())
                .contains("thank you")
                .doesNotContain("Landlord");
        assertThat(anna().get(path + "?query=50").body())
                .contains("Daugava SIA")
                .doesNotContain("Landlord");
        assertThat(anna().get(path + "?kind=pending").body()).contains("No entries");
    }

    @Test
    void entries_that_an_earlier_file_brought_are_shown_with_where_they_came() {
        bank.delivers(day(3).balances("100.00", "150.00").credit("R1", "50.00", "Zelma", ACCOUNT, "one"));
        long first = id();
        bank.delivers(day(3).balances("100.00", "155.00")
                .credit("R1", "50.00", "Zelma", ACCOUNT, "one")
                .credit("R2", "5.00", "Berta", ACCOUNT, "two"));
        var path = "/statements/" + id();
        assertThat(anna().get(path).body())
                .contains("Zelma", "Berta", "of which new: 1", "href=\"/statements/" + first + "\"");
        assertThat(anna().get(path + "?whole=false").body()).contains("Berta").doesNotContain("Zelma");
    }

    @Test
    void many_entries_are_fetched_page_by_page() {
        var statement = day(3);
        for (int i = 1; i <= 205; i++) {
            statement.credit("R" + i, i + ".00", "Payer " + i + " end", ACCOUNT, "text");
        }
        bank.delivers(statement);
        var anna = anna();
        var seen = new java.util.ArrayList<String>();
        var next = "/statements/" + id();
        while (!next.isEmpty()) {
            var body = anna.get(next).body();
            Pattern.compile("Payer \\d+ end").matcher(body).results().forEach(r -> seen.add(r.group()));
            var more = Pattern.compile("hx-get=\"(/statements/[^\"]+)\"").matcher(body);
            next = more.find() ? more.group(1).replace("&amp;", "&") : "";
        }
        assertThat(seen).hasSize(205).doesNotHaveDuplicates();
    }

    @Test
    void the_chain_is_exported_with_its_gaps() {
        bank.delivers(day(9).balances("100.00", "150.00").credit("R1", "50.00", "Anna", ACCOUNT, "one"));
        bank.delivers(day(5).balances("120.00", "120.00"));
        var file = anna().get("/statements/chain/export?year=0").body();
        assertThat(file.lines()).hasSize(4);
        assertThat(file).contains("the balance fell by 30.00\u00a0EUR", "100,50,0,150");
        assertThat(anna().get("/statements/chain/export?year=1999&format=xlsx").statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_year_is_chosen() {
        bank.delivers(new Camt().on(LocalDate.of(2024, 5, 6)).balances("100.00", "100.00"));
        bank.delivers(new Camt().on(LocalDate.of(2025, 5, 6)).balances("100.00", "100.00"));
        assertThat(rows("/statements")).containsExactly("2025");
        assertThat(rows("/statements?year=2024")).containsExactly("2024");
        assertThat(rows("/statements?year=0")).containsExactly("2025", "2024");
        assertThat(rows("/statements?account=nobodys")).containsExactly("2025");
    }

    private List<String> rows(String path) {
        return Pattern.compile("href=\"/statements/\\d+\">[^<]*(20\\d\\d)<")
                .matcher(anna().get(path).body())
                .results()
                .map(r -> r.group(1))
                .toList();
    }

    @Test
    void statements_are_neither_for_readers_nor_for_another_company() {
        bank.delivers(day(3).balances("100.00", "150.00").credit("R1", "50.00", "Anna", ACCOUNT, "one"));
        bank.delivers(day(1).balances("110.00", "110.00"));
        long id = id();
        company.actor()
                .run(() -> people.add("r-" + company.email(), "Rita", TestCompany.PASSWORD, "en", Role.READ_ONLY));
        var rita = PageClient.signedIn(port, "r-" + company.email());
        for (var path :
                List.of("/statements", "/statements/received", "/statements/" + id, "/statements/chain/export")) {
            assertThat(rita.get(path).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(rita.get("/").body()).doesNotContain("broken-chain");
        var other = PageClient.signedIn(port, TestCompany.found(companies).email());
        assertThat(other.get("/statements/" + id).statusCode()).isEqualTo(404);
        assertThat(other.get("/statements").body()).doesNotContain(Camt.ACCOUNT);
    }

    private Camt day(int ago) {
        return new Camt().on(today.minusDays(ago));
    }

    private PageClient anna() {
        return PageClient.signedIn(port, company.email());
    }

    /// Of the statement that came last.
    private long id() {
        return bank.number("SELECT max(id)::text FROM statement WHERE company_id = current_company()");
    }
}
