package org.kvit.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.ApiClient;
import org.kvit.KvitProcess;
import org.kvit.TestCompany;
import org.kvit.database.ReadyPrograms;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/// `kill -9` in the middle of a reminder run, counted where it matters: at the mail server.
class KilledWhileSendingTest {
    private static final int CUSTOMERS = 1000;
    private static final int BEFORE_THE_FIRST = 200;
    private static final int BEFORE_THE_SECOND = 500;

    private Path home;
    private SmtpSink server;
    private Map<String, String> environment;

    @BeforeEach
    void found() throws IOException {
        home = Files.createTempDirectory("kvit-killed");
        ReadyPrograms.into(home.resolve("data"));
        server = SmtpSink.open().countingOnly();
        environment = Map.of("KVIT_SMTP_URL", server.url(), "KVIT_ADMIN_PASSWORD", TestCompany.PASSWORD);
        var invoices = Files.writeString(home.resolve("invoices.csv"), invoices());
        run("init", "--company", "Baltic Freight SIA", "--country", "LV", "--admin", "anna@baltic.example");
        run("import", "invoices", invoices.toString());
    }

    @AfterEach
    void remove() throws IOException {
        server.close();
        FileSystemUtils.deleteRecursively(home);
    }

    @Test
    void every_letter_is_delivered_once_or_stands_as_uncertain() {
        var token = run("token", "create", "--company", "1", "--user", "anna@baltic.example", "--name", "test");
        var first = KvitProcess.serve(home.resolve("data"), environment);
        var plan = new ApiClient(first.port(), token).post("/api/v1/reminder-runs", Map.of("send", true));
        assertThat(plan.status()).isEqualTo(201);
        server.await(BEFORE_THE_FIRST);
        first.kill();
        var second = KvitProcess.serve(home.resolve("data"), environment);
        second.port();
        server.await(BEFORE_THE_SECOND);
        second.kill();
        try (var third = KvitProcess.serve(home.resolve("data"), environment)) {
            var api = new ApiClient(third.port(), token);
            awaitRest(api, plan.body().path("id").asLong());
            var sent = messageIds(api, "sent");
            var uncertain = messageIds(api, "uncertain");
            assertThat(sent.size() + uncertain.size()).isEqualTo(CUSTOMERS);
            assertThat(server.delivered().values())
                    .as("no message is given to the server twice")
                    .containsOnly(1);
            assertThat(server.deliveredTo().values())
                    .as("no customer gets two letters")
                    .containsOnly(1);
            assertThat(server.delivered().keySet())
                    .as("what counts as sent has left")
                    .containsAll(sent);
            var known = new HashSet<>(sent);
            known.addAll(uncertain);
            assertThat(known)
                    .as("nothing has left unknown")
                    .containsAll(server.delivered().keySet());
            assertThat(uncertain.size())
                    .as("uncertain is what was in the workers' hands, and no more")
                    .isLessThan(100);
        }
        assertThat(KvitProcess.run(home.resolve("data"), environment, "check"))
                .satisfies(said -> assertThat(said.status()).as(said.text()).isZero());
    }

    /// Waits until the run is written to its end and no mail is on its way.
    private static void awaitRest(ApiClient api, long run) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!api.get("/api/v1/reminder-runs/" + run)
                        .body()
                        .path("state")
                        .asString()
                        .equals("done")
                || anyWaits(api)) {
            assertThat(System.nanoTime()).as("it comes to an end").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private static boolean anyWaits(ApiClient api) {
        return !api.get("/api/v1/emails?limit=1&state=waiting")
                .body()
                .path("items")
                .isEmpty();
    }

    private static List<String> messageIds(ApiClient api, String state) {
        return items(api, state).stream()
                .map(m -> m.path("messageId").asString())
                .toList();
    }

    private static List<JsonNode> items(ApiClient api, String state) {
        var all = new ArrayList<JsonNode>();
        var after = "";
        do {
            var page = api.get("/api/v1/emails?limit=1000&state=" + state + "&after=" + after)
                    .body();
            page.path("items").forEach(all::add);
            after = page.path("next").isNull() ? "" : page.path("next").asString();
        } while (!after.isEmpty());
        return all;
    }

    private String run(String... args) {
        var said = KvitProcess.run(home.resolve("data"), environment, args);
        assertThat(said.status()).as(said.text()).isZero();
        return said.text().strip();
    }

    private static String invoices() {
        var due = LocalDate.now(ZoneOffset.UTC).minusDays(40);
        return IntStream.rangeClosed(1, CUSTOMERS)
                .mapToObj(i -> "K-%d,C%d,Customer %d,c%d@customer.example,%s,LV,%s,%s,EUR,%d.50,"
                        .formatted(
                                i,
                                i,
                                i,
                                i,
                                List.of("en", "lv", "et", "cs", "sk").get(i % 5),
                                due.minusDays(14),
                                due,
                                i))
                .collect(Collectors.joining(
                        "\n",
                        "number,customer_external_id,customer_name,customer_email,customer_language,customer_country,"
                                + "issue_date,due_date,currency,total,reference\n",
                        "\n"));
    }
}
