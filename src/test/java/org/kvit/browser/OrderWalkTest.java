package org.kvit.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.kvit.base.Actor;
import org.kvit.company.Companies;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The sales manager's way: from the order by its proof of delivery to the invoice in the customer's inbox.
class OrderWalkTest {
    private static final byte[] CMR = "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    private final List<String> faults = new ArrayList<>();

    @Test
    void from_the_order_to_the_invoice_in_the_customers_inbox() throws Exception {
        try (var office = new Office();
                var context = office.open(1440)) {
            var page = context.newPage();
            var complaints = Browser.complaints(page);
            Office.found(page, "et");
            customer(office);
            page.setDefaultTimeout(15_000);

            var order = order(page, "PO-7", "EUR", "100");
            dropsTwoProofs(page, order);
            var trip = approvesItsTrip(page, order);
            seesGreyFields(page, order, trip);
            removesTheTripsApproval(page, trip);
            changesThePrice(page, order, "150");

            var invoice = invoices(page, order);
            addsAnotherOrder(page, invoice, order(page, "PO-8", "EUR", "50"));
            seesWhyAnotherCurrencyDoesNotFit(page, invoice, order(page, "PO-9", "CZK", "1000"));
            approvesFromTheOrder(page, order, invoice);
            sendsWithOneProof(page, office, invoice);
            seesTheMail(page, order, invoice);

            removesTheApproval(page, invoice);
            changesThePrice(page, order, "160");
            regenerates(page, invoice);
            keepsTheApprovalOfAPaidOne(page, office, invoice);

            assertThat(faults).isEmpty();
            // The browser notes each refused request; nothing else may go wrong.
            assertThat(complaints).allSatisfy(c -> assertThat(c).contains("409"));
        }
    }

    /// A customer that wants proofs of delivery by e-mail, and the contact there who orders.
    private static void customer(Office office) {
        var jdbc = office.the(JdbcClient.class);
        Actor.job(office.the(Companies.class).all().getFirst())
                .run(() -> office.the(TransactionTemplate.class)
                        .executeWithoutResult(_ -> jdbc.sql("""
                        WITH c AS (INSERT INTO customer (company_id, name, country, email, receives_invoices, invoice_delivery, pod_delivery)
                                   VALUES (current_company(), 'Daugava SIA', 'LV', 'invoices@daugava.example', true, 'email', 'email')
                                   RETURNING company_id, id)
                        INSERT INTO contact (company_id, customer_id, name, email)
                        SELECT company_id, id, 'Ilze Kalna', 'ilze@daugava.example' FROM c
                        """).update()));
    }

    /// @return its path
    private String order(Page page, String reference, String currency, String price) {
        page.navigate("/orders/new?query=Daugava");
        page.locator("#payers a").first().click();
        page.locator("#order-form").waitFor();
        page.locator("[name=customerReference]").fill(reference);
        page.locator("[name=contactId]").selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
        page.locator("[name=currency]").fill(currency);
        page.locator("[name='cargo[0].description']").fill("Plywood");
        page.locator("[name='cargo[0].weight']").fill("12400");
        page.locator("[name='cargo[0].loadingPlace']").fill("Rīga");
        page.locator("[name='cargo[0].unloadingPlace']").fill("Praha");
        page.locator("[name='prices[0].service']").fill("Haulage");
        page.locator("[name='prices[0].quantity']").fill("1");
        page.locator("[name='prices[0].unitPrice']").fill(price);
        page.locator("[name='prices[0].vatRate']").fill("21");
        page.locator("#save").click();
        page.locator("#order-total").waitFor();
        return path(page);
    }

    private void dropsTwoProofs(Page page, String order) {
        page.navigate(order + "/attachments");
        page.locator("#no-pod.notice-warn").waitFor();
        Dropped.on(page, new Dropped("CMR 1.pdf", CMR), new Dropped("CMR 2.pdf", CMR));
        page.locator(".attachment-list li").nth(1).waitFor();
        page.locator("#no-pod").waitFor(gone());
        assertThat(page.locator(".attachment-list select").evaluateAll("all => all.map(s => s.value)"))
                .isEqualTo(List.of("pod", "pod"));
        look(page, "attachments");
    }

    /// @return its path
    private String approvesItsTrip(Page page, String order) {
        page.navigate(order);
        var number = page.locator("h1").innerText().replaceAll(".*?(O-\\d{4}-\\d{5}).*", "$1");
        page.navigate("/trips/new");
        page.locator("[name=vehicle]").fill("JK-4711");
        page.locator("#save").click();
        page.locator("#add-order").waitFor();
        page.locator("[name=order]").fill(number);
        page.locator("#add-order").click();
        page.locator("#trip-orders tr").waitFor();
        page.locator("#approve").click();
        page.locator("#approved").waitFor();
        assertThat(page.locator("#approved").innerText()).contains("Anna Ozola");
        return path(page);
    }

    private void seesGreyFields(Page page, String order, String trip) {
        page.navigate(order);
        assertThat(page.locator("#locked a").getAttribute("href")).isEqualTo(trip);
        assertThat(page.locator(".order-grey").count()).isEqualTo(2);
        page.navigate(order + "/edit");
        assertThat(page.locator("[name='prices[0].unitPrice']").isDisabled()).isTrue();
        assertThat(page.locator("[name='cargo[0].weight']").isDisabled()).isTrue();
        assertThat(page.locator("[name=customerReference]").isDisabled()).isFalse();
    }

    private void removesTheTripsApproval(Page page, String trip) {
        page.navigate(trip);
        page.locator("#remove-approval").click();
        page.locator("#approve").waitFor();
    }

    private void changesThePrice(Page page, String order, String price) {
        page.navigate(order + "/edit");
        page.locator("[name='prices[0].unitPrice']").fill(price);
        page.locator("#save").click();
        page.locator("#order-total").waitFor();
    }

    /// @return its path
    private String invoices(Page page, String order) {
        page.navigate(order);
        page.locator("#make-invoice").click();
        page.locator("#invoice-sheet[open]").waitFor();
        assertThat(page.locator("#pod-missing").count()).isZero();
        look(page, "invoicing");
        page.locator("#confirm-invoice").click();
        page.locator("#invoice-total").waitFor();
        assertThat(number(page, "#invoice-total")).isEqualTo("181.50");
        look(page, "a draft");
        var invoice = path(page);
        page.navigate(order);
        page.locator("#legend").waitFor();
        assertThat(page.locator("main .live").count()).isPositive();
        assertThat(page.locator("main .copied").count()).isPositive();
        look(page, "an order on a draft");
        page.navigate(order + "/edit");
        look(page, "the form of an order on a draft");
        return invoice;
    }

    private void addsAnotherOrder(Page page, String invoice, String order) {
        page.navigate(order);
        page.locator("#make-invoice").click();
        page.locator("#pod-missing").waitFor();
        page.locator("#invoice-sheet [value='" + id(invoice) + "']").check();
        page.locator("#confirm-invoice").click();
        assertThat(page.locator("#invoice-sheet[open]").count())
                .as("asks first")
                .isEqualTo(1);
        look(page, "a proof is missing");
        page.locator("#without-pod").check();
        page.locator("#confirm-invoice").click();
        page.waitForURL("**" + invoice);
        assertThat(number(page, "#invoice-total")).isEqualTo("242.00");
        assertThat(page.locator(".invoiced-order").count()).isEqualTo(2);
        look(page, "a draft of two orders");
    }

    private void seesWhyAnotherCurrencyDoesNotFit(Page page, String invoice, String order) {
        page.navigate(order);
        page.locator("#make-invoice").click();
        page.locator("#invoice-sheet[open]").waitFor();
        assertThat(page.locator("#invoice-sheet [value='" + id(invoice) + "']").isDisabled())
                .isTrue();
        look(page, "another currency");
        // Whoever asks for it all the same is told why not.
        page.locator("#invoice-sheet [value='" + id(invoice) + "']").evaluate("i => i.disabled = false");
        page.locator("#invoice-sheet [value='" + id(invoice) + "']").check();
        page.locator("#without-pod").check();
        page.locator("#confirm-invoice").click();
        assertThat(toast(page)).contains("CZK", "EUR");
    }

    private void approvesFromTheOrder(Page page, String order, String invoice) {
        page.navigate(order);
        page.locator("#approve").click();
        page.locator("#remove-approval").waitFor();
        page.navigate(invoice);
        page.locator("#send-by-email").waitFor();
    }

    private void sendsWithOneProof(Page page, Office office, String invoice) throws Exception {
        page.navigate("/invoices/to-send");
        assertThat(page.locator("tbody tr").count()).isEqualTo(1);
        look(page, "still to send");
        page.navigate(invoice + "/email");
        assertThat(page.locator("[name=to]").inputValue()).isEqualTo("invoices@daugava.example, ilze@daugava.example");
        assertThat(page.locator("[name=attachments]").count()).isEqualTo(2);
        assertThat(page.locator("[name=attachments]:checked").count()).isEqualTo(2);
        look(page, "composing");
        page.locator("[name=attachments]").nth(1).uncheck();
        page.locator("#send-invoice").click();
        page.waitForURL("**" + invoice + "/emails");
        office.mail().await(1);
        var mail = office.mail().messages().getFirst();
        assertThat(mail.recipients()).containsExactlyInAnyOrder("invoices@daugava.example", "ilze@daugava.example");
        var files = files(mail.raw());
        assertThat(files).hasSize(2);
        assertThat(files.getFirst()).endsWith(".pdf").doesNotContain("CMR");
        assertThat(files.get(1)).isEqualTo("CMR 1.pdf");
    }

    private void seesTheMail(Page page, String order, String invoice) {
        for (var about : List.of(order, invoice)) {
            page.navigate(about + "/emails");
            assertThat(page.locator("tbody tr").count()).isEqualTo(1);
            assertThat(page.locator("tbody").innerText())
                    .contains("invoices@daugava.example", "CMR 1.pdf")
                    .doesNotContain("CMR 2.pdf");
            look(page, "sent e-mails of " + about);
        }
        page.navigate("/invoices/to-send");
        assertThat(page.locator("tbody tr").count()).isZero();
    }

    private void removesTheApproval(Page page, String invoice) {
        page.navigate(invoice);
        page.locator("#remove-approval").click();
        page.locator("#approve").waitFor();
    }

    private void regenerates(Page page, String invoice) {
        page.navigate(invoice);
        assertThat(number(page, "#invoice-total")).isEqualTo("242.00");
        page.locator("#open-regenerate").click();
        page.locator("#confirm-regenerate").waitFor();
        assertThat(page.locator("#regenerate-body .line-was").count()).isEqualTo(1);
        look(page, "what would change");
        page.locator("#confirm-regenerate").click();
        page.locator("#regenerate[open]").waitFor(gone());
        page.locator("#invoice-total:has-text('254')").waitFor();
        assertThat(number(page, "#invoice-total")).isEqualTo("254.10");
        page.locator("#approve").click();
        page.locator("#remove-approval").waitFor();
    }

    private void keepsTheApprovalOfAPaidOne(Page page, Office office, String invoice) {
        var jdbc = office.the(JdbcClient.class);
        Actor.job(office.the(Companies.class).all().getFirst())
                .run(() -> office.the(TransactionTemplate.class)
                        .executeWithoutResult(_ -> jdbc.sql("""
                        WITH p AS (INSERT INTO payment (company_id, booked_on, amount, currency)
                                   VALUES (current_company(), '2026-11-20', 54.10, 'EUR') RETURNING company_id, id, booked_on)
                        INSERT INTO allocation (company_id, invoice_id, payment_id, amount, paid_on, automatic, rule, reason)
                        SELECT company_id, :invoice, id, 54.10, booked_on, false, 'hand', '{"key": "payment.reason.hand", "args": []}' FROM p
                        """)
                                .param("invoice", Long.valueOf(id(invoice)))
                                .update()));
        page.navigate(invoice);
        page.locator("#remove-approval").click();
        assertThat(toast(page)).contains("54");
        page.navigate(invoice);
        assertThat(page.locator("#remove-approval").count()).isEqualTo(1);
    }

    private static String toast(Page page) {
        page.locator(".toast-line.bad").first().waitFor();
        return page.locator(".toast-line.bad").first().innerText();
    }

    private static String path(Page page) {
        return java.net.URI.create(page.url()).getPath();
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// An amount without what a language puts around it.
    private static String number(Page page, String selector) {
        return page.locator(selector).innerText().replaceAll("[^0-9.,]", "").replace(',', '.');
    }

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
    }

    private static List<String> files(String raw) throws MessagingException, IOException {
        var message = new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(raw.getBytes(StandardCharsets.ISO_8859_1)));
        var names = new ArrayList<String>();
        collect((Multipart) message.getContent(), names);
        return names;
    }

    private static void collect(Multipart parts, List<String> names) throws MessagingException, IOException {
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.getContent() instanceof Multipart inner) {
                collect(inner, names);
            } else if (part.getFileName() != null) {
                names.add(part.getFileName());
            }
        }
    }

    private void look(Page page, String where) {
        Browser.accessibilityFaults(page).forEach(f -> faults.add(where + ": " + f));
    }
}
