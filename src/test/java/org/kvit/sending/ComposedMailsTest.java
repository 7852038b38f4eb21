package org.kvit.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.attachment.AttachmentId;
import org.kvit.attachment.AttachmentKind;
import org.kvit.attachment.Attachments;
import org.kvit.attachment.Owner;
import org.kvit.base.Refusal;
import org.kvit.base.VatCategory;
import org.kvit.company.Companies;
import org.kvit.customer.CustomerId;
import org.kvit.customer.InvoiceDelivery;
import org.kvit.customer.PodDelivery;
import org.kvit.invoice.Approvals;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.Invoices;
import org.kvit.invoice.Issuing;
import org.kvit.mail.Mail;
import org.kvit.mail.Mails;
import org.kvit.order.OrderEntry;
import org.kvit.order.OrderId;
import org.kvit.order.Orders;
import org.kvit.order.Price;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class ComposedMailsTest {
    private static final byte[] PDF = "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    @Autowired
    ComposedMails mails;

    @Autowired
    StillToSend toSend;

    @Autowired
    MassSending sending;

    @Autowired
    Orders orders;

    @Autowired
    Attachments attachments;

    @Autowired
    Issuing issuing;

    @Autowired
    Approvals approvals;

    @Autowired
    Invoices invoices;

    @Autowired
    Mails outbox;

    @Autowired
    org.kvit.job.Jobs jobs;

    @Autowired
    Companies companies;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private TestCompany company;
    private CustomerId daugava;

    @BeforeEach
    void office() throws Exception {
        company = TestCompany.found(companies);
        daugava = acting(() -> new Ledger(jdbc, transaction).customer("Daugava", "info@daugava.example"));
    }

    @Test
    void the_settings_choose_the_addresses_the_language_and_the_files() throws Exception {
        var order = order(InvoiceDelivery.EMAIL, PodDelivery.EMAIL);
        var cmr = attach(order, "CMR.pdf", AttachmentKind.POD);
        attach(order, "notes.pdf", AttachmentKind.OTHER);
        write("UPDATE customer SET language = 'lv' WHERE id = " + daugava.value());
        write(
                "INSERT INTO contact (company_id, customer_id, name, email, receives_invoices) VALUES (current_company(), "
                        + daugava.value() + ", 'Accounts', 'accounts@daugava.example', true)");
        write("UPDATE company SET copy_to_account_manager = true WHERE id = current_company()");
        write("UPDATE customer SET account_manager_id = current_actor() WHERE id = " + daugava.value());
        var invoice = approved(order);
        var proposed = acting(() -> mails.propose(invoice));
        assertThat(proposed.to()).containsExactly("info@daugava.example", "accounts@daugava.example");
        assertThat(proposed.copies()).containsExactly(company.email());
        assertThat(proposed.language()).isEqualTo("lv");
        assertThat(proposed.subject()).startsWith("Rēķins RK-");
        assertThat(proposed.text()).contains("PO-7", "121,00");
        assertThat(proposed.files()).hasSize(2);
        assertThat(proposed.asIs().attachments()).containsExactly(cmr);
    }

    @Test
    void what_is_sent_is_the_invoice_and_the_ticked_files_and_nothing_else() throws Exception {
        var order = order(InvoiceDelivery.EMAIL, PodDelivery.EMAIL);
        var first = attach(order, "CMR 1.pdf", AttachmentKind.POD);
        attach(order, "CMR 2.pdf", AttachmentKind.POD);
        var invoice = approved(order);
        assertThat(waiting()).containsExactly(invoice);
        var mail = send(
                invoice,
                new ComposedMail(List.of("a@daugava.example"), List.of(), "Invoice", "Please pay.", List.of(first), 0));
        assertThat(mail.recipients()).containsExactly("a@daugava.example");
        assertThat(mail.attachments())
                .extracting(Mail.Attachment::name)
                .satisfiesExactly(
                        name -> assertThat(name).endsWith(".pdf").contains("RK-"),
                        name -> assertThat(name).isEqualTo("CMR 1.pdf"));
        assertThat(acting(() -> invoices.find(invoice)).sentOn()).contains(acting(companies::today));
        assertThat(waiting()).isEmpty();
    }

    @Test
    void an_original_at_the_invoice_itself_goes_along_and_so_do_its_proofs_of_delivery_as_the_settings_say()
            throws Exception {
        var order = order(InvoiceDelivery.EMAIL, PodDelivery.EMAIL);
        var atOrder = attach(order, "Their invoice.pdf", AttachmentKind.INVOICE);
        var invoice = approved(order);
        var original = attach(Owner.of(invoice), "Original.pdf", AttachmentKind.INVOICE);
        var pod = attach(Owner.of(invoice), "CMR.pdf", AttachmentKind.POD);
        var other = attach(Owner.of(invoice), "Notes.pdf", AttachmentKind.OTHER);
        var proposed = acting(() -> mails.propose(invoice));
        assertThat(proposed.files())
                .extracting(ProposedMail.Offered::id)
                .containsExactly(original, pod, other, atOrder);
        assertThat(proposed.files().getFirst().order()).isEmpty();
        assertThat(proposed.files().getLast().order()).isPresent();
        assertThat(proposed.asIs().attachments()).containsExactly(original, pod);
        var sent = send(
                invoice,
                new ComposedMail(List.of("a@daugava.example"), List.of(), "Invoice", "Pay.", List.of(other), 0));
        assertThat(sent.attachments())
                .extracting(Mail.Attachment::name)
                .contains("Notes.pdf")
                .hasSize(2);
    }

    @Test
    void of_an_invoice_without_orders_the_client_card_says_whether_proofs_of_delivery_go_along() throws Exception {
        var today = acting(companies::today);
        var invoice =
                acting(() -> new Ledger(jdbc, transaction).invoice(daugava, "A-1", today, today.plusDays(14), "100"));
        var pod = attach(Owner.of(invoice), "CMR.pdf", AttachmentKind.POD);
        assertThat(acting(() -> mails.propose(invoice)).asIs().attachments()).isEmpty();
        write("UPDATE customer SET pod_delivery = 'both' WHERE id = " + daugava.value());
        assertThat(acting(() -> mails.propose(invoice)).asIs().attachments()).containsExactly(pod);
    }

    @Test
    void what_wont_do_is_refused_by_field_and_nothing_is_sent() throws Exception {
        var order = order(InvoiceDelivery.EMAIL, PodDelivery.NONE);
        var invoice = acting(() -> issuing.issue(order, false));
        assertThatThrownBy(() -> acting(() -> mails.propose(invoice)))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.words().key()).isEqualTo("sending.draft"));
        approve(invoice);
        var bad = new ComposedMail(List.of("nobody"), List.of("a b"), " ", "", List.of(), 0);
        assertThatThrownBy(() -> send(invoice, bad))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        r -> assertThat(r.faults())
                                .extracting(Refusal.Fault::field)
                                .containsExactly("to", "copies", "subject", "text"));
        var foreign =
                new ComposedMail(List.of("a@b.example"), List.of(), "s", "t", List.of(new AttachmentId(999_999)), 0);
        assertThatThrownBy(() -> send(invoice, foreign)).isInstanceOf(Refusal.class);
        assertThat(acting(() -> invoices.find(invoice)).sentOn()).isEmpty();
    }

    @Test
    void many_are_sent_each_by_its_settings_and_one_that_cant_be_keeps_none_back() throws Exception {
        var fine = approved(order(InvoiceDelivery.EMAIL, PodDelivery.NONE));
        var nobody = acting(() -> new Ledger(jdbc, transaction).customer("Nobody", ""));
        var unreachable = approved(order(nobody, InvoiceDelivery.EMAIL, PodDelivery.NONE));
        long job = acting(() -> sending.start(List.of(fine, unreachable)));
        var done = awaited(job);
        var results = done.result().orElseThrow();
        assertThat(results).hasSize(2);
        assertThat(results.get(0).get("mail").isNull()).isFalse();
        assertThat(results.get(1).get("mail").isNull()).isTrue();
        assertThat(results.get(1).get("problem").get("key").asString()).isEqualTo("sending.to.missing");
        var again = awaited(acting(() -> sending.start(List.of(fine)))).result().orElseThrow();
        assertThat(again.get(0).get("problem").get("key").asString()).isEqualTo("sending.many.already");
    }

    @Test
    void who_composed_before_another_e_mail_left_is_told() throws Exception {
        var invoice = approved(order(InvoiceDelivery.EMAIL, PodDelivery.NONE));
        var one = acting(() -> mails.propose(invoice)).asIs();
        var other = acting(() -> mails.propose(invoice)).asIs();
        send(invoice, one);
        assertThatThrownBy(() -> send(invoice, other))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        r -> assertThat(r.faults())
                                .extracting(Refusal.Fault::field)
                                .containsExactly("after"));
        send(invoice, acting(() -> mails.propose(invoice)).asIs());
        assertThat(mailsOf(invoice)).isEqualTo(2);
    }

    @Test
    void two_who_send_all_at_once_send_each_invoice_once() throws Exception {
        var invoice = approved(order(InvoiceDelivery.EMAIL, PodDelivery.NONE));
        var together = new CyclicBarrier(2);
        Callable<Boolean> sending = () -> {
            together.await();
            try {
                acting(() -> mails.sendFirst(invoice));
                return true;
            } catch (Refusal refusal) {
                assertThat(refusal.words().key()).isEqualTo("sending.many.already");
                return false;
            }
        };
        try (var threads = Executors.newFixedThreadPool(2)) {
            var results = threads.invokeAll(List.of(sending, sending));
            assertThat(List.of(results.get(0).get(), results.get(1).get())).containsExactlyInAnyOrder(true, false);
        }
        assertThat(mailsOf(invoice)).isEqualTo(1);
    }

    @Test
    void an_invoice_whose_e_mails_all_failed_is_still_to_be_sent() throws Exception {
        var invoice = approved(order(InvoiceDelivery.EMAIL, PodDelivery.NONE));
        var mail = acting(() -> mails.sendFirst(invoice));
        assertThat(waiting()).isEmpty();
        write("UPDATE mail SET state = 'failed' WHERE id = " + mail.value());
        assertThat(waiting()).containsExactly(invoice);
        acting(() -> mails.sendFirst(invoice));
        assertThat(waiting()).isEmpty();
    }

    @Test
    void a_contact_of_another_customer_gets_nothing() throws Exception {
        var order = order(InvoiceDelivery.EMAIL, PodDelivery.NONE);
        var invoice = approved(order);
        var gauja = acting(() -> new Ledger(jdbc, transaction).customer("Gauja", "info@gauja.example"));
        write("INSERT INTO contact (company_id, customer_id, name, email) VALUES (current_company(), " + gauja.value()
                + ", 'Ilze', 'ilze@gauja.example')");
        write("UPDATE customer_order SET contact_id = (SELECT max(id) FROM contact) WHERE id = " + order.value());
        assertThat(acting(() -> mails.propose(invoice)).to()).containsExactly("info@daugava.example");
    }

    @Test
    void one_that_is_gone_keeps_none_back() throws Exception {
        var first = approved(order(InvoiceDelivery.EMAIL, PodDelivery.NONE));
        var last = approved(order(InvoiceDelivery.EMAIL, PodDelivery.NONE));
        var done = awaited(acting(() -> sending.start(List.of(first, new InvoiceId(999_999), last))));
        assertThat(done.result().orElseThrow().values())
                .extracting(r -> r.get("mail").isNull())
                .containsExactly(false, true, false);
    }

    @Test
    void posted_is_noted_once_and_not_before_the_issue() throws Exception {
        var invoice = approved(order(InvoiceDelivery.POST, PodDelivery.NONE));
        var today = acting(companies::today);
        assertThat(acting(() -> toSend.posted(List.of(invoice), today.minusDays(1))))
                .isZero();
        assertThat(acting(() -> toSend.posted(List.of(invoice), today))).isEqualTo(1);
        assertThat(acting(() -> toSend.posted(List.of(invoice), today))).isZero();
        assertThat(acting(() -> invoices.find(invoice)).postedOn()).contains(today);
    }

    @Test
    void what_goes_by_post_waits_until_it_is_noted_as_posted() throws Exception {
        var invoice = approved(order(InvoiceDelivery.BOTH, PodDelivery.NONE));
        assertThat(acting(() -> toSend.list(StillToSend.Way.POST)).invoices())
                .extracting(ToSend::id)
                .containsExactly(invoice);
        var today = acting(companies::today);
        assertThatThrownBy(() -> acting(() -> toSend.posted(List.of(invoice), today.plusDays(1))))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> acting(() -> toSend.posted(List.of(), today))).isInstanceOf(Refusal.class);
        acting(() -> toSend.posted(List.of(invoice), today));
        assertThat(acting(() -> toSend.list(StillToSend.Way.POST)).invoices()).isEmpty();
        assertThat(waiting()).containsExactly(invoice);
    }

    private org.kvit.job.Jobs.Job awaited(long job) throws Exception {
        org.awaitility.Awaitility.await()
                .until(() -> !acting(() -> jobs.find(job)).running());
        return acting(() -> jobs.find(job));
    }

    private long mailsOf(InvoiceId invoice) throws Exception {
        return acting(() -> Objects.requireNonNull(transaction.execute(_ -> jdbc.sql(
                        "SELECT count(*) FROM invoice_mail WHERE company_id = current_company() AND invoice_id = :invoice")
                .param("invoice", invoice.value())
                .query(Long.class)
                .single())));
    }

    private List<InvoiceId> waiting() throws Exception {
        return acting(() -> toSend.list(StillToSend.Way.EMAIL)).invoices().stream()
                .map(ToSend::id)
                .toList();
    }

    private Mail send(InvoiceId invoice, ComposedMail mail) throws Exception {
        return acting(() -> outbox.find(mails.send(invoice, mail)));
    }

    private InvoiceId approved(OrderId order) throws Exception {
        var invoice = acting(() -> issuing.issue(order, true));
        approve(invoice);
        return invoice;
    }

    private void approve(InvoiceId invoice) throws Exception {
        acting(() -> {
            approvals.approve(invoice);
            return null;
        });
    }

    private AttachmentId attach(OrderId order, String name, AttachmentKind kind) throws Exception {
        return attach(Owner.of(order), name, kind);
    }

    private AttachmentId attach(Owner owner, String name, AttachmentKind kind) throws Exception {
        return acting(() -> attachments.add(
                owner, new Attachments.Incoming(name, Optional.of(kind), PDF.length, new ByteArrayInputStream(PDF))));
    }

    private OrderId order(InvoiceDelivery invoice, PodDelivery pod) throws Exception {
        return order(daugava, invoice, pod);
    }

    private OrderId order(CustomerId customer, InvoiceDelivery invoice, PodDelivery pod) throws Exception {
        return acting(() -> orders.create(new OrderEntry(
                Optional.empty(),
                Optional.of(customer),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("PO-7"),
                Optional.of("EUR"),
                Optional.of(14),
                Optional.of(invoice),
                Optional.of(pod),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(new Price(
                        Optional.empty(),
                        "Haulage",
                        BigDecimal.ONE,
                        new BigDecimal("100"),
                        new BigDecimal("21"),
                        VatCategory.STANDARD)))));
    }

    private void write(String sql) throws Exception {
        acting(() -> {
            transaction.executeWithoutResult(_ -> jdbc.sql(sql).update());
            return null;
        });
    }

    private <T> T acting(Callable<T> work) throws Exception {
        return company.actor().call(work);
    }
}
