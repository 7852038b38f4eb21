package org.kvit.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.Kvit;
import org.kvit.KvitProcess;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.company.Tokens;
import org.kvit.database.ContentHash;
import org.kvit.database.ReadyPrograms;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The program with less memory than it is usually given, and files that don't fit into it.
class LargeAttachmentTest {
    private static final long MB = 1 << 20;
    private static final long MORE_THAN_THE_HEAP = 200 * MB;
    private static final Map<String, String> ENVIRONMENT =
            Map.of("KVIT_ATTACHMENT_LIMIT", "1GB", "KVIT_JAVA_OPTS", "-Xmx160m");

    private final HttpClient http = HttpClient.newHttpClient();
    private Path home;
    private String token = "";
    private long order;

    /// In this process, which has the program in its memory already: the one to be proven is
    /// started once.
    @BeforeEach
    void found() throws IOException {
        home = Files.createTempDirectory("kvit-large");
        ReadyPrograms.into(home);
        try (var kvit = new SpringApplicationBuilder(Kvit.class)
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .run("--kvit.data=" + home, "--kvit.db.use=JOB", "--kvit.mail.worker=false")) {
            var company = TestCompany.found(kvit.getBean(Companies.class));
            company.actor().run(() -> {
                token = kvit.getBean(Tokens.class).create(company.administrator(), "test");
                order = new Shelf(kvit.getBean(JdbcClient.class), kvit.getBean(TransactionTemplate.class))
                        .order("O-1")
                        .value();
            });
        }
    }

    @AfterEach
    void remove() throws IOException {
        FileSystemUtils.deleteRecursively(home);
    }

    @Test
    void a_file_larger_than_the_memory_goes_up_and_down_into_a_backup_and_through_the_check() throws Exception {
        try (var kvit = KvitProcess.serve(home, ENVIRONMENT)) {
            var path = "http://localhost:" + kvit.port() + "/api/v1/orders/" + order + "/attachments";
            var whole = post(path + "?name=scan.pdf", "application/pdf", new Noise(MORE_THAN_THE_HEAP));
            assertThat(whole.get("size").asLong()).isEqualTo(MORE_THAN_THE_HEAP);
            var sent = hash(MORE_THAN_THE_HEAP);
            assertThat(whole.get("sha256").asString()).isEqualTo(sent);
            assertThat(fetchedHash(path + "/" + whole.get("id").asLong())).isEqualTo(sent);
            var part = post(path, "multipart/form-data; boundary=b", form(25 * MB));
            assertThat(part.get("size").asLong()).isEqualTo(25 * MB);
            assertThat(fetchedHash(path + "/" + part.get("id").asLong())).isEqualTo(hash(25 * MB));
            run("backup", home.resolve("kvit.backup").toString());
            assertThat(Files.size(home.resolve("kvit.backup"))).isGreaterThan(MORE_THAN_THE_HEAP);
            run("check");
        }
    }

    private JsonNode post(String address, String contentType, InputStream body) throws Exception {
        var answer = http.send(
                request(address)
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JsonMapper.shared().readTree(answer.body());
    }

    private String fetchedHash(String address) throws Exception {
        var answer = http.send(request(address).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            return ContentHash.ofAll(body).hex();
        }
    }

    private HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + token);
    }

    private static InputStream form(long size) {
        var before = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"scan.jpg\"\r\n\r\n";
        return new SequenceInputStream(
                Collections.enumeration(List.of(text(before), new Noise(size), text("\r\n--b--\r\n"))));
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hash(long size) throws IOException {
        return ContentHash.ofAll(new Noise(size)).hex();
    }

    private void run(String... args) {
        var said = KvitProcess.run(home, ENVIRONMENT, args);
        assertThat(said.status()).as(said.text()).isZero();
    }

    /// So many bytes of a picture that nothing makes smaller, the same each time.
    private static final class Noise extends InputStream {
        private final byte[] block = new byte[1 << 16];
        private int at;
        private long left;

        Noise(long size) {
            left = size;
            new Random(7).nextBytes(block);
            block[0] = (byte) 0xff;
            block[1] = (byte) 0xd8;
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(left, Math.min(length, block.length - at));
            System.arraycopy(block, at, bytes, from, count);
            at = (at + count) % block.length;
            left -= count;
            return count;
        }
    }
}
