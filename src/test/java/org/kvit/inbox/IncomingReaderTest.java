package org.kvit.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncomingReaderTest {
    private static final String OURS = "<2m2u7mz1h76u5k7vars43a5g6@baltic.example>";

    static Incoming read(String message) {
        return IncomingReader.read(message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    static String report(String status) {
        return """
                From: MAILER-DAEMON@mail.debtor.example (Mail Delivery System)
                To: office@baltic.example
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                Message-Id: <20261127.1@mail.debtor.example>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: text/plain; charset=us-ascii

                This is the mail system. I'm sorry.

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mail.debtor.example
                Arrival-Date: Fri, 27 Nov 2026 10:00:00 +0200

                %s
                --b
                Content-Type: text/rfc822-headers

                From: office@baltic.example
                Message-ID: %s
                Subject: Reminder

                --b--
                """.formatted(status, OURS);
    }

    @Test
    void a_delivery_status_says_who_did_not_get_which_mail_and_why() {
        var bounce = read(report("""
                Final-Recipient: rfc822; janis@debtor.example
                Original-Recipient: rfc822;Janis@Debtor.example
                Action: failed
                Status: 5.1.1
                Remote-MTA: dns; mx.debtor.example
                Diagnostic-Code: smtp; 550 5.1.1 <janis@debtor.example>: Recipient address
                    rejected: User unknown

                Final-Recipient: rfc822; anna@debtor.example
                Action: failed
                Status: 4.4.7
                Diagnostic-Code: smtp; 451 try later
                """));
        assertThat(bounce.kind()).isEqualTo(Incoming.Kind.BOUNCE);
        assertThat(bounce.answers()).containsExactly(OURS);
        assertThat(bounce.failures())
                .containsExactly(
                        new Incoming.Failure(
                                "janis@debtor.example",
                                true,
                                "5.1.1",
                                "550 5.1.1 <janis@debtor.example>: Recipient address rejected: User unknown"),
                        new Incoming.Failure("anna@debtor.example", false, "4.4.7", "451 try later"));
        assertThat(bounce.text()).startsWith("This is the mail system.");
    }

    @Test
    void a_delay_is_an_automatic_answer_that_names_a_passing_trouble() {
        var delay = read(report("""
                Final-Recipient: rfc822; janis@debtor.example
                Action: delayed
                Status: 4.4.1
                """));
        assertThat(delay.kind()).isEqualTo(Incoming.Kind.AUTO);
        assertThat(delay.failures())
                .containsExactly(new Incoming.Failure("janis@debtor.example", false, "4.4.1", "4.4.1"));
    }

    @Test
    void a_report_that_all_went_well_is_no_bounce() {
        var relayed = read(report("""
                Final-Recipient: rfc822; janis@debtor.example
                Action: relayed
                Status: 2.0.0
                """));
        assertThat(relayed.kind()).isEqualTo(Incoming.Kind.AUTO);
        assertThat(relayed.failures()).isEmpty();
    }

    @Test
    void a_server_that_writes_no_status_is_understood_by_what_it_returns() {
        var bounce = read("""
                From: MAILER-DAEMON@mx.debtor.example
                Subject: failure notice
                X-Failed-Recipients: janis@debtor.example

                Hi. This is the qmail-send program.
                <janis@debtor.example>:
                mx.debtor.example said: 550 5.1.1 no such mailbox

                --- Below this line is a copy of the message.

                Message-ID: %s
                """.formatted(OURS));
        assertThat(bounce.kind()).isEqualTo(Incoming.Kind.BOUNCE);
        assertThat(bounce.answers()).containsExactly(OURS);
        assertThat(bounce.failures())
                .containsExactly(new Incoming.Failure(
                        "janis@debtor.example", true, "5.1.1", "mx.debtor.example said: 550 5.1.1 no such mailbox"));
    }

    @Test
    void a_reply_names_what_it_answers_the_nearest_first() {
        var reply = read("""
                From: =?UTF-8?Q?J=C4=81nis_B=C4=93rzi=C5=86=C5=A1?= <Janis@Debtor.example>
                Subject: =?UTF-8?B?UmU6IEF0Z8SBZGluxIFqdW1z?=
                Message-ID: <a@debtor.example>
                In-Reply-To: %s
                References: <first@baltic.example> <second@debtor.example>
                 <third@baltic.example>
                Content-Type: text/plain; charset=iso-8859-13
                Content-Transfer-Encoding: quoted-printable

                Samaks=E2sim r=EEt.
                """.formatted(OURS));
        assertThat(reply.kind()).isEqualTo(Incoming.Kind.REPLY);
        assertThat(reply.sender()).isEqualTo("janis@debtor.example");
        assertThat(reply.senderName()).isEqualTo("Jānis Bērziņš");
        assertThat(reply.subject()).isEqualTo("Re: Atgādinājums");
        assertThat(reply.text()).isEqualTo("Samaksāsim rīt.");
        assertThat(reply.answers())
                .containsExactly(OURS, "<third@baltic.example>", "<second@debtor.example>", "<first@baltic.example>");
    }

    @Test
    void of_html_only_the_text_is_kept_and_of_files_their_names() {
        var reply = read("""
                From: janis@debtor.example
                Subject: Re
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: text/html; charset=utf-8

                <html><head><title>x</title><style>p{}</style></head><body><p>We pay &amp; <b>thank</b>.</p>
                <script>alert('x')</script><!-- hidden --><img src="http://spy.example/x"><div>Jānis &lt;b&gt;</div></body></html>
                --b
                Content-Type: application/pdf; name="=?UTF-8?Q?apmaksa=C4=81.pdf?="
                Content-Disposition: attachment
                Content-Transfer-Encoding: base64

                JVBERi0=
                --b--
                """);
        assertThat(reply.text()).isEqualTo("We pay & thank.\n\nJānis <b>");
        assertThat(reply.attachments()).containsExactly("apmaksaā.pdf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Auto-Submitted: auto-generated (vacation)",
                "Precedence: bulk",
                "X-Autoreply: yes",
                "List-Id: <news.debtor.example>",
                "Return-Path: <>"
            })
    void what_a_program_answers_is_automatic(String header) {
        assertThat(read(header + "\nFrom: janis@debtor.example\nSubject: Out of office\n\nBack on Monday.\n")
                        .kind())
                .isEqualTo(Incoming.Kind.AUTO);
    }

    @Test
    void a_person_whose_program_says_so_is_a_person() {
        assertThat(read("Auto-Submitted: no\nFrom: janis@debtor.example\n\nWe pay.\n")
                        .kind())
                .isEqualTo(Incoming.Kind.REPLY);
    }

    @Test
    void a_message_that_is_cut_short_or_nested_without_end_is_read_as_far_as_it_goes() {
        var cut = report("Final-Recipient: rfc822; janis@debtor.example\nAction: failed\nStatus: 5.1.1\n");
        assertThat(read(cut.substring(0, cut.indexOf("--b\nContent-Type: text/rfc822-headers")))
                        .failures())
                .hasSize(1);
        var nested = new StringBuilder("From: a@b.example\n");
        for (int i = 0; i < 2000; i++) {
            nested.append("Content-Type: multipart/mixed; boundary=\"b")
                    .append(i)
                    .append("\"\n\n--b")
                    .append(i)
                    .append('\n');
        }
        var begin = System.nanoTime();
        assertThat(read(nested + "\nhello\n").sender()).isEqualTo("a@b.example");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Property(tries = 300)
    void whatever_the_bytes_are_it_ends_and_stays_within_its_bounds(@ForAll("bytes") byte[] bytes) {
        var incoming = IncomingReader.read(bytes);
        assertThat(incoming.text().length()).isLessThanOrEqualTo(Incoming.LONGEST_TEXT);
        assertThat(incoming.text()).doesNotContain("\u0000");
        assertThat(incoming.subject()).doesNotContain("\n", "\u0000");
        assertThat(incoming.answers()).hasSizeLessThanOrEqualTo(60);
    }

    /// Bytes, and messages of ours with pieces cut out or doubled.
    @Provide
    Arbitrary<byte[]> bytes() {
        var whole = report("Final-Recipient: rfc822; janis@debtor.example\nAction: failed\nStatus: 5.1.1\n");
        var mangled = Arbitraries.integers()
                .between(0, whole.length())
                .list()
                .ofMinSize(2)
                .ofMaxSize(6)
                .map(cuts -> {
                    var sorted = cuts.stream().sorted().toList();
                    return whole.substring(0, sorted.getFirst())
                            + whole.substring(sorted.getLast())
                            + whole.substring(sorted.getFirst(), sorted.getLast());
                })
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
        return Arbitraries.oneOf(
                List.of(mangled, Arbitraries.bytes().array(byte[].class).ofMaxSize(400)));
    }
}
