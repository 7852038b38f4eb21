package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.ApiClient;
import org.kvit.ScreenClient;
import org.kvit.TestCompany;
import org.kvit.company.Tokens;
import org.kvit.customer.CustomerId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Write-offs, refunds, periods, undone imports and payer accounts, as programs and people meet them.
class SettlementApiTest extends Settled {
    @Autowired
    Tokens tokens;

    @LocalServerPort
    int port;

    private CustomerId anna;
    private long invoice;
    private long payment;
    private ApiClient api;
    private ScreenClient screens;

    @BeforeEach
    void an_invoice_paid_but_for_forty_cents() {
        var company = bank.company();
        api = new ApiClient(port, company.actor().get(() -> tokens.create(company.administrator(), "test")));
        screens = ScreenClient.signedIn(port, company.email(), TestCompany.PASSWORD);
        anna = bank.customer("Anna");
        invoice = bank.invoice(anna, "RK-2026-00017", "60.00");
        bank.delivers(
                new Camt().credit("1", "59.60", "Anna", ACCOUNT, "Hello").credit("2", "25.00", "Anna", ACCOUNT, "?"));
        payment = bank.number("SELECT min(id)::text FROM payment");
        link(new PaymentId(payment), wanted(invoice, "59.60"));
        limits("1.00");
    }

    @Test
    void a_program_sets_the_limit_writes_off_and_takes_it_back() {
        assertThat(api.get("/api/v1/company").body().at("/writeOffLimits/EUR").asString())
                .isEqualTo("1.00");
        var path = "/api/v1/invoices/" + invoice + "/write-offs";
        assertThat(api.post(path, Map.of("kind", "whim")).status()).isEqualTo(422);
        assertThat(api.post(path, Map.of("kind", "bank_fee", "amount", "0.41")).status())
                .isEqualTo(422);
        var made = api.post(path, Map.of("kind", "bank_fee", "paymentId", payment));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().get("amount").asString()).isEqualTo("0.40");
        assertThat(made.body().get("date").asString()).isEqualTo("2026-11-20");
        assertThat(api.get(path).body().get(0).get("paymentId").asLong()).isEqualTo(payment);
        assertThat(api.get("/api/v1/invoices/" + invoice)
                        .body()
                        .get("openAmount")
                        .asString())
                .isEqualTo("0.00");
        assertThat(api.delete(path + "/" + made.body().get("id").asLong()).status())
                .isEqualTo(204);
        assertThat(api.get(path).body().size()).isZero();
        assertThat(api.delete(path + "/" + made.body().get("id").asLong()).status())
                .isEqualTo(404);
    }

    @Test
    void limits_stay_where_a_program_leaves_them_out() {
        var company = company();
        company.remove("writeOffLimits");
        assertThat(api.put("/api/v1/company", company).status()).isEqualTo(200);
        assertThat(api.get("/api/v1/company").body().at("/writeOffLimits/EUR").asString())
                .isEqualTo("1.00");
        company.put("writeOffLimits", Map.of("XXY", "1.00"));
        var refused = api.put("/api/v1/company", company);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/errors/0/field").asString()).isEqualTo("writeOffLimits.XXY");
    }

    @Test
    void a_program_refunds_and_writes_off_a_surplus() {
        long other = bank.number("SELECT max(id)::text FROM payment");
        var path = "/api/v1/payments/" + other;
        assertThat(api.post(path + "/refunds", Map.of("amount", "24.50")).status())
                .isEqualTo(422);
        var refund =
                api.post(path + "/refunds", Map.of("amount", "24.50", "reason", "paid twice", "date", "2026-11-21"));
        assertThat(refund.status()).isEqualTo(201);
        assertThat(api.get(path + "/refund-entries").body().size()).isZero();
        assertThat(api.post(path + "/write-offs", Map.of("kind", "other")).status())
                .isEqualTo(422);
        var written = api.post(path + "/write-offs", Map.of("kind", "other", "note", "not worth it"));
        assertThat(written.status()).isEqualTo(201);
        var read = api.get(path).body();
        assertThat(List.of(
                        read.get("unallocated").asString(),
                        read.get("refunded").asString(),
                        read.get("writtenOff").asString(),
                        read.get("state").asString()))
                .containsExactly("0.00", "24.50", "0.50", "linked");
        assertThat(api.get(path + "/write-offs").body().size()).isOne();
        assertThat(api.delete(path + "/write-offs/" + written.body().get("id").asLong())
                        .status())
                .isEqualTo(204);
        assertThat(api.delete(path + "/refunds/" + refund.body().get("id").asLong())
                        .status())
                .isEqualTo(204);
        assertThat(api.get(path).body().get("unallocated").asString()).isEqualTo("25.00");
        assertThat(sound()).isEmpty();
    }

    @Test
    void a_program_reads_and_settles_periods() {
        var period = api.get("/api/v1/payment-periods?year=2026").body().at("/items/0");
        assertThat(period.get("month").asString()).isEqualTo("2026-11");
        assertThat(period.get("way").asString()).isEqualTo("statements");
        assertThat(period.at("/statements/sums/EUR").asString()).isEqualTo("84.60");
        var body = new HashMap<String, Object>(Map.of("account", Camt.ACCOUNT, "month", "2026-11", "way", "hand"));
        assertThat(api.put("/api/v1/payment-periods", body).status()).isEqualTo(409);
        body.put("month", "2026-12");
        assertThat(api.put("/api/v1/payment-periods", body).body().get("fixed").asBoolean())
                .isTrue();
        body.put("month", "December");
        assertThat(api.put("/api/v1/payment-periods", body).status()).isEqualTo(422);
        assertThat(api.get("/api/v1/payment-periods?year=1").status()).isEqualTo(422);
    }

    @Test
    void a_program_undoes_an_import() {
        long file = bank.number("SELECT max(id)::text FROM statement_file");
        var path = "/api/v1/statement-files/" + file;
        assertThat(api.get(path).body().get("linksByHand").asInt()).isEqualTo(1);
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.get(path).body().get("undoneAt").isNull()).isFalse();
        assertThat(api.delete(path).status()).isEqualTo(409);
        assertThat(api.get("/api/v1/statement-files/0").status()).isEqualTo(404);
        assertThat(sound()).isEmpty();
    }

    @Test
    void a_program_keeps_payer_accounts() {
        var path = "/api/v1/customers/" + anna.value() + "/payer-accounts";
        assertThat(api.get(path).body().get(0).get("learntFrom").asLong()).isEqualTo(payment);
        var added = api.post(path, Map.of("account", "LV80 BANK 0000 4351 9500 1"));
        assertThat(added.status()).isEqualTo(201);
        assertThat(api.post(path, Map.of("account", "LV80BANK0000435195001")).status())
                .isEqualTo(409);
        assertThat(api.delete(path + "/" + added.body().get("id").asLong()).status())
                .isEqualTo(204);
        assertThat(api.get(path).body().size()).isOne();
    }

    @Test
    void a_person_writes_off_at_the_invoice_and_sees_it_in_its_history() {
        var tab = "/invoices/" + invoice + "/payments";
        assertThat(seen(tab)).contains("Write off the rest: 0.40 EUR");
        assertThat(screens.post("/invoices/" + invoice + "/write-offs", "kind", "other")
                        .status())
                .isEqualTo(422);
        assertThat(screens.post("/invoices/" + invoice + "/write-offs", "kind", "bank_fee", "amount", "a")
                        .text())
                .contains("This is no amount above zero");
        assertThat(screens.post("/invoices/" + invoice + "/write-offs", "kind", "bank_fee")
                        .location())
                .isEqualTo(tab);
        assertThat(seen(tab)).contains("written off as a bank fee");
        assertThat(seen("/invoices/" + invoice + "/history")).contains("Written off", "Bank fee");
        var id = bank.rows("SELECT id::text FROM write_off").getFirst();
        screens.post("/invoices/" + invoice + "/write-offs/" + id + "/removal");
        assertThat(open(invoice)).isEqualTo("0.4000");
    }

    @Test
    void a_person_uses_what_is_left_of_a_payment_with_one_click() {
        long other = bank.number("SELECT max(id)::text FROM payment");
        bank.rows("UPDATE payment SET customer_id = " + anna.value() + " WHERE id = " + other + " RETURNING id::text");
        assertThat(seen("/invoices/" + invoice)).contains("25.00 EUR is left of the customer’s payment");
        var tab = "/invoices/" + invoice + "/payments";
        assertThat(seen(tab)).contains("Link 0.40 EUR");
        screens.post("/invoices/" + invoice + "/leftovers", "payment", Long.toString(other));
        assertThat(open(invoice)).isEqualTo("0.0000");
        assertThat(screens.post("/invoices/" + invoice + "/leftovers", "payment", Long.toString(other))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void a_person_gives_money_back_and_takes_that_back() {
        long other = bank.number("SELECT max(id)::text FROM payment");
        var rest = "/payments/" + other + "/rest";
        assertThat(screens.post("/payments/" + other + "/refunds", "amount", "5,00")
                        .text())
                .contains("Please say why");
        assertThat(screens.post("/payments/" + other + "/refunds", "amount", "24,50", "reason", "paid twice")
                        .location())
                .isEqualTo(rest);
        assertThat(seen(rest)).contains("paid twice", "Write off 0.50 EUR");
        screens.post("/payments/" + other + "/write-offs", "kind", "rounding");
        assertThat(find(new PaymentId(other)).unallocated().isZero()).isTrue();
        assertThat(seen("/payments/" + other + "/history")).contains("Given back", "Written off");
        screens.post("/payments/" + other + "/refunds/"
                + bank.rows("SELECT id::text FROM refund").getFirst() + "/removal");
        screens.post("/payments/" + other + "/write-offs/"
                + bank.rows("SELECT id::text FROM write_off").getFirst() + "/removal");
        assertThat(find(new PaymentId(other)).unallocated().toString()).isEqualTo("25.00 EUR");
    }

    @Test
    void a_person_sees_what_goes_and_undoes_an_import() {
        long file = bank.number("SELECT max(id)::text FROM statement_file");
        var path = "/statements/files/" + file + "/undoing";
        assertThat(seen("/statements")).contains(path);
        assertThat(seen(path)).contains("name=\"seen\" value=\"2-1-0-0\"");
        assertThat(screens.post(path, "seen", "2-0-0-0").status()).isEqualTo(409);
        assertThat(screens.post(path, "seen", "2-1-0-0").location()).isEqualTo(path);
        assertThat(seen(path)).contains("This import was undone");
        assertThat(seen("/statements/received")).contains("import undone");
    }

    @Test
    void a_person_settles_a_month_and_switches_it() {
        var page = "/payments/periods?year=2026";
        assertThat(seen(page)).contains("11/2026", "from statements", "84.60 EUR");
        assertThat(screens.post("/payments/periods", "account", Camt.ACCOUNT, "month", "2026-11", "way", "hand")
                        .text())
                .contains("Undo the import of those statements first");
        assertThat(screens.post("/payments/periods", "account", Camt.ACCOUNT, "month", "2026-10", "way", "hand")
                        .location())
                .isEqualTo(page);
        assertThat(seen(page)).contains("10/2026", "set by Anna Ozola");
    }

    @Test
    void a_person_keeps_a_customers_accounts_on_the_card() {
        var path = "/customers/" + anna.value() + "/payer-accounts";
        assertThat(seen(path)).contains(ACCOUNT, "payment of 59.60 EUR");
        assertThat(screens.post(path, "account", "LV00").text()).contains("This is no account number");
        screens.post(path, "account", "LV80BANK0000435195001");
        assertThat(seen(path)).contains("written down by hand");
        screens.post(path + "/"
                + bank.rows("SELECT max(id)::text FROM payer_account").getFirst() + "/removal");
        assertThat(seen(path)).doesNotContain("written down by hand");
    }

    @Test
    void an_administrator_sets_limits_with_the_company() {
        assertThat(seen("/settings/company")).contains("name=\"writeOffLimits.EUR\"", "value=\"1.00\"");
        assertThat(seen("/settings/company/history")).contains("Limit for write-offs");
    }

    /// Without the spaces that hold amounts together.
    private String seen(String path) {
        return screens.get(path).text().replace('\u00a0', ' ');
    }

    private void limits(String amount) {
        var company = company();
        company.put("writeOffLimits", Map.of("EUR", amount));
        assertThat(api.put("/api/v1/company", company).status()).isEqualTo(200);
    }

    private Map<String, Object> company() {
        return new HashMap<>(Map.of("name", "Baltic Freight SIA", "country", "LV"));
    }
}
