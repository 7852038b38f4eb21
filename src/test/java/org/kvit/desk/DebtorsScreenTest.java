package org.kvit.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.TestCompany;
import org.kvit.company.Role;

class DebtorsScreenTest extends DeskTest {
    @Test
    void the_list_says_who_owes_what_with_sums_by_currency_at_its_foot() {
        var praha = owing("Praha", 20, "1500.00");
        invoice(praha, "P-2", -5, "2500.00", "CZK");
        owing("Daugava", 45, "100.50");
        var page = anna.get("/debtors").body();
        assertThat(page).contains("Praha", "Daugava", "1,500.00", "2,500.00", "100.50");
        assertThat(page.substring(page.indexOf("<tfoot>"))).contains("1,600.50", "EUR", "2,500.00", "CZK");
    }

    @Test
    void nobody_who_owes_is_told_so_and_where_to_begin() {
        assertThat(anna.get("/debtors").body()).contains("/imports/invoices").doesNotContain("<tfoot>");
    }

    @Test
    void everything_is_as_of_the_date() {
        owing("Daugava", 45, "100.00");
        assertThat(anna.get("/debtors?asOf=" + today.minusDays(100)).body()).doesNotContain("Daugava");
        assertThat(anna.get("/debtors?asOf=" + today.minusDays(50)).body())
                .contains("Daugava")
                .doesNotContain(
                        "<td class=\"num overdue\">100.00</td>\n    <td class=\"currency\">EUR</td>\n    <td class=\"num bucket\">100.00");
    }

    @Test
    void filters_stand_in_the_address_and_are_kept_by_sorting_and_choosing() {
        owing("Daugava", 45, "100.00");
        owing("Gauja", -3, "200.00");
        var overdue = anna.get("/debtors?overdue=true").body();
        assertThat(overdue).contains("Daugava").doesNotContain("Gauja");
        assertThat(overdue).contains("/debtors?overdue=true&amp;sort=name");
        assertThat(anna.get("/debtors?q=gau").body()).contains("Gauja").doesNotContain("Daugava");
        var none = anna.get("/debtors?q=nobody&currency=EUR").body();
        assertThat(none).doesNotContain("Daugava").contains("href=\"/debtors\"");
    }

    @Test
    void who_cannot_be_reminded_is_found_and_marked() {
        company.actor().run(() -> {
            var silent = ledger().customer("Silent", "");
            ledger().invoice(silent, "S-1", today.minusDays(30), today.minusDays(9), "10.00");
        });
        owing("Daugava", 45, "100.00");
        var page = anna.get("/debtors?reach=no_address").body();
        assertThat(page).contains("Silent", "Cannot be reminded: no address").doesNotContain("Daugava");
    }

    @Test
    void a_column_is_sorted_by_and_says_so() {
        owing("Aare", 45, "100.00");
        owing("Daugava", 45, "200.00");
        var byName = anna.get("/debtors?sort=name").body();
        assertThat(byName.indexOf(">Aare</a>")).isLessThan(byName.indexOf(">Daugava</a>"));
        assertThat(byName).contains("aria-sort=\"ascending\"").contains("sort=-name");
        var byAmount = anna.get("/debtors").body();
        assertThat(byAmount.indexOf(">Aare</a>")).isGreaterThan(byAmount.indexOf(">Daugava</a>"));
        assertThat(byAmount).contains("aria-sort=\"descending\"");
    }

    @Test
    void a_long_list_is_shown_window_by_window_and_marked_as_a_whole() {
        company.actor().run(() -> {
            for (int i = 100; i < 230; i++) {
                var customer = ledger().customer("Customer " + i);
                ledger().invoice(customer, "L-" + i, today.minusDays(30), today.minusDays(9), i + ".00");
            }
        });
        var first = anna.get("/debtors").body();
        assertThat(first).contains("Customer 229", "offset=100").doesNotContain("Customer 129<");
        var more = anna.part("/debtors?offset=100", "more").body();
        assertThat(more).contains("Customer 129", "Customer 100").doesNotContain("<table", "offset=");
        assertThat(anna.get("/debtors/overdue").body().split("\\."))
                .hasSize(130)
                .doesNotHaveDuplicates();
        assertThat(anna.get("/debtors/overdue?q=Customer 11".replace(" ", "%20"))
                        .body()
                        .split("\\."))
                .hasSize(10);
    }

    @Test
    void the_list_alone_is_answered_to_htmx_with_the_address_to_show() {
        owing("Daugava", 45, "100.00");
        var list = anna.part("/debtors?q=&manager=&overdue=true", "list");
        assertThat(list.body()).contains("Daugava").doesNotContain("<html");
        assertThat(list.headers().firstValue("HX-Push-Url")).hasValue("/debtors?overdue=true");
    }

    @Test
    void beside_the_list_stands_the_chosen_customer_with_invoices_and_their_reminders() {
        var daugava = owing("Daugava", 45, "100.00");
        change("UPDATE invoice SET reminders_off = true, reminders_off_reason = 'Weight in dispute'");
        var page = anna.get("/debtors?customer=" + daugava.value()).body();
        assertThat(page).contains("Daugava-1", "Weight in dispute", "aria-current=\"true\"");
        var pane = anna.part("/debtors/" + daugava.value(), "detail").body();
        assertThat(pane).contains("Daugava-1").doesNotContain("<html", "id=\"list\"");
        assertThat(anna.get("/debtors/" + daugava.value()).body()).contains("<html", "Daugava-1", "id=\"list\"");
    }

    @Test
    void the_full_view_has_no_right_side() {
        var daugava = owing("Daugava", 45, "100.00");
        var full = anna.get("/debtors?view=full&customer=" + daugava.value()).body();
        assertThat(full).contains("desk-full").doesNotContain("id=\"detail\"", "Daugava-1");
    }

    @Test
    void another_companys_customer_is_not_there() {
        var mine = owing("Mine", 9, "10.00");
        var other = TestCompany.found(companies);
        var stranger = new AtTheDesk(port, signIns, other.administrator());
        assertThat(stranger.get("/debtors/" + mine.value()).statusCode()).isEqualTo(404);
        assertThat(stranger.get("/debtors?customer=" + mine.value()).statusCode())
                .isEqualTo(404);
        assertThat(stranger.get("/debtors/" + mine.value() + "/correspondence?before=9")
                        .statusCode())
                .isEqualTo(404);
        assertThat(stranger.get("/debtors").body()).doesNotContain("Mine");
    }

    @Test
    void an_account_manager_sees_their_own_customers_and_no_others() {
        var others = owing("Others", 9, "10.00");
        var own = owing("Own", 9, "10.00");
        var user = person(Role.ACCOUNT_MANAGER, true);
        change("UPDATE customer SET account_manager_id = %d WHERE id = %d".formatted(user.value(), own.value()));
        var peteris = new AtTheDesk(port, signIns, user);
        assertThat(peteris.get("/debtors").body()).contains(">Own</a>").doesNotContain(">Others</a>");
        assertThat(peteris.get("/debtors/" + own.value()).statusCode()).isEqualTo(200);
        assertThat(peteris.get("/debtors/" + others.value()).statusCode()).isEqualTo(404);
        assertThat(peteris.post("/debtors/" + others.value() + "/notes", "text", "Hm")
                        .statusCode())
                .isEqualTo(404);
        assertThat(peteris.get("/debtors/export").body()).contains("Own").doesNotContain("Others");
        assertThat(peteris.get("/debtors/overdue").body()).isEqualTo(Long.toString(own.value()));
    }

    @Test
    void who_only_reads_is_offered_no_letters_and_no_notes() {
        var daugava = owing("Daugava", 45, "100.00");
        var reader = at(Role.READ_ONLY);
        var page = reader.get("/debtors?customer=" + daugava.value()).body();
        assertThat(page).contains("Daugava-1").doesNotContain("id=\"send-letters\"", "id=\"note\"", "data-mark=");
        assertThat(reader.post("/debtors/letters", "marked", "" + daugava.value())
                        .statusCode())
                .isEqualTo(403);
        assertThat(reader.post("/debtors/" + daugava.value() + "/notes", "text", "Hm")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void the_list_is_exported_as_filtered() {
        owing("Daugava", 45, "100.00");
        owing("Gauja", -3, "200.00");
        var csv = anna.get("/debtors/export?format=csv&overdue=true");
        assertThat(csv.headers().firstValue("Content-Disposition").orElse("")).contains("debtors-" + today + ".csv");
        assertThat(csv.body().lines()).hasSize(2);
        assertThat(csv.body()).contains("Daugava,Latvia,EUR,100.00,100.00,0.00,0.00,100.00,0.00,0.00,45");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "asOf=hm",
                "asOf=99999-01-01",
                "sort=hm",
                "manager=hm",
                "country=hm",
                "currency=%27",
                "reach=hm",
                "q=%25_%5C",
                "offset=-1"
            })
    void an_address_that_makes_no_sense_still_opens_the_list(String query) {
        assertThat(anna.get("/debtors?" + query).statusCode()).isEqualTo(200);
    }
}
