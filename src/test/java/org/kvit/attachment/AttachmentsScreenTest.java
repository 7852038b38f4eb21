package org.kvit.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.ScreenClient;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.order.OrderId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class AttachmentsScreenTest {
    @Autowired
    Companies companies;

    @Autowired
    Attachments attachments;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @LocalServerPort
    int port;

    private TestCompany company;
    private OrderId order;
    private String path = "";
    private ScreenClient anna;

    @BeforeEach
    void an_order() {
        company = TestCompany.found(companies);
        order = company.actor().get(() -> new Shelf(jdbc, transaction).order("O-1"));
        path = "/orders/" + order.value() + "/attachments";
        anna = ScreenClient.signedIn(port, company.email(), TestCompany.PASSWORD);
    }

    @Test
    void several_files_come_by_one_form_and_what_is_wrong_with_one_is_said_beside_its_name() {
        assertThat(anna.get(path).text()).contains("No attachments yet", "id=\"no-pod\"");
        var answer = form("CMR 1.pdf", "%PDF-1.7", "nothing.txt", "", "note.txt", "Deliver before noon");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("nothing.txt: The file is empty.", "CMR 1.pdf", "note.txt");
        assertThat(all()).extracting(Attachment::kind).containsExactly(AttachmentKind.POD, AttachmentKind.OTHER);
        assertThat(anna.get(path).text()).doesNotContain("id=\"no-pod\"");
        assertThat(form("b.pdf", "%PDF-1.7 b").location())
                .isEqualTo(path + "?show=" + all().getLast().id().value());
        assertThat(form("", "").status()).isEqualTo(400);
    }

    @Test
    void the_script_sends_a_file_as_it_is_and_is_answered_in_plain_words() {
        var sent = send("CMR 2.pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8));
        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.text()).isEqualTo(Long.toString(all().getFirst().id().value()));
        var refused = send("CMR 3.pdf", new byte[0]);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).isEqualTo("The file is empty.");
        assertThat(refused.http().headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/plain");
    }

    @Test
    void a_file_is_renamed_retyped_and_deleted() {
        send("scan.pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8));
        var one = path + "/" + all().getFirst().id().value();
        anna.get(path);
        anna.post(one, "name", "CMR 9.pdf", "kind", "pod");
        assertThat(all()).singleElement().satisfies(a -> {
            assertThat(a.name()).isEqualTo("CMR 9.pdf");
            assertThat(a.kind()).isEqualTo(AttachmentKind.POD);
        });
        assertThat(anna.post(one, "name", "", "kind", "pod").status()).isEqualTo(422);
        assertThat(anna.post(one + "/removal").location()).isEqualTo(path);
        assertThat(all()).isEmpty();
        assertThat(anna.get(one).status()).isEqualTo(404);
    }

    @Test
    void a_pdf_and_a_picture_are_shown_as_what_they_are_and_run_nothing() {
        send("a.pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8));
        send("b.gif", "GIF89a".getBytes(StandardCharsets.UTF_8));
        var pdf = anna.get(address(0) + "?show=true");
        assertThat(header(pdf, "Content-Type")).isEqualTo("application/pdf");
        assertThat(header(pdf, "Content-Disposition")).startsWith("inline;");
        assertThat(header(pdf, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(pdf, "Content-Security-Policy"))
                .contains("default-src 'none'", "object-src 'self'", "frame-ancestors 'self'")
                .doesNotContain("script-src", "sandbox"); // in a sandbox some browsers start no viewer
        var gif = anna.get(address(1) + "?show=true");
        assertThat(header(gif, "Content-Type")).isEqualTo("image/gif");
        assertThat(header(gif, "Content-Security-Policy")).contains("default-src 'none'", "sandbox");
        assertThat(header(anna.get(address(1)), "Content-Disposition")).startsWith("attachment;");
        var saved = anna.get(address(0));
        assertThat(header(saved, "Content-Disposition")).startsWith("attachment;");
        assertThat(header(saved, "Content-Security-Policy")).contains("default-src 'none'", "sandbox");
    }

    @Test
    void html_and_svg_by_whatever_name_are_only_saved() {
        send("invoice.pdf", "<html><script>alert(document.cookie)</script>".getBytes(StandardCharsets.UTF_8));
        send(
                "logo.png",
                "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".getBytes(StandardCharsets.UTF_8));
        send("data.jpg", "<?xml version=\"1.0\"?><x/>".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 3; i++) {
            var answer = anna.get(address(i) + "?show=true");
            assertThat(header(answer, "Content-Type")).isEqualTo("application/octet-stream");
            assertThat(header(answer, "Content-Disposition")).startsWith("attachment;");
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(answer, "Content-Security-Policy")).contains("default-src 'none'", "sandbox");
            assertThat(anna.get(path + "?show=" + all().get(i).id().value()).text())
                    .contains("Only PDFs and pictures are shown here")
                    .doesNotContain("<object", "<img src=\"/orders");
        }
    }

    @Test
    void an_archive_that_would_unpack_to_very_much_is_kept_as_it_is() throws IOException {
        var bomb = bomb();
        send("photos.zip", bomb);
        assertThat(all()).singleElement().satisfies(a -> {
            assertThat(a.type()).isEqualTo(FileType.ZIP);
            assertThat(a.size()).isEqualTo(bomb.length);
        });
    }

    @Test
    void a_name_with_a_path_markup_or_too_many_characters_harms_nothing() {
        send("../../etc/x", "%PDF-1.7 1".getBytes(StandardCharsets.UTF_8));
        send("<img src=x onerror=alert(1)>.pdf", "%PDF-1.7 2".getBytes(StandardCharsets.UTF_8));
        send("x".repeat(1000) + ".pdf", "%PDF-1.7 3".getBytes(StandardCharsets.UTF_8));
        send("a\"\r\nSet-Cookie: a=b.pdf", "%PDF-1.7 4".getBytes(StandardCharsets.UTF_8));
        assertThat(all())
                .extracting(Attachment::name)
                .containsExactly(
                        "x", "<img src=x onerror=alert(1)>.pdf", "x".repeat(196) + ".pdf", "a\"Set-Cookie: a=b.pdf");
        assertThat(anna.get(path).text()).doesNotContain("<img src=x");
        assertThat(anna.get(address(3)).http().headers().allValues("Set-Cookie"))
                .noneMatch(c -> c.startsWith("a="));
    }

    @Test
    void who_may_only_read_sees_and_fetches_but_changes_nothing() {
        send("CMR.pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8));
        company.actor()
                .run(() -> transaction.executeWithoutResult(
                        _ -> jdbc.sql("UPDATE membership SET role = 'read_only' WHERE company_id = current_company()")
                                .update()));
        assertThat(anna.get(path).text()).contains("CMR.pdf").doesNotContain("attachment-upload", "open-delete");
        assertThat(anna.get(address(0)).status()).isEqualTo(200);
        assertThat(anna.post(address(0) + "/removal").status()).isEqualTo(403);
        assertThat(send("b.pdf", new byte[] {1}).status()).isEqualTo(403);
    }

    private List<Attachment> all() {
        return company.actor().get(() -> attachments.of(Owner.of(order)));
    }

    private String address(int index) {
        return path + "/" + all().get(index).id().value();
    }

    private ScreenClient.Answer send(String name, byte[] content) {
        return anna.send(anna.request(path + "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .header("Content-Type", "application/octet-stream")
                .header("X-CSRF-TOKEN", token())
                .header("HX-Request", "true")
                .POST(HttpRequest.BodyPublishers.ofByteArray(content)));
    }

    /// @param files names and contents by turns
    private ScreenClient.Answer form(String... files) {
        var body =
                new StringBuilder("--b\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token() + "\r\n");
        for (int i = 0; i < files.length; i += 2) {
            body.append("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
                    .append(files[i])
                    .append("\"\r\n\r\n")
                    .append(files[i + 1])
                    .append("\r\n");
        }
        return anna.send(anna.request(path)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(body + "--b--\r\n")));
    }

    private String token() {
        if (anna.token().isEmpty()) {
            anna.get("/settings/me");
        }
        return anna.token();
    }

    private static String header(ScreenClient.Answer answer, String name) {
        return answer.http().headers().firstValue(name).orElse("");
    }

    /// 200 MB of nothing in some 200 KB.
    private static byte[] bomb() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("zeros"));
            var zeros = new byte[1 << 20];
            Arrays.fill(zeros, (byte) 0);
            for (int i = 0; i < 200; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        return out.toByteArray();
    }
}
