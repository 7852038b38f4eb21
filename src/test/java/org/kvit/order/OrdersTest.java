package org.kvit.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Actor;
import org.kvit.base.Refusal;
import org.kvit.base.UserId;
import org.kvit.company.Companies;
import org.kvit.company.Company;
import org.kvit.company.History;
import org.kvit.company.People;
import org.kvit.company.Role;
import org.kvit.customer.CustomerId;
import org.kvit.customer.InvoiceDelivery;
import org.kvit.customer.PodDelivery;
import org.kvit.customer.Settlement;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class OrdersTest {
    @Autowired
    Companies companies;

    @Autowired
    People people;

    @Autowired
    Orders orders;

    @Autowired
    OrderLists lists;

    @Autowired
    OrderHistory history;

    @Autowired
    Trips trips;

    @Autowired
    Loading loading;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private TestCompany company;
    private CustomerId customer;

    @BeforeEach
    void office() {
        company = TestCompany.found(companies, Company.named("Dublin Freight", "IE"));
        customer = as(() -> ledger().customer("Daugava"));
    }

    @Test
    void a_new_order_copies_the_client_card() {
        var manager = as(() -> people.add(
                "karl-" + company.id().value() + "@dublin.example",
                "Karl Kask",
                TestCompany.PASSWORD,
                "en",
                Role.ACCOUNT_MANAGER));
        change(
                "UPDATE customer SET currency = 'CZK', payment_terms_days = 45, invoice_delivery = 'both', pod_delivery = 'post', account_manager_id = "
                        + manager.value());
        var order = made(Entered.order(customer));
        assertThat(order.currency()).isEqualTo("CZK");
        assertThat(order.paymentTermsDays()).isEqualTo(45);
        assertThat(order.settlement()).isEqualTo(new Settlement(InvoiceDelivery.BOTH, PodDelivery.POST));
        assertThat(order.accountManager())
                .hasValueSatisfying(m -> assertThat(m.name()).isEqualTo("Karl Kask"));
        assertThat(order.isPodMissing()).isTrue();
        assertThat(order.total().total()).hasToString("1512.50 CZK");
    }

    @Test
    void orders_are_numbered_by_year_and_pass_by_numbers_given_by_hand() {
        assertThat(made(Entered.order(customer)).number()).isEqualTo("O-2026-00001");
        made(Entered.numbered(Entered.order(customer), "O-2026-00002"));
        assertThat(made(Entered.order(customer)).number()).isEqualTo("O-2026-00003");
        assertRefused(() -> made(Entered.numbered(Entered.order(customer), "O-2026-00001")), "order.number.taken");
    }

    @Test
    void a_kept_line_keeps_its_id_and_its_history() {
        var order = made(Entered.order(customer));
        var line = order.cargo().getFirst();
        var renamed = new Cargo(
                line.id(), "Chairs", line.packages(), line.weight(), line.volume(), line.loading(), line.unloading());
        change(order, Entered.with(Entered.again(order), List.of(Entered.cargo("Tables"), renamed), List.of()));
        var after = find(order.id());
        assertThat(after.cargo()).extracting(Cargo::description).containsExactly("Tables", "Chairs");
        assertThat(after.cargo().getLast().id()).isEqualTo(line.id());
        assertThat(after.prices()).isEmpty();
        var sections = as(() -> history.of(order.id()));
        assertThat(sections).anySatisfy(s -> {
            assertThat(s.line()).contains("Haulage Rīga – Praha");
            assertThat(s.gone()).isTrue();
        });
    }

    @Test
    void whoever_saves_what_they_read_before_somebody_elses_change_is_refused() {
        var trip = as(() -> trips.create(trip("LV-1234")));
        var read = made(Entered.order(customer));
        var line = read.cargo().getFirst().id().orElseThrow();
        var day = Optional.of(LocalDate.of(2026, 11, 7));
        List<Runnable> changes = List.of(
                () -> orders.setDate(read.id(), line, CargoDate.UNLOADING_ACTUAL, day),
                () -> loading.put(read.id(), trip),
                () -> loading.takeOff(read.id(), trip),
                () -> change(find(read.id()), Entered.referring(Entered.again(find(read.id())), "PO-78")),
                () -> change(
                        find(read.id()),
                        Entered.with(
                                Entered.again(find(read.id())),
                                find(read.id()).cargo(),
                                List.of(Entered.price("Toll", "1", "10", "0")))));
        for (var change : changes) {
            var before = find(read.id());
            run(change);
            var after = find(read.id());
            assertThat(after.version()).isEqualTo(before.version() + 1);
            assertRefused(
                    () -> run(
                            () -> orders.change(read.id(), Optional.of(before.version()), _ -> Entered.again(before))),
                    "order.changedMeanwhile");
            assertThat(find(read.id())).isEqualTo(after);
        }
    }

    @Test
    void what_changes_nothing_is_no_change() {
        var order = made(Entered.order(customer));
        var line = order.cargo().getFirst();
        run(() -> orders.change(order.id(), Optional.of(order.version()), Entered::again));
        run(() -> orders.setDate(
                order.id(),
                line.id().orElseThrow(),
                CargoDate.LOADING_AGREED,
                line.loading().agreed()));
        assertThat(find(order.id())).isEqualTo(order);
        assertThat(as(() -> history.of(order.id())))
                .flatExtracting(OrderHistory.Section::changes)
                .extracting(History.Change::action)
                .containsOnly("created");
    }

    @Test
    void a_date_is_changed_alone_and_seen_in_the_history() {
        var order = made(Entered.order(customer));
        var line = order.cargo().getFirst().id().orElseThrow();
        run(() -> orders.setDate(order.id(), line, CargoDate.UNLOADING_ACTUAL, Optional.of(LocalDate.of(2026, 11, 7))));
        assertThat(find(order.id()).isDelivered()).isTrue();
        var changes = as(() -> history.of(order.id())).stream()
                .filter(s -> s.table().equals("order_cargo"))
                .flatMap(s -> s.changes().stream())
                .filter(c -> c.action().equals("changed"))
                .toList();
        assertThat(changes)
                .singleElement()
                .extracting(History.Change::fields)
                .isEqualTo(List.of(new History.Field("unloading_actual", Optional.empty(), Optional.of("2026-11-07"))));
        var refusal = catchThrowableOfType(
                Refusal.class,
                () -> run(() -> orders.setDate(
                        order.id(), line, CargoDate.UNLOADING_AGREED, Optional.of(LocalDate.of(2026, 11, 1)))));
        assertThat(refusal.faults()).extracting(Refusal.Fault::field).containsExactly("unloadingAgreed");
    }

    @Test
    void an_approved_trip_locks_cargo_prices_customer_and_currency_until_its_approval_is_removed() {
        var trip = as(() -> trips.create(trip("LV-1234")));
        var order = made(Entered.on(Entered.order(customer), trip));
        run(() -> trips.approve(trip));
        var other = List.of(Entered.price("Haulage", "1", "1.00", "21"));
        var locked = find(order.id());
        assertThat(locked.isLocked()).isTrue();
        var again = Entered.again(locked);
        assertRefused(() -> change(order, Entered.with(again, locked.cargo(), other)), "order.locked.trip");
        assertRefused(() -> change(order, Entered.with(again, List.of(), locked.prices())), "order.locked.trip");
        assertRefused(() -> change(order, Entered.in(again, "CZK")), "order.locked.trip");
        assertRefused(() -> run(() -> loading.takeOff(order.id(), trip)), "order.locked.trip");
        assertRefused(() -> run(() -> orders.delete(order.id())), "order.locked.trip");
        assertRefused(
                () -> run(() -> orders.setDate(
                        order.id(),
                        order.cargo().getFirst().id().orElseThrow(),
                        CargoDate.LOADING_ACTUAL,
                        Optional.empty())),
                "order.locked.trip");
        assertRefused(() -> made(Entered.on(Entered.order(customer), trip)), "order.trip.approved");
        assertRefused(() -> run(() -> trips.change(trip, trip("LV-9"))), "trip.approved.locked");

        change(order, Entered.referring(again, "PO-78"));
        assertThat(find(order.id()).customerReference()).contains("PO-78");
        assertThat(as(() -> trips.find(trip)).approval())
                .hasValueSatisfying(a -> assertThat(a.by()).contains("Anna Ozola"));

        run(() -> trips.removeApproval(trip));
        change(order, Entered.with(Entered.again(find(order.id())), locked.cargo(), other));
        assertThat(find(order.id()).total().net()).hasToString("1.00 EUR");
    }

    @Test
    void an_invoice_locks_the_currency_and_an_approved_one_the_customer_but_neither_locks_prices() {
        var order = made(Entered.order(customer));
        var elsewhere = as(() -> ledger().customer("Gauja"));
        var day = LocalDate.of(2026, 11, 9);
        var invoice = as(() -> ledger().invoice(customer, "RK-1", day, day, "100.00"));
        change("UPDATE customer_order SET invoice_id = " + invoice.value());
        var on = find(order.id());
        assertThat(on.invoice()).hasValueSatisfying(i -> assertThat(i.number()).isEqualTo("RK-1"));
        assertRefused(() -> change(order, Entered.in(Entered.again(on), "CZK")), "order.locked.currency");
        assertRefused(
                () -> change(order, Entered.with(Entered.order(elsewhere), on.cargo(), on.prices())),
                "order.locked.customer");
        assertRefused(() -> run(() -> orders.delete(order.id())), "order.delete.invoice");
        change(order, Entered.with(Entered.again(on), on.cargo(), List.of(Entered.price("Toll", "1", "10", "0"))));
        assertThat(find(order.id()).total().net()).hasToString("10.00 EUR");
        change("UPDATE invoice SET approved = false WHERE id = " + invoice.value());
        assertRefused(() -> change(order, Entered.in(Entered.again(on), "CZK")), "order.locked.currency");
        var now = find(order.id());
        change(order, Entered.with(Entered.order(elsewhere), now.cargo(), now.prices()));
        assertThat(find(order.id()).customer().name()).isEqualTo("Gauja");
    }

    @Test
    void an_order_with_attachments_stays_and_one_without_goes() {
        var order = made(Entered.order(customer));
        change("""
                INSERT INTO attachment (company_id, order_id, kind, name, sha256, size, content_type)
                SELECT current_company(), id, 'pod', 'cmr.pdf', sha256('x'), 1, 'application/pdf' FROM customer_order
                 WHERE company_id = current_company()
                """);
        assertThat(find(order.id()).podAttached()).isTrue();
        assertRefused(() -> run(() -> orders.delete(order.id())), "order.delete.attachments");
        change("DELETE FROM attachment WHERE company_id = current_company()");
        run(() -> orders.delete(order.id()));
        assertRefused(() -> find(order.id()), "order.notFound");
    }

    @Test
    void an_order_that_an_e_mail_was_about_stays() {
        var order = made(Entered.order(customer));
        change("""
                WITH m AS (INSERT INTO mail (company_id, message_id, kind, sender, recipients, subject, body_text, language, state)
                           VALUES (current_company(), '<a@b>', 'invoice', 'a@b', '{c@d}', 's', 't', 'en', 'sent') RETURNING company_id, id)
                INSERT INTO order_mail (company_id, order_id, mail_id)
                SELECT m.company_id, o.id, m.id FROM m JOIN customer_order o ON o.company_id = m.company_id
                """);
        assertRefused(() -> run(() -> orders.delete(order.id())), "order.delete.emails");
        assertThat(find(order.id()).number()).isEqualTo(order.number());
    }

    @Test
    void whoever_sees_their_own_customers_only_sees_no_others_orders() {
        var manager = as(() -> people.add(
                "mari-" + company.id().value() + "@dublin.example",
                "Mari Mets",
                TestCompany.PASSWORD,
                "en",
                Role.ACCOUNT_MANAGER));
        run(() -> people.changeRole(manager, Role.ACCOUNT_MANAGER, true));
        var own = as(() -> ledger().customer("Gauja"));
        change("UPDATE customer SET account_manager_id = %d WHERE id = %d".formatted(manager.value(), own.value()));
        var others = made(Entered.order(customer));
        var theirs = made(Entered.order(own));
        var mari = Actor.of(company.id(), new UserId(manager.value()), "screen");
        assertThat(mari.get(() -> lists.list(OrderFilter.ALL, OrderSorting.USUAL, Optional.empty(), 10)
                        .orders()))
                .extracting(CustomerOrder::id)
                .containsExactly(theirs.id());
        assertRefused(() -> mari.get(() -> orders.find(others.id())), "order.notFound");
        assertRefused(
                () -> mari.run(() -> orders.change(others.id(), Optional.empty(), _ -> Entered.order(own))),
                "order.notFound");
        var refusal = catchThrowableOfType(Refusal.class, () -> mari.get(() -> orders.create(Entered.order(customer))));
        assertThat(refusal.faults()).extracting(Refusal.Fault::field).containsExactly("customerId");
    }

    @Test
    void what_an_order_refers_to_must_be_the_customers_or_ours() {
        var e = Entered.order(customer);
        var foreign = new OrderEntry(
                e.number(),
                e.customer(),
                e.customerExternalId(),
                Optional.of(new org.kvit.customer.ContactId(Long.MAX_VALUE)),
                Optional.of(new UserId(Long.MAX_VALUE)),
                Optional.empty(),
                e.orderDate(),
                e.customerReference(),
                e.currency(),
                e.paymentTermsDays(),
                e.invoiceDelivery(),
                e.podDelivery(),
                e.invoiceNote(),
                e.note(),
                List.of(new Cargo(
                        Optional.of(new CargoId(Long.MAX_VALUE)),
                        "Furniture",
                        Optional.empty(),
                        Optional.of(BigDecimal.ONE),
                        Optional.empty(),
                        Stop.UNKNOWN,
                        Stop.UNKNOWN)),
                List.of());
        var refusal = catchThrowableOfType(Refusal.class, () -> made(foreign));
        assertThat(refusal.faults())
                .extracting(Refusal.Fault::field)
                .containsExactlyInAnyOrder("contactId", "accountManagerId", "cargo[0].id");
    }

    @Test
    void the_list_is_narrowed_searched_and_paged() {
        var open = made(Entered.numbered(Entered.order(customer), "A-1"));
        var delivered = made(Entered.numbered(Entered.order(customer), "A-2"));
        var day = LocalDate.of(2026, 11, 9);
        run(() -> orders.setDate(
                delivered.id(),
                delivered.cargo().getFirst().id().orElseThrow(),
                CargoDate.UNLOADING_ACTUAL,
                Optional.of(day)));
        var invoiced = made(Entered.referring(Entered.numbered(Entered.order(customer), "A-3"), "Žluťoučký 9"));
        var invoice = as(() -> ledger().invoice(customer, "RK-1", day, day, "100.00"));
        change("UPDATE customer_order SET pod_delivery = 'email', invoice_id = %d WHERE id = %d"
                .formatted(invoice.value(), invoiced.id().value()));
        assertThat(numbers(OrderFilter.ALL)).containsExactly("A-1", "A-2", "A-3");
        assertThat(numbers(OrderFilter.ALL.with(OrderState.OPEN))).containsExactly("A-1", "A-2");
        assertThat(numbers(OrderFilter.ALL.with(OrderState.DELIVERED))).containsExactly("A-2");
        assertThat(numbers(OrderFilter.ALL.with(OrderState.INVOICED))).containsExactly("A-3");
        assertThat(numbers(OrderFilter.ALL.with(OrderState.POD_MISSING))).containsExactly("A-3");
        assertThat(numbers(OrderFilter.ALL.searching("zlutoucky"))).containsExactly("A-3");
        assertThat(numbers(OrderFilter.ALL.searching("daugava"))).hasSize(3);
        assertThat(numbers(OrderFilter.ALL.of(company.administrator()))).isEmpty();
        assertThat(as(() -> lists.totals(OrderFilter.ALL))).singleElement().satisfies(t -> {
            assertThat(t.orders()).isEqualTo(3);
            assertThat(t.net()).hasToString("3750.00 EUR");
        });
        for (var column : OrderSorting.Column.values()) {
            for (boolean descending : new boolean[] {false, true}) {
                var sorting = new OrderSorting(column, descending);
                var first = as(() -> lists.list(OrderFilter.ALL, sorting, Optional.empty(), 2));
                var second = as(() -> lists.list(OrderFilter.ALL, sorting, first.next(), 2));
                assertThat(java.util.stream.Stream.concat(first.orders().stream(), second.orders().stream()))
                        .extracting(CustomerOrder::id)
                        .containsExactlyInAnyOrder(open.id(), delivered.id(), invoiced.id());
            }
        }
    }

    @Test
    void a_file_has_each_order_once_even_if_one_is_renumbered_meanwhile() {
        var first = made(Entered.numbered(Entered.order(customer), "A"));
        change("""
                INSERT INTO customer_order (company_id, number, customer_id, order_date, currency, payment_terms_days, invoice_delivery, pod_delivery)
                SELECT current_company(), 'N-' || lpad(n::text, 4, '0'), %d, '2026-11-02', 'EUR', 30, 'email', 'none' FROM generate_series(1, 1000) n
                """.formatted(customer.value()));
        var taken = new ArrayList<CustomerOrder>();
        run(() -> lists.each(OrderFilter.ALL, OrderSorting.of("number"), order -> {
            if (taken.isEmpty()) {
                CompletableFuture.runAsync(() -> change("UPDATE customer_order SET number = 'Z' WHERE number = 'A'"))
                        .join();
            }
            taken.add(order);
        }));
        assertThat(taken).hasSize(1001).extracting(CustomerOrder::id).doesNotHaveDuplicates();
        assertThat(taken.getFirst()).isEqualTo(first);
        assertThat(taken.getLast().number()).isEqualTo("N-1000");
        assertThat(find(first.id()).number()).isEqualTo("Z");
    }

    private List<String> numbers(OrderFilter filter) {
        return as(() -> lists.list(filter, OrderSorting.MADE, Optional.empty(), 100)).orders().stream()
                .map(CustomerOrder::number)
                .toList();
    }

    private static TripEntry trip(String vehicle) {
        return new TripEntry(
                Optional.empty(),
                Optional.of(vehicle),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String key) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.words().key()).isEqualTo(key));
    }

    private CustomerOrder made(OrderEntry entry) {
        return as(() -> orders.find(orders.create(entry)));
    }

    private void change(CustomerOrder order, OrderEntry entry) {
        run(() -> orders.change(order.id(), Optional.empty(), _ -> entry));
    }

    private CustomerOrder find(OrderId id) {
        return as(() -> orders.find(id));
    }

    private void change(String sql) {
        run(() -> ledger().change(sql));
    }

    private Ledger ledger() {
        return new Ledger(jdbc, transaction);
    }

    private void run(Runnable work) {
        company.actor().run(work);
    }

    private <T> T as(java.util.function.Supplier<T> work) {
        return company.actor().get(work);
    }
}
