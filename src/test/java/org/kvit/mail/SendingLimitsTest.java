package org.kvit.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.UserId;
import org.kvit.company.Companies;
import org.kvit.company.People;
import org.kvit.company.Role;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// How fast mail leaves, and in whose name.
@KvitTest
class SendingLimitsTest {
    @Autowired
    private Companies companies;

    @Autowired
    private People people;

    @Autowired
    private MailServers servers;

    @Autowired
    private MailWorker worker;

    @Autowired
    private Custody custody;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Mails mails;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private final SmtpSink sink = SmtpSink.open();
    private TestCompany company;

    @BeforeEach
    void found() {
        company = TestCompany.found(companies);
    }

    @AfterEach
    void close() {
        sink.close();
    }

    private void server(boolean byManager, int perMinute, int perHour) {
        servers.save(new MailServers.Setup(
                "127.0.0.1",
                sink.port(),
                SmtpServer.Security.NONE,
                false,
                "",
                "",
                "office@baltic.example",
                "",
                "replies@baltic.example",
                "archive@baltic.example",
                byManager,
                perMinute > 0 ? OptionalInt.of(perMinute) : OptionalInt.empty(),
                perHour > 0 ? OptionalInt.of(perHour) : OptionalInt.empty()));
    }

    private List<MailId> write(int mails) {
        return Objects.requireNonNull(transaction.execute(_ -> outbox.write(IntStream.range(0, mails)
                .mapToObj(i -> Draft.note(Draft.Kind.NOTE, "c" + i + "@debtor.example", "s", "t", "en"))
                .toList())));
    }

    @Test
    void no_more_leave_within_an_hour_than_may_and_the_others_say_when_they_go() {
        company.actor().run(() -> {
            server(false, 0, 3);
            write(8);
            worker.drain(Duration.ofSeconds(20));
            assertThat(sink.delivered()).hasSize(3);
            var waiting = minutesToWait();
            assertThat(waiting).hasSize(5);
            assertThat(waiting.subList(0, 3)).allMatch(m -> m >= 59 && m <= 60);
            assertThat(waiting.subList(3, 5)).allMatch(m -> m >= 119 && m <= 120);
            assertThat(column("SELECT DISTINCT problem ->> 'key' FROM mail WHERE state = 'queued'"))
                    .containsExactly("mail.problem.hourly");
            assertThat(column("SELECT DISTINCT attempts::text FROM mail WHERE state = 'queued'"))
                    .containsExactly("0");
            hoursPass();
            servers.hurry();
            worker.drain(Duration.ofSeconds(20));
            assertThat(sink.delivered()).hasSize(6);
        });
    }

    @Test
    void a_mail_that_comes_later_waits_behind_those_that_wait_already() {
        company.actor().run(() -> {
            server(false, 0, 2);
            write(4);
            worker.drain(Duration.ofSeconds(20));
            var last = write(1).getFirst();
            worker.drain(Duration.ofSeconds(20));
            assertThat(column("SELECT id::text FROM mail WHERE state = 'queued' ORDER BY next_attempt_at DESC LIMIT 1"))
                    .containsExactly(Long.toString(last.value()));
        });
    }

    @Test
    void workers_on_several_nodes_share_the_hour() throws Exception {
        company.actor().run(() -> {
            server(false, 0, 7);
            write(40);
        });
        var actor = company.actor();
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            var taken = IntStream.range(0, 6)
                    .mapToObj(n -> nodes.submit(() -> actor.call(() -> custody.claim(1000 + n, 5))))
                    .toList();
            int all = 0;
            for (var one : taken) {
                all += one.get().size();
            }
            assertThat(all).isEqualTo(7);
        }
    }

    @Test
    void a_rate_per_minute_spaces_mails_out() {
        company.actor().run(() -> {
            server(false, 600, 0);
            write(6);
            long begin = System.nanoTime();
            worker.drain(Duration.ofSeconds(20));
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("five tenths of a second between six mails")
                    .isGreaterThanOrEqualTo(Duration.ofMillis(500));
            assertThat(sink.delivered()).hasSize(6);
        });
    }

    @Test
    void mail_to_a_customer_leaves_in_its_account_managers_name_and_comes_back_to_the_companys_address() {
        company.actor().run(() -> {
            UserId mara = people.add(
                    "mara-" + company.email(), "Māra Kalniņa", TestCompany.PASSWORD, "lv", Role.ACCOUNT_MANAGER);
            server(true, 0, 0);
            var ledger = new Ledger(jdbc, transaction);
            var customer = ledger.customer("Debtor");
            transaction.executeWithoutResult(_ -> jdbc.sql("UPDATE customer SET account_manager_id = :m")
                    .param("m", mara.value())
                    .update());
            var id = transaction.execute(_ -> outbox.write(new Draft(
                    Draft.Kind.REMINDER,
                    OptionalLong.of(customer.value()),
                    List.of("info@debtor.example"),
                    List.of(),
                    "s",
                    "t",
                    Optional.empty(),
                    "lv",
                    List.of())));
            write(1);
            worker.drain(Duration.ofSeconds(20));
            var letter = sink.to("info@debtor.example").getFirst();
            assertThat(letter.header("From")).contains("mara-" + company.email());
            assertThat(letter.sender()).as("return path").isEqualTo("office@baltic.example");
            assertThat(letter.header("Reply-To")).isEqualTo("replies@baltic.example");
            assertThat(letter.recipients()).contains("archive@baltic.example");
            assertThat(letter.raw()).doesNotContain("archive@baltic.example");
            assertThat(mails.find(Objects.requireNonNull(id)).senderName())
                    .contains("Māra Kalniņa, Baltic Freight SIA");
            assertThat(sink.to("c0@debtor.example").getFirst().header("From"))
                    .as("to nobody's customer")
                    .contains("office@baltic.example");
        });
    }

    private List<Long> minutesToWait() {
        return column("SELECT round(extract(epoch FROM next_attempt_at - now()) / 60)::text FROM mail"
                        + " WHERE state = 'queued' ORDER BY next_attempt_at, id")
                .stream()
                .map(Long::valueOf)
                .toList();
    }

    private void hoursPass() {
        transaction.executeWithoutResult(_ -> jdbc.sql("UPDATE mail SET handed_at = handed_at - interval '61 minutes'")
                .update());
    }

    private List<String> column(String sql) {
        return Objects.requireNonNull(transaction.execute(
                _ -> jdbc.sql(sql).query((row, n) -> row.getString(1)).list()));
    }
}
