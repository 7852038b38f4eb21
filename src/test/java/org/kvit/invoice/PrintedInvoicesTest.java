package org.kvit.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.ApiClient;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.company.SignIns;
import org.kvit.company.Tokens;
import org.kvit.customer.CustomerId;
import org.kvit.document.VeraPdf;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class PrintedInvoicesTest {
    private static final String LINES =
            "[{\"description\": \"Rīga–Praha\", \"quantity\": 2, \"unitPrice\": \"100\", \"vatRate\": 0, \"vatCategory\": \"AE\"}]";

    @Autowired
    Tokens tokens;

    @Autowired
    Companies companies;

    @Autowired
    SignIns signIns;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @LocalServerPort
    int port;

    private TestCompany company;
    private String token;
    private ApiClient api;
    private CustomerId customer;

    @BeforeEach
    void program() {
        company = TestCompany.found(companies);
        token = company.actor().get(() -> tokens.create(company.administrator(), "test"));
        api = new ApiClient(port, token);
        customer = company.actor().get(() -> ledger().customer("Daugava"));
        change("UPDATE customer SET language = 'lv', vat_number = 'LV123'");
        change(
                "INSERT INTO bank_account (company_id, iban, position) VALUES (current_company(), 'LV80BANK0000435195001', 1)");
    }

    @Test
    void the_api_gives_it_as_a_file_in_the_customers_language() throws Exception {
        long id = invoice(true);
        var answer = file("/api/v1/invoices/" + id + "/pdf", "Authorization", "Bearer " + token);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"Rekins-A-1-Daugava.pdf\"");
        assertThat(VeraPdf.violations(answer.body())).isEmpty();
        assertThat(text(answer.body()))
                .contains("Rēķins Nr. A-1", "Daugava", "LV123", "200,00", "LV80 BANK 0000 4351 9500 1")
                .contains("Nodokļa apgrieztā maksāšana");
        assertThat(api.get("/api/v1/invoices/999999999/pdf").status()).isEqualTo(404);
    }

    @Test
    void the_screen_shows_it_and_its_page_leads_there() throws Exception {
        long id = invoice(false);
        var cookie = "kvit-sign-in=" + signIns.begin(company.administrator());
        var page =
                new String(file("/invoices/" + id, "Cookie", cookie).body(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(page).contains("/invoices/" + id + "/pdf", "apgrieztā maksāšana");
        var answer = file("/invoices/" + id + "/pdf", "Cookie", cookie);
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("inline; filename=\"Rekina-melnraksts-A-1-Daugava.pdf\"");
        assertThat(text(answer.body())).contains("Melnraksts – vēl nav derīgs rēķins");
        assertThat(file("/invoices/999999999/pdf", "Cookie", cookie).statusCode())
                .isEqualTo(404);
    }

    @Test
    void what_is_live_on_an_order_shows_as_it_is_now_on_an_approved_invoice_too() throws Exception {
        long id = invoice(true);
        change("""
                INSERT INTO customer_order (company_id, number, customer_id, invoice_id, order_date, customer_reference, currency,
                                            payment_terms_days, invoice_delivery, pod_delivery, invoice_note)
                VALUES (current_company(), 'ORD-1', %d, %d, '2026-11-01', 'PO-1', 'EUR', 14, 'email', 'none', 'Piezīme')
                """.formatted(customer.value(), id));
        change("""
                INSERT INTO order_cargo (company_id, order_id, position, description, loading_actual)
                SELECT company_id, id, 1, 'Steel', '2026-11-03' FROM customer_order WHERE company_id = current_company()
                """);
        assertThat(printed(id))
                .contains("ORD-1", "PO-1", "Piezīme", "03.11.2026")
                .doesNotContain("Izkrauts");
        change(
                "UPDATE customer_order SET customer_reference = 'PO-2', invoice_note = 'Cita' WHERE company_id = current_company()");
        change("UPDATE order_cargo SET unloading_actual = '2026-11-05' WHERE company_id = current_company()");
        assertThat(printed(id)).contains("PO-2", "Cita", "05.11.2026").doesNotContain("PO-1", "Piezīme");
    }

    @Test
    void an_invoice_paid_in_part_says_what_is_still_open() throws Exception {
        long id = invoice(true);
        company.actor().run(() -> ledger().paid(new InvoiceId(id), java.time.LocalDate.of(2026, 11, 10), "50.00"));
        assertThat(printed(id)).contains("Apmaksāts", "50,00", "Neapmaksātā summa", "150,00");
    }

    private String printed(long id) throws Exception {
        return text(file("/api/v1/invoices/" + id + "/pdf", "Authorization", "Bearer " + token)
                .body());
    }

    private long invoice(boolean approved) {
        var body = api.post(
                        "/api/v1/invoices",
                        "{\"number\": \"A-1\", \"customerId\": %d, \"currency\": \"EUR\", \"approved\": %s, \"lines\": %s}"
                                .formatted(customer.value(), approved, LINES))
                .body();
        return body.get("id").asLong();
    }

    private HttpResponse<byte[]> file(String path, String header, String value) {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .header(header, value)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replace('\u00a0', ' ');
        }
    }

    private void change(String sql) {
        company.actor().run(() -> ledger().change(sql));
    }

    private Ledger ledger() {
        return new Ledger(jdbc, transaction);
    }
}
