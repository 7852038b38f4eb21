package org.kvit.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.ReferenceKind;
import org.kvit.company.ReferenceKinds;
import org.kvit.customer.CustomerId;
import org.kvit.order.OrderId;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class IssuingTest {
    @Autowired
    Issuing issuing;

    @Autowired
    InvoiceContent content;

    @Autowired
    InvoicedOrders orders;

    @Autowired
    Drafts drafts;

    @Autowired
    Invoices invoices;

    @Autowired
    Approvals approvals;

    @Autowired
    PrintedInvoices printed;

    @Autowired
    Companies companies;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private TestCompany company;
    private Ledger ledger;
    private OrderBook book;
    private LocalDate today;
    private CustomerId daugava;

    @BeforeEach
    void office() throws Exception {
        company = TestCompany.found(companies);
        ledger = new Ledger(jdbc, transaction);
        book = new OrderBook(jdbc, transaction);
        today = acting(companies::today);
        daugava = acting(() -> ledger.customer("Daugava"));
    }

    @Test
    void an_order_becomes_a_draft_with_the_next_number_due_by_its_terms() throws Exception {
        var order = order("O-1", "100");
        var first = invoice(acting(() -> issuing.issue(order, true)));
        assertThat(first.approved()).isFalse();
        assertThat(first.number()).isEqualTo("RK-" + today.getYear() + "-00001");
        assertThat(first.issueDate()).isEqualTo(today);
        assertThat(first.dueDate()).isEqualTo(today.plusDays(30));
        assertThat(first.total()).isEqualTo(Money.of("121.00", "EUR"));
        assertThat(lines(first.id())).extracting(InvoiceLine::description).containsExactly("Haulage Rīga – Praha");
        assertThat(acting(() -> orders.of(first.id()))).singleElement().satisfies(o -> {
            assertThat(o.id()).isEqualTo(order);
            assertThat(o.cargo()).contains("Furniture · 12 × · 3400 kg · Rīga – Praha");
        });
        refused("invoice.order.invoiced", () -> issuing.issue(order, true));
        assertThat(invoice(acting(() -> issuing.issue(order("O-2", "1"), true))).number())
                .isEqualTo("RK-" + today.getYear() + "-00002");
    }

    @Test
    void an_order_without_prices_takes_no_number() throws Exception {
        var order = order("O-1", "100");
        change(order, "DELETE FROM order_price WHERE order_id = :order");
        refused("invoice.order.noPrices", () -> issuing.issue(order, true));
        refused("invoice.order.notFound", () -> issuing.issue(new OrderId(Long.MAX_VALUE), true));
        assertThat(invoice(acting(() -> issuing.issue(order("O-2", "1"), true))).number())
                .endsWith("-00001");
    }

    @Test
    void a_missing_proof_of_delivery_that_the_order_wants_sent_is_asked_for_first() throws Exception {
        var order = order("O-1", "100");
        assertThatThrownBy(() -> acting(() -> issuing.issue(order, false)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        r -> assertThat(r.faults())
                                .extracting(Refusal.Fault::field)
                                .containsExactly("withoutPod"));
        change(order, """
                INSERT INTO attachment (company_id, order_id, kind, name, sha256, size, content_type)
                SELECT company_id, id, 'pod', 'CMR.pdf', sha256('x'), 1, 'application/pdf' FROM customer_order WHERE id = :order""");
        assertThat(invoice(acting(() -> issuing.issue(order, false))).number()).endsWith("-00001");
    }

    @Test
    void further_orders_fit_on_a_draft_of_the_same_customer_and_currency() throws Exception {
        var draft = acting(() -> issuing.issue(order("O-1", "100"), true));
        var second = order("O-2", "50");
        assertThat(acting(() -> issuing.drafts(second)))
                .containsExactly(new Issuing.Draft(draft, invoice(draft).number(), Money.of("121.00", "EUR"), 1, true));
        acting(() -> {
            issuing.add(second, draft, true);
            return null;
        });
        assertThat(invoice(draft).total()).isEqualTo(Money.of("181.50", "EUR"));
        assertThat(acting(() -> orders.of(draft)))
                .extracting(InvoicedOrder::number)
                .containsExactly("O-1", "O-2");

        var other = acting(() -> ledger.customer("Gauja"));
        var others = acting(() -> book.order(other, "O-3", "EUR", "1"));
        refusedWork("invoice.order.otherCustomer", () -> issuing.add(others, draft, true));
        var koruna = acting(() -> book.order(daugava, "O-4", "CZK", "1"));
        refusedWork("invoice.order.otherCurrency", () -> issuing.add(koruna, draft, true));
        assertThat(acting(() -> issuing.drafts(koruna)))
                .extracting(Issuing.Draft::fits)
                .containsExactly(false);
        approve(draft);
        var late = order("O-5", "1");
        refusedWork("invoice.content.approved", () -> issuing.add(late, draft, true));
        assertThat(acting(() -> issuing.drafts(late))).isEmpty();
        assertThat(invoice(draft).total()).isEqualTo(Money.of("181.50", "EUR"));
    }

    @Test
    void a_draft_that_came_with_its_total_only_takes_no_order_and_keeps_its_total() throws Exception {
        var day = acting(companies::today);
        var draft = acting(() -> ledger.invoice(daugava, "EXT-1", day, day, "99.00"));
        removeApproval(draft);
        var order = order("O-1", "100");
        assertThat(acting(() -> issuing.drafts(order))).isEmpty();
        refusedWork("invoice.order.totalOnly", () -> issuing.add(order, draft, true));
        assertThat(invoice(draft).total()).isEqualTo(Money.of("99.00", "EUR"));
    }

    @Test
    void an_order_taken_off_is_free_again() throws Exception {
        var first = order("O-1", "100");
        var second = order("O-2", "50");
        var draft = acting(() -> issuing.issue(first, true));
        acting(() -> {
            issuing.add(second, draft, true);
            issuing.takeOff(first);
            issuing.takeOff(first);
            return null;
        });
        assertThat(invoice(draft).total()).isEqualTo(Money.of("60.50", "EUR"));
        assertThat(acting(() -> issuing.invoiceOf(first))).isEmpty();
        approve(draft);
        refusedWork("invoice.content.approved", () -> issuing.takeOff(second));
    }

    /// Each live field: what the order says shows on the invoice at once, also on an approved one.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE customer_order SET customer_reference = 'PO-2' WHERE id = :order | customerReference | PO-2",
                "UPDATE customer_order SET invoice_note = 'changed' WHERE id = :order | note | changed",
                "UPDATE customer_order SET invoice_delivery = 'post' WHERE id = :order | invoiceDelivery | post",
                "UPDATE customer_order SET pod_delivery = 'both' WHERE id = :order | podDelivery | both",
                "UPDATE customer_order SET account_manager_id = current_actor() WHERE id = :order | accountManager | Anna Ozola",
                "UPDATE order_cargo SET loading_actual = '2026-11-20' WHERE order_id = :order | loadedOn | 2026-11-20",
                "UPDATE order_cargo SET unloading_actual = '2026-11-24' WHERE order_id = :order | unloadedOn | 2026-11-24"
            })
    void a_live_field_shows_at_once(String change, String field, String shown) throws Exception {
        var order = order("O-1", "100");
        var id = acting(() -> issuing.issue(order, true));
        approve(id);
        change(order, change);
        assertThat(acting(() -> orders.of(id)))
                .singleElement()
                .extracting(field)
                .satisfies(value -> assertThat(
                                value instanceof Optional<?> o ? String.valueOf(o.orElse(null)) : String.valueOf(value))
                        .isEqualTo(shown));
        assertThat(invoice(id).total()).isEqualTo(Money.of("121.00", "EUR"));
    }

    /// Each copied field: what the order says shows after the content was made anew, and no sooner.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE order_price SET unit_price = 200 WHERE order_id = :order | Haulage Rīga – Praha 1 x 200 + 21 %: 242.00",
                "UPDATE order_price SET quantity = 2 WHERE order_id = :order | Haulage Rīga – Praha 2 x 100 + 21 %: 242.00",
                "UPDATE order_price SET vat_rate = 0 WHERE order_id = :order | Haulage Rīga – Praha 1 x 100 + 0 %: 100.00",
                "UPDATE order_price SET service = 'Customs' WHERE order_id = :order | Customs 1 x 100 + 21 %: 121.00",
                "DELETE FROM order_price WHERE order_id = :order | : 0.00"
            })
    void a_copied_line_changes_only_when_the_content_is_made_anew(String change, String becomes) throws Exception {
        var order = order("O-1", "100");
        var id = acting(() -> issuing.issue(order, true));
        change(order, change);
        assertThat(said(id)).isEqualTo("Haulage Rīga – Praha 1 x 100 + 21 %: 121.00");
        var seen = acting(() -> content.regeneration(id));
        assertThat(seen.changes()).isTrue();
        assertThat(seen.lines()).hasSize(1);
        assertThat(seen.total()).isEqualTo(Money.of("121.00", "EUR"));
        assertThat(said(id)).isEqualTo("Haulage Rīga – Praha 1 x 100 + 21 %: 121.00");
        regenerate(id);
        assertThat(said(id)).isEqualTo(becomes);
        assertThat(seen.newTotal()).isEqualTo(invoice(id).total());
        assertThat(acting(() -> content.regeneration(id)).changes()).isFalse();
    }

    @Test
    void the_customer_and_the_cargo_are_copied_too() throws Exception {
        var order = order("O-1", "100");
        var id = acting(() -> issuing.issue(order, true));
        var gauja = acting(() -> ledger.customer("Gauja"));
        change(order, "UPDATE customer_order SET customer_id = %d WHERE id = :order".formatted(gauja.value()));
        change(order, "UPDATE order_cargo SET description = 'Glass' WHERE order_id = :order");
        assertThat(invoice(id).customer().name()).isEqualTo("Daugava");
        var seen = acting(() -> content.regeneration(id));
        assertThat(seen.newCustomer()).isEqualTo("Gauja");
        assertThat(seen.cargo())
                .singleElement()
                .extracting(Regeneration.Cargo::becomes)
                .asString()
                .startsWith("Glass");
        regenerate(id);
        assertThat(invoice(id).customer().name()).isEqualTo("Gauja");
        assertThat(acting(() -> orders.of(id)).getFirst().cargo().orElseThrow()).startsWith("Glass");
    }

    @Test
    void a_customer_in_another_country_quotes_what_that_country_does_unless_the_reference_was_given() throws Exception {
        acting(() -> {
            companies.save(companies
                    .own()
                    .withReferences(ReferenceKinds.always(ReferenceKind.RF).with("CZ", ReferenceKind.VARIABLE_SYMBOL)));
            return null;
        });
        var order = order("O-1", "100");
        var id = acting(() -> issuing.issue(order, true));
        assertThat(invoice(id).reference().orElseThrow()).startsWith("RF");
        var praha = acting(() -> ledger.customer("Praha"));
        write("UPDATE customer SET country = 'CZ' WHERE id = " + praha.value());
        change(order, "UPDATE customer_order SET customer_id = %d WHERE id = :order".formatted(praha.value()));
        regenerate(id);
        assertThat(invoice(id).reference())
                .isEqualTo(ReferenceKind.VARIABLE_SYMBOL.reference(invoice(id).number()));
        write("UPDATE invoice SET reference = 'agreed' WHERE id = " + id.value());
        change(order, "UPDATE customer_order SET customer_id = %d WHERE id = :order".formatted(daugava.value()));
        regenerate(id);
        assertThat(invoice(id).reference()).contains("agreed");
    }

    @Test
    void a_customer_is_another_though_it_is_called_the_same() throws Exception {
        var order = order("O-1", "100");
        var id = acting(() -> issuing.issue(order, true));
        var namesake = acting(() -> ledger.customer("Daugava"));
        change(order, "UPDATE customer_order SET customer_id = %d WHERE id = :order".formatted(namesake.value()));
        assertThat(acting(() -> content.regeneration(id)).changes()).isTrue();
        regenerate(id);
        assertThat(invoice(id).customer().id()).isEqualTo(namesake);
        approve(id);
    }

    @Test
    void orders_of_two_customers_by_now_are_refused() throws Exception {
        var first = order("O-1", "100");
        var second = order("O-2", "50");
        var id = acting(() -> issuing.issue(first, true));
        acting(() -> {
            issuing.add(second, id, true);
            return null;
        });
        var gauja = acting(() -> ledger.customer("Gauja"));
        change(second, "UPDATE customer_order SET customer_id = %d WHERE id = :order".formatted(gauja.value()));
        refused("invoice.content.customers", () -> {
            content.regenerate(id, Optional.empty());
            return null;
        });
        assertThat(invoice(id).total()).isEqualTo(Money.of("181.50", "EUR"));
    }

    @Test
    void an_approved_invoice_names_its_parties_as_they_were() throws Exception {
        var id = acting(() -> issuing.issue(order("O-1", "100"), true));
        write("UPDATE customer SET vat_number = 'LV1', city = 'Rīga' WHERE id = " + daugava.value());
        approve(id);
        var before = acting(() -> printed.of(id));
        assertThat(before.customer().vatNumber()).contains("LV1");
        write("UPDATE customer SET name = 'Gauja', vat_number = NULL, city = 'Cēsis', language = 'lv' WHERE id = "
                + daugava.value());
        write("UPDATE company SET name = 'New Name', street = 'New Street' WHERE id = current_company()");
        var after = acting(() -> printed.of(id));
        assertThat(after.company()).isEqualTo(before.company());
        assertThat(after.customer().name()).isEqualTo("Daugava");
        assertThat(after.customer().vatNumber()).contains("LV1");
        assertThat(after.customer().postal()).isEqualTo(before.customer().postal());
        assertThat(after.customer().language()).isEqualTo("lv");
        removeApproval(id);
        assertThat(acting(() -> printed.of(id)).customer().name()).isEqualTo("Gauja");
        approve(id);
        assertThat(acting(() -> printed.of(id)).company().name()).isEqualTo("New Name");
    }

    @Test
    void orders_of_two_customers_are_not_approved_and_any_may_be_taken_off() throws Exception {
        var first = order("O-1", "100");
        var second = order("O-2", "50");
        var id = acting(() -> issuing.issue(first, true));
        add(second, id);
        var gauja = acting(() -> ledger.customer("Gauja"));
        change(second, "UPDATE customer_order SET customer_id = %d WHERE id = :order".formatted(gauja.value()));
        refusedWork("invoice.approval.otherCustomer", () -> approvals.approve(id));
        acting(() -> {
            issuing.takeOff(second);
            return null;
        });
        assertThat(said(id)).isEqualTo("Haulage Rīga – Praha 1 x 100 + 21 %: 121.00");
        approve(id);
    }

    @Test
    void an_order_taken_off_leaves_the_others_as_they_were_copied() throws Exception {
        var first = order("O-1", "100");
        var second = order("O-2", "50");
        var id = acting(() -> issuing.issue(first, true));
        add(second, id);
        change(first, "UPDATE order_price SET unit_price = 999 WHERE order_id = :order");
        acting(() -> {
            issuing.takeOff(second);
            return null;
        });
        assertThat(said(id)).isEqualTo("Haulage Rīga – Praha 1 x 100 + 21 %: 121.00");
    }

    @Test
    void a_draft_with_nothing_on_it_is_not_approved() throws Exception {
        var order = order("O-1", "100");
        var id = acting(() -> issuing.issue(order, true));
        acting(() -> {
            issuing.takeOff(order);
            return null;
        });
        refusedWork("invoice.approval.empty", () -> approvals.approve(id));
        add(order, id);
        approve(id);
    }

    @Test
    void what_somebody_agreed_to_is_what_is_done() throws Exception {
        var order = order("O-1", "100");
        var id = acting(() -> issuing.issue(order, true));
        change(order, "UPDATE order_price SET unit_price = 110 WHERE order_id = :order");
        var seen = acting(() -> content.regeneration(id)).mark();
        change(order, "UPDATE order_price SET unit_price = 900 WHERE order_id = :order");
        refusedWork("invoice.regenerate.changed", () -> content.regenerate(id, Optional.of(seen)));
        assertThat(said(id)).endsWith(": 121.00");
        var again = acting(() -> content.regeneration(id)).mark();
        acting(() -> {
            content.regenerate(id, Optional.of(again));
            return null;
        });
        assertThat(said(id)).endsWith(": 1089.00");
    }

    @Test
    void a_changed_invoice_is_to_be_sent_again_and_a_sent_one_is_never_thrown_away() throws Exception {
        var order = order("O-1", "100");
        var id = acting(() -> issuing.issue(order, true));
        approve(id);
        write("UPDATE invoice SET posted_on = issue_date WHERE id = " + id.value());
        removeApproval(id);
        refusedWork("invoice.draft.left", () -> drafts.delete(id));
        regenerate(id);
        assertThat(invoice(id).postedOn()).as("nothing changed").isPresent();
        change(order, "UPDATE order_price SET unit_price = 110 WHERE order_id = :order");
        regenerate(id);
        assertThat(invoice(id).postedOn()).isEmpty();
        refusedWork("invoice.draft.left", () -> drafts.delete(id));
    }

    @ParameterizedTest
    @CsvSource({
        "'UPDATE order_price SET vat_category = ''O'', vat_rate = 0 WHERE order_id = :order', invoice.lines.outside",
        "'UPDATE order_price SET unit_price = 999999999999, quantity = 999999999 WHERE order_id = :order', invoice.lines.tooMuch",
        "'UPDATE order_price SET quantity = -5 WHERE order_id = :order', invoice.lines.negative"
    })
    void what_no_invoice_may_be_no_order_makes_it(String change, String key) throws Exception {
        var first = order("O-1", "100");
        var second = order("O-2", "100");
        var id = acting(() -> issuing.issue(first, true));
        change(second, change);
        refusedWork(key, () -> issuing.add(second, id, true));
        assertThat(said(id)).endsWith(": 121.00");
        assertThat(acting(() -> issuing.invoiceOf(second))).isEmpty();
    }

    @Test
    void an_approved_invoice_keeps_its_content_and_is_not_deleted() throws Exception {
        var id = acting(() -> issuing.issue(order("O-1", "100"), true));
        approve(id);
        refused("invoice.content.approved", () -> content.regeneration(id));
        refused("invoice.content.approved", () -> {
            content.regenerate(id, Optional.empty());
            return null;
        });
        refused("invoice.content.approved", () -> {
            drafts.delete(id);
            return null;
        });
    }

    @Test
    void a_deleted_draft_frees_its_order_and_its_number_if_it_was_the_last() throws Exception {
        var first = order("O-1", "100");
        var second = order("O-2", "50");
        var one = acting(() -> issuing.issue(first, true));
        var two = acting(() -> issuing.issue(second, true));
        delete(one);
        assertThat(acting(() -> issuing.invoiceOf(first))).isEmpty();
        assertThat(invoice(acting(() -> issuing.issue(first, true))).number()).endsWith("-00003");
        delete(acting(() -> issuing.invoiceOf(first).orElseThrow()));
        delete(two);
        assertThat(List.of(
                        invoice(acting(() -> issuing.issue(first, true))).number(),
                        invoice(acting(() -> issuing.issue(second, true))).number()))
                .allSatisfy(n -> assertThat(n).startsWith("RK-"))
                .doesNotHaveDuplicates();
    }

    private void add(OrderId order, InvoiceId to) throws Exception {
        acting(() -> {
            issuing.add(order, to, true);
            return null;
        });
    }

    private void write(String sql) throws Exception {
        acting(() -> {
            ledger.change(sql);
            return null;
        });
    }

    private OrderId order(String number, String price) throws Exception {
        return acting(() -> book.order(daugava, number, "EUR", price));
    }

    /// The numbers as they stand: the company's, the customer's VAT number, the customer's registration
    /// number.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    AE | LV40003 | EE100 |     | -
                    AE | LV40003 |       | 101 | -
                    AE | LV40003 |       |     | invoice.approval.vatNumber
                    AE |         | EE100 | 101 | invoice.approval.ourVatNumber
                    K  | LV40003 | EE100 |     | -
                    K  | LV40003 |       | 101 | invoice.approval.vatNumber
                    K  |         | EE100 |     | invoice.approval.ourVatNumber
                    G  |         |       |     | -
                    """)
    void lines_without_vat_demand_the_vat_numbers_that_explain_it(
            String category, @Nullable String ours, @Nullable String theirs, @Nullable String registration, String key)
            throws Exception {
        var order = order("O-1", "100");
        change(order, "UPDATE order_price SET vat_rate = 0, vat_category = '" + category + "' WHERE order_id = :order");
        write("UPDATE company SET vat_number = %s WHERE id = current_company()".formatted(quoted(ours)));
        write("UPDATE customer SET vat_number = %s, registration_number = %s WHERE id = %d"
                .formatted(quoted(theirs), quoted(registration), daugava.value()));
        var draft = acting(() -> issuing.issue(order, true));
        if (key.equals("-")) {
            approve(draft);
        } else {
            refusedWork(key, () -> approvals.approve(draft));
        }
        assertThat(invoice(draft).approved()).isEqualTo(key.equals("-"));
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "NULL" : "'" + text + "'";
    }

    private void change(OrderId order, String change) throws Exception {
        acting(() -> {
            book.change(order, change);
            return null;
        });
    }

    private Invoice invoice(InvoiceId id) throws Exception {
        return acting(() -> invoices.find(id));
    }

    private List<InvoiceLine> lines(InvoiceId id) throws Exception {
        return acting(() -> invoices.lines(id));
    }

    private String said(InvoiceId id) throws Exception {
        var lines = lines(id).stream()
                .map(l -> "%s %s x %s + %s %%"
                        .formatted(
                                l.description(),
                                l.quantity().stripTrailingZeros().toPlainString(),
                                l.unitPrice().stripTrailingZeros().toPlainString(),
                                l.vatRate().stripTrailingZeros().toPlainString()))
                .toList();
        return String.join("; ", lines) + ": "
                + invoice(id).total().amount().setScale(2).toPlainString();
    }

    private void approve(InvoiceId id) throws Exception {
        acting(() -> {
            approvals.approve(id);
            return null;
        });
    }

    private void removeApproval(InvoiceId id) throws Exception {
        acting(() -> {
            approvals.remove(id);
            return null;
        });
    }

    private void regenerate(InvoiceId id) throws Exception {
        acting(() -> {
            content.regenerate(id, Optional.empty());
            return null;
        });
    }

    private void delete(InvoiceId id) throws Exception {
        acting(() -> {
            drafts.delete(id);
            return null;
        });
    }

    private void refused(String key, Callable<?> work) {
        assertThatThrownBy(() -> acting(work))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.words().key()).isEqualTo(key));
    }

    private void refusedWork(String key, Runnable work) {
        refused(key, () -> {
            work.run();
            return null;
        });
    }

    private <T> T acting(Callable<T> work) throws Exception {
        return company.actor().call(work);
    }
}
