package org.kvit.desk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.kvit.base.UserId;
import org.kvit.customer.CustomerId;
import org.kvit.customer.Reach;
import org.kvit.receivable.DebtorFilter;
import org.kvit.receivable.DebtorOrder;

/// Where a person is at the desk, as the address line has it, so that a link leads there and Back comes back. What
/// an address can't mean is passed over: an old link still opens the list.
///
/// @param asOf the date that everything shown is as of
/// @param manager number of the account manager asked for; 0: all
/// @param customer number of the customer chosen; 0: none
/// @param full the list has the whole width
public record DeskState(
        LocalDate asOf,
        boolean today,
        boolean overdue,
        String search,
        long manager,
        String country,
        String currency,
        Optional<Reach> reach,
        DebtorOrder order,
        long customer,
        boolean full) {
    /// @param fields the request's parameters
    public static DeskState of(Map<String, String> fields, LocalDate today) {
        var said = new DeskFields(fields);
        var asOf = said.date("asOf", today);
        return new DeskState(
                asOf,
                asOf.equals(today),
                said.text("overdue").equals("true"),
                said.text("q"),
                said.number("manager"),
                said.code("country", 2),
                said.code("currency", 3),
                Reach.of(said.text("reach")),
                DebtorOrder.of(said.text("sort")),
                said.number("customer"),
                said.text("view").equals("full"));
    }

    public DebtorFilter filter() {
        return new DebtorFilter(
                overdue,
                search,
                reach,
                manager == 0 ? Optional.empty() : Optional.of(new UserId(manager)),
                country.isEmpty() ? Optional.empty() : Optional.of(country),
                currency.isEmpty() ? Optional.empty() : Optional.of(currency),
                Optional.empty());
    }

    public boolean narrowed() {
        return overdue
                || !search.isEmpty()
                || manager != 0
                || !country.isEmpty()
                || !currency.isEmpty()
                || reach.isPresent();
    }

    /// The same list without any filter.
    public DeskState wide() {
        return new DeskState(asOf, today, false, "", 0, "", "", Optional.empty(), order, customer, full);
    }

    public DeskState chosen(long customerId) {
        return new DeskState(asOf, today, overdue, search, manager, country, currency, reach, order, customerId, false);
    }

    public DeskState inFull(boolean whole) {
        return new DeskState(asOf, today, overdue, search, manager, country, currency, reach, order, customer, whole);
    }

    public boolean sortedBy(DebtorOrder.Column column) {
        return order.column() == column;
    }

    /// The list sorted by a column: the other way round if it is by that one already; else amounts and days from
    /// the largest, names and dates from the first.
    public DeskState sorted(DebtorOrder.Column column) {
        boolean descending = sortedBy(column) ? !order.descending() : largestFirst(column);
        return new DeskState(
                asOf,
                today,
                overdue,
                search,
                manager,
                country,
                currency,
                reach,
                new DebtorOrder(column, descending),
                customer,
                full);
    }

    /// The address of the desk in this state.
    public String url() {
        return "/debtors" + query();
    }

    /// A path below the desk, with this state. @param path such as `/export`
    public String at(String path) {
        return "/debtors" + path + query();
    }

    /// [#at] with one more parameter.
    public String at(String path, String name, Object value) {
        var url = at(path);
        return url + (url.contains("?") ? "&" : "?") + name + "=" + value;
    }

    /// With its question mark; empty if everything is as usual.
    private String query() {
        var query = new StringJoiner("&", "?", "").setEmptyValue("");
        add(query, "asOf", today ? "" : asOf.toString());
        add(query, "overdue", overdue ? "true" : "");
        add(query, "q", search);
        add(query, "manager", manager == 0 ? "" : Long.toString(manager));
        add(query, "country", country);
        add(query, "currency", currency);
        add(query, "reach", reach.map(Reach::code).orElse(""));
        add(query, "sort", order.equals(DebtorOrder.USUAL) ? "" : order.code());
        add(query, "customer", customer == 0 ? "" : Long.toString(customer));
        add(query, "view", full ? "full" : "");
        return query.toString();
    }

    private static void add(StringJoiner query, String name, String value) {
        if (!value.isEmpty()) {
            query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static boolean largestFirst(DebtorOrder.Column column) {
        return switch (column) {
            case NAME, MANAGER, COUNTRY, LAST_REMINDER, PROMISED, NEXT_ACTION -> false;
            default -> true;
        };
    }

    CustomerId customerId() {
        return new CustomerId(customer);
    }
}
