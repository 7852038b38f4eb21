package org.kvit.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Actor;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.People;
import org.kvit.company.Role;
import org.kvit.invoice.Drafts;
import org.kvit.invoice.InvoiceId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class InvoiceAttachmentsTest {
    private static final String PDF = "%PDF-1.7 original";

    @Autowired
    Attachments attachments;

    @Autowired
    InvoiceAttachments invoices;

    @Autowired
    Drafts drafts;

    @Autowired
    Companies companies;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private TestCompany company;
    private InvoiceId invoice;

    @BeforeEach
    void an_invoice() {
        company = TestCompany.found(companies);
        invoice = as(() -> shelf().invoice("RK-1"));
    }

    @Test
    void an_invoice_has_its_own_files_and_those_of_its_orders() {
        var second = as(() -> shelf().order("O-1", invoice));
        var third = as(() -> shelf().order("O-2", invoice));
        var elsewhere = as(() -> shelf().order("O-3"));
        add(Owner.of(third), "CMR 2.pdf", "%PDF-1.7 2");
        add(Owner.of(second), "CMR 1.pdf", "%PDF-1.7 1");
        add(Owner.of(elsewhere), "CMR 3.pdf", "%PDF-1.7 3");
        add(Owner.of(as(() -> shelf().invoice("RK-2"))), "Another.pdf", PDF);
        add(Owner.of(invoice), "Original.pdf", PDF);
        assertThat(as(() -> invoices.of(invoice)))
                .extracting(Attachment::name)
                .containsExactly("Original.pdf", "CMR 1.pdf", "CMR 2.pdf");
        assertThat(as(() -> attachments.of(Owner.of(invoice))))
                .singleElement()
                .satisfies(a -> assertThat(a.owner()).isEqualTo(Owner.of(invoice)));
        assertThat(as(() -> attachments.of(Owner.of(second))))
                .extracting(Attachment::name)
                .containsExactly("CMR 1.pdf");
    }

    @Test
    void what_an_order_and_an_invoice_hold_alike_stays_until_neither_names_it() {
        var order = as(() -> shelf().order("O-1", invoice));
        var one = add(Owner.of(order), "Invoice.pdf", PDF);
        var other = add(Owner.of(invoice), "Original.pdf", PDF);
        assertThat(Shelf.contents(company.id())).isEqualTo(1);
        company.actor().run(() -> attachments.delete(Owner.of(order), one));
        assertThat(Shelf.contents(company.id())).isEqualTo(1);
        company.actor().run(() -> attachments.delete(Owner.of(invoice), other));
        assertThat(Shelf.contents(company.id())).isZero();
    }

    @Test
    void a_file_is_found_and_changed_only_where_it_belongs() {
        var order = as(() -> shelf().order("O-1", invoice));
        var id = add(Owner.of(order), "CMR.pdf", PDF);
        var wrong = Owner.of(invoice);
        refused("attachment.notFound", () -> attachments.find(wrong, id));
        refused("attachment.notFound", () -> attachments.change(wrong, id, "x", AttachmentKind.OTHER));
        refused("attachment.notFound", () -> attachments.delete(wrong, id));
        refused("invoice.notFound", () -> attachments.of(Owner.of(new InvoiceId(Long.MAX_VALUE))));
    }

    @Test
    void another_companys_files_and_those_of_others_customers_are_not_there() {
        var order = as(() -> shelf().order("O-1", invoice));
        add(Owner.of(order), "CMR.pdf", "%PDF-1.7 1");
        var owner = Owner.of(invoice);
        var id = add(owner, "Original.pdf", PDF);
        var manager = as(() -> {
            var user = people.add(
                    "peteris-" + company.email(), "Pēteris", TestCompany.PASSWORD, "en", Role.ACCOUNT_MANAGER);
            people.changeRole(user, Role.ACCOUNT_MANAGER, true);
            return user;
        });
        var peteris = Actor.of(company.id(), manager, "screen");
        for (var stranger : List.of(TestCompany.found(companies).actor(), peteris)) {
            stranger.run(() -> {
                refusedTo("invoice.notFound", () -> invoices.of(invoice));
                refusedTo("invoice.notFound", () -> attachments.of(owner));
                refusedTo("invoice.notFound", () -> attachments.add(owner, incoming("x.pdf", PDF)));
                refusedTo("attachment.notFound", () -> attachments.find(owner, id));
                refusedTo("attachment.notFound", () -> attachments.change(owner, id, "x", AttachmentKind.OTHER));
                refusedTo("attachment.notFound", () -> attachments.delete(owner, id));
            });
        }
        company.actor()
                .run(() -> shelf().change("UPDATE customer SET account_manager_id = " + manager.value()
                        + " WHERE company_id = current_company()"));
        assertThat(peteris.get(() -> invoices.of(invoice))).hasSize(2);
    }

    @Test
    void an_order_that_went_to_another_managers_customer_keeps_its_files_from_who_sees_the_invoice() {
        var order = as(() -> shelf().order("O-1", invoice));
        add(Owner.of(order), "CMR.pdf", "%PDF-1.7 1");
        add(Owner.of(invoice), "Original.pdf", PDF);
        var manager = as(() -> {
            var user = people.add(
                    "peteris-" + company.email(), "Pēteris", TestCompany.PASSWORD, "en", Role.ACCOUNT_MANAGER);
            people.changeRole(user, Role.ACCOUNT_MANAGER, true);
            shelf().change("UPDATE customer SET account_manager_id = " + user.value()
                    + " WHERE company_id = current_company()");
            var theirs = shelf().order("O-2");
            shelf().change(
                            "UPDATE customer_order SET customer_id = (SELECT customer_id FROM customer_order WHERE id = %d) WHERE id = %d"
                                    .formatted(theirs.value(), order.value()));
            return user;
        });
        assertThat(Actor.of(company.id(), manager, "screen").get(() -> invoices.of(invoice)))
                .extracting(Attachment::name)
                .containsExactly("Original.pdf");
    }

    @Test
    void a_draft_with_files_of_its_own_is_deleted_only_after_them() {
        var order = as(() -> shelf().order("O-1", invoice));
        add(Owner.of(order), "CMR.pdf", "%PDF-1.7 1");
        var id = add(Owner.of(invoice), "Original.pdf", PDF);
        company.actor().run(() -> shelf().change("UPDATE invoice SET approved = false WHERE id = " + invoice.value()));
        refused("invoice.draft.files", () -> drafts.delete(invoice));
        assertThat(as(() -> invoices.of(invoice))).hasSize(2);
        company.actor().run(() -> attachments.delete(Owner.of(invoice), id));
        company.actor().run(() -> drafts.delete(invoice));
        refused("invoice.notFound", () -> invoices.of(invoice));
        assertThat(as(() -> attachments.of(Owner.of(order)))).hasSize(1);
        assertThat(Shelf.contents(company.id())).isEqualTo(1);
    }

    @Test
    void a_draft_that_is_deleted_while_its_file_comes_is_said_not_to_be_there() {
        company.actor().run(() -> shelf().change("UPDATE invoice SET approved = false WHERE id = " + invoice.value()));
        var deleting = new ByteArrayInputStream(PDF.getBytes(StandardCharsets.UTF_8)) {
            private boolean deleted;

            @Override
            public synchronized int read(byte[] bytes, int from, int length) {
                if (!deleted) {
                    drafts.delete(invoice);
                    deleted = true;
                }
                return super.read(bytes, from, length);
            }
        };
        refused(
                "invoice.notFound",
                () -> attachments.add(
                        Owner.of(invoice), new Attachments.Incoming("CMR.pdf", Optional.empty(), -1, deleting)));
        assertThat(Shelf.contents(company.id())).isZero();
    }

    private AttachmentId add(Owner owner, String name, String content) {
        return as(() -> {
            try {
                return attachments.add(owner, incoming(name, content));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Attachments.Incoming incoming(String name, String content) {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        return new Attachments.Incoming(name, Optional.empty(), bytes.length, new ByteArrayInputStream(bytes));
    }

    private <T> T as(Supplier<T> work) {
        return company.actor().get(work);
    }

    private Shelf shelf() {
        return new Shelf(jdbc, transaction);
    }

    private void refused(String key, ThrowingCallable work) {
        company.actor().run(() -> refusedTo(key, work));
    }

    private static void refusedTo(String key, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.words().key()).isEqualTo(key));
    }
}
