package org.kvit.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Actor;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.Company;
import org.kvit.company.People;
import org.kvit.company.Role;
import org.kvit.customer.CustomerId;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class LoadingTest {
    private static final long PATIENCE = 20_000_000_000L;

    @Autowired
    Companies companies;

    @Autowired
    People people;

    @Autowired
    Orders orders;

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
    private TripId trip;

    @BeforeEach
    void office() {
        company = TestCompany.found(companies, Company.named("Dublin Freight", "IE"));
        customer = as(() -> ledger().customer("Daugava"));
        trip = trip();
    }

    @Test
    void a_trip_carries_the_orders_it_is_given_and_no_others() {
        var stays = made(Entered.on(Entered.order(customer), trip));
        var goes = made(Entered.on(Entered.order(customer), trip));
        var comes = made(Entered.on(Entered.order(customer), trip()));
        run(() -> loading.replace(trip, List.of(comes, stays, comes)));
        assertThat(as(() -> loading.of(trip))).extracting(CustomerOrder::id).containsExactly(stays, comes);
        assertThat(tripOf(goes)).isEmpty();
    }

    @Test
    void of_numbers_that_differ_in_capitals_the_very_one_is_meant() {
        var small = made(Entered.numbered(Entered.order(customer), "a1"));
        var capital = made(Entered.numbered(Entered.order(customer), "A1"));
        run(() -> loading.put(" A1 ", trip));
        assertThat(tripOf(capital)).contains(trip);
        assertThat(tripOf(small)).isEmpty();
        run(() -> loading.put("a1", trip));
        assertThat(tripOf(small)).contains(trip);
        var other = made(Entered.numbered(Entered.order(customer), "b2"));
        run(() -> loading.put("B2", trip));
        assertThat(tripOf(other)).contains(trip);
    }

    @Test
    void an_order_of_somebody_elses_customer_is_as_good_as_none() {
        var manager = as(() -> people.add(
                "mari-" + company.id().value() + "@dublin.example",
                "Mari Mets",
                TestCompany.PASSWORD,
                "en",
                Role.ACCOUNT_MANAGER));
        run(() -> people.changeRole(manager, Role.ACCOUNT_MANAGER, true));
        var own = as(() -> ledger().customer("Gauja"));
        run(() -> ledger().change("UPDATE customer SET account_manager_id = %d WHERE id = %d"
                .formatted(manager.value(), own.value())));
        var others = made(Entered.numbered(Entered.order(customer), "A1"));
        var theirs = made(Entered.numbered(Entered.order(own), "a1"));
        var mari = Actor.of(company.id(), manager, "screen");
        mari.run(() -> loading.put("A1", trip));
        assertThat(tripOf(theirs)).contains(trip);
        assertThat(tripOf(others)).isEmpty();
        made(Entered.numbered(Entered.order(customer), "Z9"));
        var refusal = catchThrowableOfType(Refusal.class, () -> mari.run(() -> loading.put("Z9", trip)));
        assertThat(refusal.faults()).extracting(Refusal.Fault::field).containsExactly("order");
    }

    @Test
    void loading_waits_for_whoever_changes_one_of_the_orders_and_they_never_for_it() throws Exception {
        var first = made(Entered.order(customer));
        var second = made(Entered.on(Entered.order(customer), trip));
        var line = as(() -> orders.find(second)).cargo().getFirst().id().orElseThrow();
        var loaded = LocalDate.of(2026, 11, 4);
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            var replacing = inTransaction(() -> {
                orders.lock(second);
                var waiting = waiting(others, () -> loading.replace(trip, List.of(first, second)));
                orders.setDate(second, line, CargoDate.LOADING_ACTUAL, Optional.of(loaded));
                return waiting;
            });
            replacing.get();
        }
        assertThat(as(() -> loading.of(trip))).extracting(CustomerOrder::id).containsExactly(first, second);
        assertThat(as(() -> orders.find(second)).cargo().getFirst().loading().actual())
                .contains(loaded);
    }

    @Test
    void an_order_that_went_to_another_trip_meanwhile_is_not_taken_off_that_one() throws Exception {
        var order = made(Entered.on(Entered.order(customer), trip));
        var next = trip();
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            var takingOff = inTransaction(() -> {
                loading.put(order, next);
                return waiting(others, () -> loading.takeOff(order, trip));
            });
            takingOff.get();
        }
        assertThat(tripOf(order)).contains(next);
    }

    /// Begins the work, and returns once it waits for what our transaction has locked.
    private Future<?> waiting(ExecutorService others, Runnable work) {
        var begun = others.submit(() -> company.actor().run(work));
        long until = System.nanoTime() + PATIENCE;
        while (!jdbc.sql(
                        "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))")
                .query(Boolean.class)
                .single()) {
            assertThat(begun.isDone()).as("done without waiting").isFalse();
            assertThat(System.nanoTime()).as("waits in time").isLessThan(until);
        }
        return begun;
    }

    private <T> T inTransaction(java.util.function.Supplier<T> work) {
        return as(() -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private Optional<TripId> tripOf(OrderId order) {
        return as(() -> orders.find(order)).trip().map(CustomerOrder.OnTrip::id);
    }

    private TripId trip() {
        return as(() -> trips.create(new TripEntry(
                Optional.empty(),
                Optional.of("LV-1234"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
    }

    private OrderId made(OrderEntry entry) {
        return as(() -> orders.create(entry));
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
