package org.kvit.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.ScreenClient;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.invoice.InvoiceId;
import org.kvit.order.OrderId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class InvoiceAttachmentsScreenTest {
    private static final String PDF = "%PDF-1.7";
    private static final String HTML = "<html><script>alert(document.cookie)</script>";

    @Autowired
    Companies companies;

    @Autowired
    InvoiceAttachments invoices;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @LocalServerPort
    int port;

    private TestCompany company;
    private InvoiceId invoice;
    private OrderId order;
    private String path = "";
    private String orderPath = "";
    private ScreenClient anna;

    @BeforeEach
    void an_invoice_with_an_order() {
        company = TestCompany.found(companies);
        invoice = company.actor().get(() -> new Shelf(jdbc, transaction).invoice("RK-1"));
        order = company.actor().get(() -> new Shelf(jdbc, transaction).order("O-1", invoice));
        path = "/invoices/" + invoice.value() + "/attachments";
        orderPath = "/orders/" + order.value() + "/attachments";
        anna = ScreenClient.signedIn(port, company.email(), TestCompany.PASSWORD);
    }

    @Test
    void an_empty_tab_says_what_to_do_and_leads_to_the_orders() {
        assertThat(anna.get(path).text())
                .contains("No attachments yet", "Drop here what belongs to this invoice", "This order has no files")
                .contains("href=\"" + orderPath + "\"")
                .doesNotContain("no-pod");
    }

    @Test
    void the_tab_counts_all_and_changes_only_what_is_the_invoices_own() {
        send(orderPath, "CMR 1.pdf", PDF);
        send(path, "Original.pdf", PDF);
        send(path, "Annex.pdf", PDF);
        var text = anna.get(path).text();
        assertThat(text).containsPattern("Attachments\\s*<span class=\"tag[^>]*>3<");
        assertThat(text).contains("CMR 1.pdf", "Original.pdf", "Annex.pdf");
        assertThat(all()).extracting(Attachment::owner).containsExactly(own(), own(), Owner.of(order));
        assertThat(text).contains("action=\"" + all().getFirst().path() + "\"").doesNotContain("action=\"" + orderPath);
        var looked = anna.get(path + "?show=" + all().getLast().id().value()).text();
        assertThat(looked)
                .contains("data=\"" + all().getLast().path() + "?show=true")
                .doesNotContain("open-delete", "open-rename");
        assertThat(anna.get("/invoices/" + invoice.value()).text())
                .containsPattern("Attachments\\s*<span class=\"tag[^>]*>3<");
    }

    @Test
    void a_file_is_renamed_retyped_and_deleted() {
        send(path, "scan.pdf", PDF);
        var one = path + "/" + all().getFirst().id().value();
        assertThat(anna.post(one, "name", "Original.pdf", "kind", "invoice").location())
                .isEqualTo(path + "?show=" + all().getFirst().id().value());
        assertThat(all()).singleElement().satisfies(a -> {
            assertThat(a.name()).isEqualTo("Original.pdf");
            assertThat(a.kind()).isEqualTo(AttachmentKind.INVOICE);
        });
        assertThat(anna.post(one + "/removal").location()).isEqualTo(path);
        assertThat(all()).isEmpty();
    }

    @Test
    void html_under_another_name_is_only_saved_whoever_it_belongs_to() {
        send(path, "invoice.pdf", HTML);
        send(orderPath, "CMR.png", HTML);
        for (var file : all()) {
            var answer = anna.get(file.path() + "?show=true");
            assertThat(header(answer, "Content-Type")).isEqualTo("application/octet-stream");
            assertThat(header(answer, "Content-Disposition")).startsWith("attachment;");
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(answer, "Content-Security-Policy")).contains("default-src 'none'", "sandbox");
            assertThat(anna.get(path + "?show=" + file.id().value()).text())
                    .contains("Only PDFs and pictures are shown here")
                    .doesNotContain("<object", "class=\"attachment-picture");
        }
        send(path, "<img src=x onerror=alert(1)>.pdf", PDF);
        assertThat(anna.get(path).text()).doesNotContain("<img src=x");
    }

    @Test
    void who_may_only_read_sees_and_fetches_but_changes_nothing() {
        send(path, "Original.pdf", PDF);
        company.actor()
                .run(() -> new Shelf(jdbc, transaction)
                        .change("UPDATE membership SET role = 'read_only' WHERE company_id = current_company()"));
        assertThat(anna.get(path).text()).contains("Original.pdf").doesNotContain("attachment-upload", "open-delete");
        var one = all().getFirst().path();
        assertThat(anna.get(one).status()).isEqualTo(200);
        assertThat(anna.post(one + "/removal").status()).isEqualTo(403);
        assertThat(anna.post(one, "name", "x", "kind", "other").status()).isEqualTo(403);
        assertThat(send(path, "b.pdf", PDF).status()).isEqualTo(403);
    }

    @Test
    void a_draft_with_files_of_its_own_says_how_it_can_be_deleted() {
        send(path, "Original.pdf", PDF);
        company.actor()
                .run(() -> new Shelf(jdbc, transaction)
                        .change("UPDATE invoice SET approved = false WHERE id = " + invoice.value()));
        var refused = anna.post("/invoices/" + invoice.value() + "/deletion");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("Draft RK-1 has files of its own, so it stays. Delete them first.");
    }

    private List<Attachment> all() {
        return company.actor().get(() -> invoices.of(invoice));
    }

    private Owner own() {
        return Owner.of(invoice);
    }

    private ScreenClient.Answer send(String to, String name, String content) {
        if (anna.token().isEmpty()) {
            anna.get("/settings/me");
        }
        return anna.send(anna.request(to + "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .header("Content-Type", "application/octet-stream")
                .header("X-CSRF-TOKEN", anna.token())
                .header("HX-Request", "true")
                .POST(HttpRequest.BodyPublishers.ofString(content)));
    }

    private static String header(ScreenClient.Answer answer, String name) {
        return answer.http().headers().firstValue(name).orElse("");
    }
}
