package org.kvit.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.ApiClient;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.company.Tokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class AttachmentsApiTest {
    private static final byte[] PDF = "%PDF-1.7 signed".getBytes(StandardCharsets.UTF_8);

    @Autowired
    Companies companies;

    @Autowired
    Tokens tokens;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @LocalServerPort
    int port;

    private String token = "";
    private ApiClient api;
    private String path = "";
    private Map<String, String> paths = Map.of();

    @BeforeEach
    void an_order() {
        var company = TestCompany.found(companies);
        token = company.actor().get(() -> tokens.create(company.administrator(), "test"));
        api = new ApiClient(port, token);
        var order = company.actor().get(() -> new Shelf(jdbc, transaction).order("O-1"));
        path = "/api/v1/orders/" + order.value() + "/attachments";
        var invoice = company.actor().get(() -> new Shelf(jdbc, transaction).invoice("RK-1"));
        paths = Map.of("orders", path, "invoices", "/api/v1/invoices/" + invoice.value() + "/attachments");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "invoices"})
    void a_file_is_added_listed_changed_fetched_and_deleted(String owners) throws Exception {
        path = java.util.Objects.requireNonNull(paths.get(owners));
        var added = api.upload(path + "?name=CMR%2017.pdf", "application/octet-stream", PDF);
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.body().get("kind").asString()).isEqualTo("pod");
        assertThat(added.body().get("contentType").asString()).isEqualTo("application/pdf");
        assertThat(added.body().get("size").asLong()).isEqualTo(PDF.length);
        var one = added.http().headers().firstValue("Location").orElseThrow();
        assertThat(api.get(path).body().at("/items/0/name").asString()).isEqualTo("CMR 17.pdf");
        var changed = api.put(one, Map.of("name", "Rēķins.pdf", "kind", "invoice"));
        assertThat(changed.body().get("name").asString()).isEqualTo("Rēķins.pdf");
        var file = fetch(one);
        assertThat(file.body()).isEqualTo(PDF);
        assertThat(file.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment;")
                .contains("filename*=UTF-8''R%C4%93%C4%B7ins.pdf");
        assertThat(one).startsWith(path + "/");
        for (var other : paths.values()) {
            if (!other.equals(path)) {
                assertThat(api.get(other + one.substring(path.length())).status())
                        .isEqualTo(404);
                assertThat(api.delete(other + one.substring(path.length())).status())
                        .isEqualTo(404);
            }
        }
        assertThat(api.delete(one).status()).isEqualTo(204);
        assertThat(api.get(one).status()).isEqualTo(404);
        assertThat(api.delete(one).status()).isEqualTo(404);
    }

    @Test
    void a_form_brings_a_file_with_its_name_and_may_say_more() {
        var plain = form("file", "pod.pdf", PDF, Map.of());
        assertThat(plain.body().get("name").asString()).isEqualTo("pod.pdf");
        assertThat(plain.body().get("kind").asString()).isEqualTo("pod");
        var said = form("file", "pod.pdf", PDF, Map.of("name", "Order.pdf", "kind", "order_confirmation"));
        assertThat(said.body().get("name").asString()).isEqualTo("Order.pdf");
        assertThat(said.body().get("kind").asString()).isEqualTo("order_confirmation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "Multipart/Form-Data"})
    void the_same_idempotency_key_adds_a_form_s_file_once(String type) {
        for (int i = 0; i < 2; i++) {
            var body = body("file", "pod.pdf", PDF, Map.of());
            var answer = api.upload(path, type + "; boundary=b", body, "Idempotency-Key", "k1");
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.body().get("name").asString()).isEqualTo("pod.pdf");
        }
        assertThat(api.get(path).body().get("items").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"'', 400, api.file.missing", "?name=a.pdf&kind=letter, 422, refusal.invalid"})
    void what_is_wrong_with_a_form_is_said(String query, int status, String problem) {
        var answer = api.upload(
                path + query,
                "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--b--\r\n"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().get("type").asString()).endsWith(problem);
    }

    @Test
    void an_empty_body_a_body_of_fields_and_one_that_is_too_large_are_refused_in_words() {
        assertThat(api.upload(path, "application/pdf", new byte[0]).status()).isEqualTo(422);
        assertThat(api.upload(path, "application/x-www-form-urlencoded", PDF).status())
                .isEqualTo(415);
        var large = api.upload(path + "?name=a.pdf", "application/pdf", new byte[(50 << 20) + 1]);
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.body().get("detail").asString()).contains("50 MB");
        assertThat(api.get(path).body().get("items").size()).isZero();
    }

    @Test
    void a_sender_who_goes_away_leaves_nothing_behind() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var out = socket.getOutputStream();
            out.write(("POST " + path + "?name=a.pdf HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Type: application/pdf\r\nContent-Length: 1000000\r\n\r\n%PDF-")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes(); // until the server has closed, so is done
        }
        assertThat(api.get(path).body().get("items").size()).isZero();
        assertThat(Shelf.incoming()).isZero();
    }

    private HttpResponse<byte[]> fetch(String address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + address))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    private ApiClient.Answer form(String field, String name, byte[] content, Map<String, String> fields) {
        return api.upload(path, "multipart/form-data; boundary=b", body(field, name, content, fields));
    }

    private static byte[] body(String field, String name, byte[] content, Map<String, String> fields) {
        var body = new java.io.ByteArrayOutputStream();
        fields.forEach((key, value) ->
                body.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"" + key + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/pdf\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }
}
