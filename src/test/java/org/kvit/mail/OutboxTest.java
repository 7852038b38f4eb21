package org.kvit.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.document.Documents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class OutboxTest {
    @Autowired
    private Companies companies;

    @Autowired
    private Documents documents;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Mails mails;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void a_mail_is_written_in_the_transaction_that_causes_it_or_not_at_all() {
        TestCompany.found(companies).actor().run(() -> {
            var undone = transaction.execute(t -> {
                t.setRollbackOnly();
                return outbox.write(Draft.note(Draft.Kind.NOTE, "janis@debtor.example", "s", "t", "en"));
            });
            assertThatThrownBy(() -> mails.find(undone)).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> outbox.write(Draft.note(Draft.Kind.NOTE, "janis@debtor.example", "s", "t", "en")))
                    .isInstanceOf(IllegalTransactionStateException.class);
        });
    }

    @Test
    void a_mail_is_found_as_it_was_written() {
        var company = TestCompany.found(companies);
        company.actor().run(() -> {
            var pdf = documents.put("letter".getBytes(StandardCharsets.UTF_8), "application/pdf");
            var draft = new Draft(
                    Draft.Kind.REMINDER,
                    OptionalLong.empty(),
                    List.of("janis@debtor.example", "accounts@debtor.example"),
                    List.of("boss@baltic.example"),
                    "Atgādinājums: kavēts rēķins",
                    "Labdien!",
                    Optional.of("<p>Labdien!</p>"),
                    "lv",
                    List.of(new Draft.Attachment("Atgādinājums.pdf", pdf)));
            var mail = mails.find(transaction.execute(_ -> outbox.write(draft)));

            assertThat(mail.state()).isEqualTo(MailState.QUEUED);
            assertThat(mail.messageId()).matches("<[a-z0-9]{20,25}@baltic\\.example>");
            assertThat(mail.sender()).isEqualTo(company.email());
            assertThat(mail.senderName()).contains("Baltic Freight SIA");
            assertThat(mail.recipients()).containsExactly("janis@debtor.example", "accounts@debtor.example");
            assertThat(mail.copies()).containsExactly("boss@baltic.example");
            assertThat(mail.blindCopies()).isEmpty();
            assertThat(mail.subject()).isEqualTo("Atgādinājums: kavēts rēķins");
            assertThat(mail.html()).contains("<p>Labdien!</p>");
            assertThat(mail.createdBy()).contains("Anna Ozola");
            assertThat(mail.attachments())
                    .containsExactly(new Mail.Attachment("Atgādinājums.pdf", "application/pdf", 6, pdf));
        });
    }

    @Test
    void thousands_are_written_as_sets_in_the_order_given() {
        TestCompany.found(companies).actor().run(() -> {
            var drafts = IntStream.range(0, 1234)
                    .mapToObj(i ->
                            Draft.note(Draft.Kind.NOTE, "customer-" + i + "@debtor.example", "No. " + i, "text", "en"))
                    .toList();
            var ids = transaction.execute(_ -> outbox.write(drafts));

            assertThat(ids).doesNotHaveDuplicates().hasSize(1234);
            assertThat(mails.find(ids.get(7)).subject()).isEqualTo("No. 7");
            assertThat(mails.find(ids.get(1233)).recipients()).containsExactly("customer-1233@debtor.example");
            assertThat(mails.fates(ids))
                    .hasSize(1234)
                    .containsEntry(ids.get(500), new Mails.Fate(MailState.QUEUED, Optional.empty()));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: thief@evil.example", "a\nb", "a\rb", "a\u0000b", "a\u0085b"})
    void a_line_break_in_a_header_is_refused(String hostile) {
        assertThatThrownBy(() -> Draft.note(Draft.Kind.NOTE, "janis@debtor.example", hostile, "t", "en"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Draft.note(Draft.Kind.NOTE, "janis@debtor.example" + hostile, "s", "t", "en"))
                .isInstanceOf(Refusal.class);
    }
}
