package org.kvit.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.KvitTest;
import org.kvit.ScreenClient;
import org.kvit.TestCompany;
import org.kvit.base.Actor;
import org.kvit.company.Companies;
import org.kvit.company.People;
import org.kvit.company.Role;
import org.kvit.customer.CustomerId;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class SearchTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    @Autowired
    private Companies companies;

    @Autowired
    private People people;

    @Autowired
    private Search search;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @LocalServerPort
    private int port;

    private TestCompany company;
    private CustomerId daugava;

    @BeforeEach
    void fill() {
        company = TestCompany.found(companies);
        daugava = company.actor().get(() -> {
            var ledger = new Ledger(jdbc, transaction);
            var customer = ledger.customer("Daugava SIA", "rekini@daugava.example");
            ledger.change(
                    "UPDATE customer SET registration_number = '40003999888', external_id = 'C-77' WHERE company_id = current_company()");
            var invoice = ledger.invoice(customer, "RK-2026-00017", DAY, DAY, "1234.50");
            ledger.change("UPDATE invoice SET reference = 'RF18539007547034' WHERE company_id = current_company()");
            ledger.paid(invoice, DAY, "1234.50");
            ledger.change("UPDATE payment SET payer_name = 'Upe & Co' WHERE company_id = current_company()");
            ledger.change("""
                    INSERT INTO customer_order (company_id, number, customer_id, order_date, customer_reference, currency, payment_terms_days,
                                                invoice_delivery, pod_delivery)
                    SELECT company_id, 'O-2026-00042', id, DATE '2026-11-02', 'PO 4711/B', 'EUR', 14, 'email', 'none'
                      FROM customer WHERE company_id = current_company()
                    """);
            return customer;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"daug", "DAUGAVA", "rekini@", "40003999888", "c-77"})
    void a_customer_is_found_by_name_address_and_numbers(String query) {
        assertThat(find(query).customers()).extracting(Found.Customer::name).containsExactly("Daugava SIA");
        assertThat(find(query).only()).contains("/customers/" + daugava.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RK-2026-00017", "00017", "rk-2026", "RF18539007547034"})
    void an_invoice_is_found_by_number_and_reference(String query) {
        assertThat(find(query).invoices()).extracting(Found.Invoice::number).containsExactly("RK-2026-00017");
    }

    @ParameterizedTest
    @ValueSource(strings = {"O-2026-00042", "00042", "4711", "po 4711/b"})
    void an_order_is_found_by_number_and_the_customers_reference(String query) {
        var found = find(query);
        assertThat(found.orders()).extracting(Found.Order::number).containsExactly("O-2026-00042");
        assertThat(found.only()).hasValueSatisfying(path -> assertThat(path).startsWith("/orders/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"upe", "Upe & Co", "1234.50", "1 234,50", "1,234.50", "1.234,5"})
    void a_payment_is_found_by_payer_and_amount(String query) {
        assertThat(find(query).payments()).extracting(Found.Payment::payer).containsExactly("Upe & Co");
    }

    @ParameterizedTest
    @CsvSource({
        "1234.50, 1234.50",
        "'1 234,50', 1234.50",
        "'1,234', 1234",
        "1.234, 1234",
        "'0,5', 0.5",
        "12-34, -",
        "abc, -",
        "'1,2,3', -"
    })
    void an_amount_is_read_as_people_write_it(String written, String amount) {
        assertThat(Search.amount(written)
                        .map(java.math.BigDecimal::toPlainString)
                        .orElse("-"))
                .isEqualTo(amount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "%", "_", "\\", "nothing of that kind"})
    void what_fits_nothing_finds_nothing(String query) {
        assertThat(find(query).isEmpty()).isTrue();
    }

    @Test
    void one_hit_is_opened_at_once_and_several_are_listed() {
        var anna = ScreenClient.signedIn(port, company.email(), TestCompany.PASSWORD);
        assertThat(anna.get("/search?q=daugava").location()).isEqualTo("/customers/" + daugava.value());
        company.actor().run(() -> new Ledger(jdbc, transaction).customer("Daugava Two"));
        assertThat(anna.get("/search?q=daugava").text()).contains("Daugava SIA", "Daugava Two");
        assertThat(anna.get("/search?q=%3Cscript%3E").text()).contains("Nothing found", "&lt;script&gt;");
        assertThat(anna.get("/search").status()).isEqualTo(200);
    }

    @Test
    void no_more_than_twenty_of_a_kind_are_shown_and_what_fits_best_comes_first() {
        company.actor().run(() -> {
            var ledger = new Ledger(jdbc, transaction);
            IntStream.range(0, 30).forEach(i -> ledger.customer("A Venta customer " + i));
            ledger.customer("Venta");
        });
        assertThat(find("venta").customers())
                .hasSize(20)
                .first()
                .extracting(Found.Customer::name)
                .isEqualTo("Venta");
    }

    @Test
    void who_sees_their_own_customers_only_finds_no_others_and_no_other_company_finds_any() {
        var mara = company.actor().get(() -> {
            var id = people.add("m-" + company.email(), "Māra", TestCompany.PASSWORD, "en", Role.ACCOUNT_MANAGER);
            people.changeRole(id, Role.ACCOUNT_MANAGER, true);
            return Actor.of(company.id(), id, "screen");
        });
        for (var query : new String[] {"daugava", "00017", "00042", "upe"}) {
            assertThat(mara.get(() -> search.find(query)).isEmpty()).as(query).isTrue();
            assertThat(TestCompany.found(companies)
                            .actor()
                            .get(() -> search.find(query))
                            .isEmpty())
                    .as(query)
                    .isTrue();
        }
        company.actor()
                .run(() -> new Ledger(jdbc, transaction)
                        .change("UPDATE customer SET account_manager_id = "
                                + mara.user().orElseThrow().value() + " WHERE company_id = current_company()"));
        assertThat(mara.get(() -> search.find("00017")).invoices()).hasSize(1);
    }

    private Found find(String query) {
        return company.actor().get(() -> search.find(query));
    }
}
