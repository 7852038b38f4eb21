package org.kvit.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is known of a mail after each way in which handing it over may end.
class SmtpConnectionTest {
    private final SmtpSink sink = SmtpSink.open();
    private final SmtpConnections connections =
            new SmtpConnections(Duration.ofMillis(500), (SSLSocketFactory) SSLSocketFactory.getDefault());

    @AfterEach
    void closeAll() {
        sink.close();
        connections.destroy();
    }

    @Test
    void a_mail_that_the_server_took_is_taken_with_its_words() throws MessagingException {
        var connection = open();
        assertThat(hand(connection)).isEqualTo(new Handover.Taken("250 2.0.0 taken", List.of()));
        assertThat(hand(connection)).isInstanceOf(Handover.Taken.class);
        assertThat(sink.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "DATA"})
    void a_no_for_good_is_a_refusal_with_the_servers_words(String command) throws MessagingException {
        sink.atCommand(at(command, SmtpSink.Reply.of("550 5.7.1 we don't know you")));
        var connection = open();
        assertThat(hand(connection))
                .isInstanceOfSatisfying(
                        Handover.Refused.class, r -> assertThat(r.words()).contains("550 5.7.1 we don't know you"));
        sink.atCommand(_ -> SmtpSink.Reply.OK);
        assertThat(hand(connection)).isInstanceOf(Handover.Taken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "DATA"})
    void a_not_now_is_for_later(String command) throws MessagingException {
        sink.atCommand(at(command, SmtpSink.Reply.of("451 4.3.0 come back")));
        var connection = open();
        assertThat(hand(connection)).isEqualTo(new Handover.Deferred("451 4.3.0 come back"));
        sink.atCommand(_ -> SmtpSink.Reply.OK);
        assertThat(hand(connection)).isInstanceOf(Handover.Taken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "DATA"})
    void a_connection_that_breaks_before_the_message_leaves_it_for_later(String command) throws MessagingException {
        sink.atCommand(at(command, SmtpSink.Reply.CUT));
        var connection = open();
        assertThat(hand(connection)).isInstanceOf(Handover.Deferred.class);
        assertThat(connection.isAlive()).isFalse();
    }

    @Test
    void a_server_that_never_answers_a_command_leaves_it_for_later() throws MessagingException {
        sink.atCommand(at("RCPT", SmtpSink.Reply.HANG));
        var connection = open();
        assertThat(hand(connection)).isInstanceOf(Handover.Deferred.class);
        assertThat(connection.isAlive()).isFalse();
    }

    @Test
    void a_connection_that_breaks_within_the_message_leaves_it_for_later() throws MessagingException {
        sink.cutAfterBodyLines(20);
        var connection = open();
        // Large enough not to fit into the sockets' buffers: the break is seen before the end is out.
        assertThat(connection.hand(
                        envelope(), Composer.message(Samples.mail("x".repeat(60) + "\n", 400_000), Map.of())))
                .isInstanceOf(Handover.Deferred.class);
        assertThat(sink.delivered()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUT", "HANG"})
    void an_answer_that_never_comes_after_the_end_leaves_it_unknown(String does) throws MessagingException {
        sink.atEnd(_ -> new SmtpSink.Reply(SmtpSink.Does.valueOf(does), ""));
        var connection = open();
        assertThat(hand(connection)).isInstanceOf(Handover.Unknown.class);
        assertThat(connection.isAlive()).isFalse();
        assertThat(sink.delivered()).hasSize(1);
    }

    @Test
    void the_answer_to_the_end_of_the_message_counts() throws MessagingException {
        sink.atEnd(_ -> SmtpSink.Reply.of("554 5.6.0 looks like junk"));
        assertThat(hand(open()))
                .isInstanceOfSatisfying(
                        Handover.Refused.class, r -> assertThat(r.words()).isEqualTo("554 5.6.0 looks like junk"));
        sink.atEnd(_ -> SmtpSink.Reply.of("452 4.3.1 disk full"));
        assertThat(hand(open())).isEqualTo(new Handover.Deferred("452 4.3.1 disk full"));
        assertThat(sink.delivered()).isEmpty();
    }

    @Test
    void a_no_counts_also_if_the_server_leaves_right_after_it() throws MessagingException {
        sink.atEnd(_ -> SmtpSink.Reply.of("554 5.6.0 looks like junk")).atCommand(at("RSET", SmtpSink.Reply.CUT));
        assertThat(hand(open())).isEqualTo(new Handover.Refused("554 5.6.0 looks like junk"));
    }

    @Test
    void a_server_that_says_it_is_closing_is_left() throws MessagingException {
        sink.atCommand(at("MAIL", SmtpSink.Reply.of("421 4.7.0 too many messages on this connection")));
        var connection = open();
        assertThat(hand(connection)).isInstanceOf(Handover.Deferred.class);
        assertThat(connection.isAlive()).isFalse();
    }

    @Test
    void who_is_refused_does_not_keep_the_mail_from_the_others() throws MessagingException {
        sink.atCommand(at("RCPT TO:<gone@", SmtpSink.Reply.of("550 5.1.1 no such user")));
        assertThat(hand(open(), "gone@debtor.example", "janis@debtor.example"))
                .isEqualTo(
                        new Handover.Taken("250 2.0.0 taken", List.of("gone@debtor.example: 550 5.1.1 no such user")));
        assertThat(sink.messages().getFirst().recipients()).containsExactly("janis@debtor.example");
    }

    @Test
    void if_one_of_them_is_to_wait_all_wait_so_that_nobody_gets_it_twice() throws MessagingException {
        sink.atCommand(at("RCPT TO:<busy@", SmtpSink.Reply.of("450 4.2.1 greylisted")));
        assertThat(hand(open(), "janis@debtor.example", "busy@debtor.example"))
                .isEqualTo(new Handover.Deferred("450 4.2.1 greylisted"));
        assertThat(sink.delivered()).isEmpty();
    }

    @Test
    void if_all_of_them_are_refused_so_is_the_mail() throws MessagingException {
        sink.atCommand(at("RCPT", SmtpSink.Reply.of("550 5.1.1 no such user")));
        assertThat(hand(open(), "a@debtor.example", "b@debtor.example"))
                .isEqualTo(new Handover.Refused(
                        "a@debtor.example: 550 5.1.1 no such user; b@debtor.example: 550 5.1.1 no such user"));
    }

    @Test
    void a_line_that_is_a_single_dot_does_not_end_the_message() throws MessagingException {
        assertThat(open().hand(envelope(), Composer.message(Samples.mail("first\n.\n..\nlast\n", 1), Map.of())))
                .isInstanceOf(Handover.Taken.class);
        assertThat(sink.messages().getFirst().raw()).endsWith("first\n.\n..\nlast\n");
    }

    @Test
    void a_server_that_is_not_there_is_a_problem_of_the_server() {
        sink.close();
        assertThatThrownBy(this::open).isInstanceOf(MessagingException.class);
    }

    private static Function<String, SmtpSink.Reply> at(String prefix, SmtpSink.Reply reply) {
        return line -> line.startsWith(prefix) ? reply : SmtpSink.Reply.OK;
    }

    private SmtpConnection open() throws MessagingException {
        return connections.open(SmtpServer.parse(sink.url()));
    }

    private static Handover hand(SmtpConnection connection, String... recipients) throws MessagingException {
        var envelope = recipients.length == 0
                ? envelope()
                : new SmtpConnection.Envelope("office@baltic.example", List.of(recipients));
        return connection.hand(envelope, Composer.message(Samples.mail("Labdien!\n", 1), Map.of()));
    }

    private static SmtpConnection.Envelope envelope() {
        return new SmtpConnection.Envelope("office@baltic.example", List.of("janis@debtor.example"));
    }
}
