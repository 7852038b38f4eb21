package org.kvit.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.PageClient;
import org.kvit.ScreenClient;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.company.Company;
import org.kvit.customer.CustomerId;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class OrderScreensTest {
    @Autowired
    Companies companies;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @LocalServerPort
    int port;

    private TestCompany company;
    private PageClient browser;
    private CustomerId customer;

    @BeforeEach
    void office() {
        company = TestCompany.found(companies, Company.named("Dublin Freight", "IE"));
        customer = company.actor().get(() -> ledger().customer("Daugava"));
        browser = PageClient.signedIn(port, company.email());
    }

    @Test
    void an_order_begins_with_its_customer_whose_card_it_copies() {
        assertThat(browser.get("/orders").body()).contains("No orders yet", "/orders/new");
        assertThat(browser.get("/orders/new?query=daug").body()).contains("/orders/new?customer=" + customer.value());
        ledgerChange("UPDATE customer SET payment_terms_days = 45, pod_delivery = 'both'");
        var form = browser.get("/orders/new?customer=" + customer.value()).body();
        assertThat(form)
                .contains("value=\"45\"")
                .containsPattern("value=\"both\" selected>scans by e-mail, originals by post");
    }

    @Test
    void a_form_is_kept_with_its_rows_and_shown() {
        var page = made();
        assertThat(page).contains("Order O-2026-00001", "Furniture", "Praha", "1,512.50", "not invoiced");
        assertThat(browser.get("/orders").body())
                .contains("O-2026-00001", "Rīga → Praha", "1,250.00", "Total · orders: 1");
        assertThat(browser.get("/orders/export?format=csv").body()).contains("O-2026-00001", "1512.50");
        assertThat(browser.get("/orders/export?format=xlsx").statusCode()).isEqualTo(200);
        assertThat(browser.get("/orders?state=delivered").body()).contains("No order matches");
    }

    @Test
    void the_sums_stand_below_the_first_page_and_further_ones_only_add_rows() {
        ledgerChange("""
                INSERT INTO customer_order (company_id, number, customer_id, order_date, currency, payment_terms_days, invoice_delivery, pod_delivery)
                SELECT current_company(), 'N-' || lpad(n::text, 3, '0'), %d, '2026-11-02', 'EUR', 30, 'email', 'none' FROM generate_series(1, 101) n
                """.formatted(customer.value()));
        var first = browser.get("/orders?sort=number").body();
        assertThat(first).contains("N-001", "N-100", "Total · orders: 101").doesNotContain("N-101");
        var more = Pattern.compile("id=\"more\">\\s*<a class=\"btn\" href=\"([^\"]+)\"")
                .matcher(first);
        assertThat(more.find()).isTrue();
        assertThat(browser.get(more.group(1).replace("&amp;", "&")).body())
                .contains("N-101")
                .doesNotContain("N-100", "Total · orders");
    }

    @Test
    void a_form_that_wont_do_comes_back_with_what_is_wrong_beside_its_fields() {
        var fields = fields();
        fields.put("prices[5].unitPrice", "dear");
        fields.put("cargo[0].loadingAgreed", "2026-11-09");
        fields.put("cargo[0].unloadingAgreed", "2026-11-03");
        var page = browser.post("/orders/new?customer=" + customer.value(), "/orders", fields);
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("“dear” is no number", "e-prices[0].unitPrice", "Furniture");
        fields.put("prices[5].unitPrice", "1,250");
        page = browser.post("/orders/new?customer=" + customer.value(), "/orders", fields);
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("“1,250” may mean 1.250 or 1250");
        fields.put("prices[5].unitPrice", "1,250.00");
        page = browser.post("/orders/new?customer=" + customer.value(), "/orders", fields);
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("lies before loading");
    }

    @Test
    void a_form_of_as_many_lines_as_an_order_may_have_is_kept_whole() {
        var fields = fields();
        for (int i = 0; i < 500; i++) {
            var cargo = "cargo[" + i + "].";
            fields.put(cargo + "description", "Pallet " + i);
            fields.put(cargo + "packages", "1");
            fields.put(cargo + "weight", "10.5");
            fields.put(cargo + "volume", "");
            fields.put(cargo + "loadingPlace", "Rīga");
            fields.put(cargo + "unloadingPlace", "Praha");
            for (var date : CargoDate.values()) {
                fields.put(cargo + date.field(), "2026-11-03");
            }
            var price = "prices[" + i + "].";
            fields.put(price + "service", "Haulage " + i);
            fields.put(price + "quantity", "1");
            fields.put(price + "unitPrice", "2.50");
            fields.put(price + "vatRate", "21");
            fields.put(price + "vatCategory", "S");
        }
        var page = browser.post("/orders/new?customer=" + customer.value(), "/orders", fields);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Pallet 499", "Haulage 499", "1,512.50");
    }

    @Test
    void a_form_without_its_rows_leaves_them_as_they_are() {
        made();
        var path = path();
        var fields = new LinkedHashMap<String, String>();
        fields.put("orderDate", "2026-11-02");
        fields.put("customerReference", "PO-99");
        var page = browser.post(path + "/edit", path, fields);
        assertThat(page.body()).contains("PO-99", "Furniture", "1,512.50");
    }

    @Test
    void a_form_that_was_opened_before_somebody_elses_change_takes_nothing_of_it_away() {
        made();
        var path = path();
        var opened = field(browser.get(path + "/edit").body(), "version");
        var colleagues = fields();
        colleagues.put("version", opened);
        colleagues.put("prices[6].service", "Toll");
        colleagues.put("prices[6].quantity", "1");
        colleagues.put("prices[6].unitPrice", "10");
        colleagues.put("prices[6].vatRate", "21");
        assertThat(browser.post(path + "/edit", path, colleagues).body()).contains("Toll", "1,524.60");
        var mine = fields();
        mine.put("version", opened);
        mine.put("note", "Call before unloading");
        var refused = browser.post(path + "/edit", path, mine);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("has been changed meanwhile", "Call before unloading", "href=\"" + path + "/edit\"");
        assertThat(field(refused.body(), "version")).isEqualTo(opened);
        assertThat(browser.get(path).body()).contains("Toll", "1,524.60").doesNotContain("Call before unloading");
        mine.put("version", field(browser.get(path + "/edit").body(), "version"));
        assertThat(browser.post(path + "/edit", path, mine).body()).contains("Call before unloading");
    }

    @Test
    void a_date_is_changed_on_the_page_itself() {
        made();
        var line = id("order_cargo");
        var page = browser.post(path(), path() + "/cargo/" + line + "/unloading_actual", Map.of("on", "2026-11-08"));
        assertThat(page.body()).contains("value=\"2026-11-08\"", "delivered");
        assertThat(browser.get(path() + "/history").body())
                .contains("Unloading, actual", "08/11/2026", "Cargo: Furniture");
    }

    @Test
    void a_date_is_saved_alone_so_that_what_is_typed_in_the_others_stays() {
        made();
        var anna = ScreenClient.signedIn(port, company.email(), TestCompany.PASSWORD);
        anna.get(path());
        var saved = date(anna, "unloading_actual", "2026-11-08");
        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.http().headers().firstValue("HX-Refresh")).isEmpty();
        assertThat(saved.text())
                .containsOnlyOnce("<form")
                .doesNotContain("<html")
                .contains("value=\"2026-11-08\"", "is-valid", "id=\"order-state\" hx-swap-oob", "delivered");
        var refused = date(anna, "loading_actual", "2026-11-09");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .containsOnlyOnce("<form")
                .contains("value=\"2026-11-09\"", "lies before loading")
                .doesNotContain("order-state", "is-valid");
    }

    @Test
    void each_date_and_its_button_have_a_name_of_their_own() {
        made();
        var page = browser.get(path()).body();
        assertThat(found("type=\"date\" aria-label=\"([^\"]+)\"", page))
                .hasSize(6)
                .doesNotHaveDuplicates()
                .contains("Loading, planned – Furniture", "Unloading, planned – Furniture");
        assertThat(found("aria-label=\"(Save: [^\"]+)\"", page))
                .hasSize(6)
                .doesNotHaveDuplicates()
                .contains("Save: Loading, planned – Furniture");
    }

    @Test
    void what_an_approved_trip_locks_is_grey_and_says_why() {
        made();
        browser.post("/trips/new", "/trips", Map.of("vehicle", "LV-1234"));
        var trip = "/trips/" + id("trip");
        assertThat(browser.post(trip, trip + "/orders", Map.of("order", "nothing"))
                        .body())
                .contains("There is no order with the number");
        assertThat(browser.post(trip, trip + "/orders", Map.of("order", "o-2026-00001"))
                        .body())
                .contains("O-2026-00001", "Daugava");
        assertThat(browser.post(trip, trip + "/approval", Map.of()).body()).contains("Approved on", "Anna Ozola");
        assertThat(browser.get(path()).body())
                .contains("Trip T-", "is approved", trip)
                .doesNotContain("date-form");
        assertThat(browser.get(path() + "/edit").body()).contains("order-grey", "disabled");
        var fields = fields();
        fields.put("cargo[0].description", "Something else");
        var refused = browser.post(path() + "/edit", path(), fields);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Remove the approval on the trip first");
        browser.post(trip, trip + "/approval/removal", Map.of());
        assertThat(browser.get(path()).body()).contains("date-form");
        assertThat(browser.get(trip + "/history").body()).contains("Approved");
        assertThat(browser.get("/trips").body()).contains("LV-1234");
    }

    @Test
    void an_order_on_an_invoice_frames_what_is_live_and_what_was_copied() {
        made();
        assertThat(browser.get(path()).body()).doesNotContain("id=\"legend\"");
        ledgerChange("""
                INSERT INTO invoice (company_id, number, customer_id, issue_date, due_date, currency, total)
                SELECT company_id, 'RK-1', id, '2026-11-09', '2026-11-23', 'EUR', 100 FROM customer WHERE company_id = current_company()
                """);
        ledgerChange(
                "UPDATE customer_order SET invoice_id = (SELECT id FROM invoice WHERE company_id = current_company())");
        assertThat(browser.get(path()).body())
                .contains(
                        "id=\"legend\"",
                        "only by “Regenerate invoice content”",
                        "RK-1",
                        "<span class=\"live\">PO-77</span>",
                        "<span class=\"copied\">Furniture</span>");
        assertThat(browser.get(path() + "/edit").body())
                .contains("field-live", "field-copied")
                .doesNotContain("other-customer");
    }

    @Test
    void the_client_card_keeps_how_things_are_sent() {
        var card = "/customers/" + customer.value();
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", "Daugava");
        fields.put("country", "LV");
        fields.put("language", "lv");
        fields.put("currency", "EUR");
        fields.put("paymentTermsDays", "14");
        fields.put("invoiceDelivery", "post");
        fields.put("podDelivery", "email");
        assertThat(browser.post(card, card, fields).body())
                .containsPattern("value=\"post\" selected>post")
                .containsPattern("value=\"email\" selected>scans by e-mail");
        fields.put("podDelivery", "pigeon");
        assertThat(browser.post(card, card, fields).body()).contains("A proof of delivery is sent by");
    }

    private String made() {
        return browser.post("/orders/new?customer=" + customer.value(), "/orders", fields())
                .body();
    }

    private Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("rows", "sent");
        fields.put("customerId", Long.toString(customer.value()));
        fields.put("orderDate", "2026-11-02");
        fields.put("customerReference", "PO-77");
        fields.put("currency", "EUR");
        fields.put("paymentTermsDays", "30");
        fields.put("invoiceDelivery", "email");
        fields.put("podDelivery", "none");
        fields.put("cargo[0].description", "Furniture");
        fields.put("cargo[0].loadingPlace", "Rīga");
        fields.put("cargo[0].unloadingPlace", "Praha");
        fields.put("cargo[1].description", "");
        fields.put("prices[5].service", "Haulage");
        fields.put("prices[5].quantity", "1");
        fields.put("prices[5].unitPrice", "1 250,00");
        fields.put("prices[5].vatRate", "21");
        fields.put("prices[5].vatCategory", "");
        return fields;
    }

    /// As the page's script sends it.
    private ScreenClient.Answer date(ScreenClient person, String which, String on) {
        return person.send(person.request(path() + "/cargo/" + id("order_cargo") + "/" + which)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("HX-Request", "true")
                .POST(ScreenClient.form(person.token(), "on", on)));
    }

    private static List<String> found(String expression, String page) {
        return Pattern.compile(expression)
                .matcher(page)
                .results()
                .map(r -> r.group(1))
                .toList();
    }

    private static String field(String page, String name) {
        var found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(found.find()).as("field " + name).isTrue();
        return found.group(1);
    }

    private String path() {
        return "/orders/" + id("customer_order");
    }

    private long id(String table) {
        return company.actor()
                .get(() -> java.util.Objects.requireNonNull(transaction.execute(
                        _ -> jdbc.sql("SELECT max(id) FROM " + table + " WHERE company_id = current_company()")
                                .query(Long.class)
                                .single())));
    }

    private void ledgerChange(String sql) {
        company.actor().run(() -> ledger().change(sql));
    }

    private Ledger ledger() {
        return new Ledger(jdbc, transaction);
    }
}
