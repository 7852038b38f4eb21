package org.kvit.order;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.kvit.customer.Customer;
import org.kvit.customer.Typed;

/// An order's form as it was typed, right or wrong: its head, and its rows of cargo and prices in their
/// order.
///
/// @param rows whether the form has sent its rows: locked ones aren't, and stay as they are
public record OrderForm(Typed head, List<Typed> cargo, List<Typed> prices, boolean rows) {
    /// A row in which nothing is filled in yet.
    public static final Typed NO_ROW = new Typed(Map.of());

    private static final Pattern ROW = Pattern.compile("(cargo|prices)\\[(\\d{1,6})]\\.(\\w{1,40})");
    /// What stands in a row that nobody has filled in.
    private static final List<String> PRESET = List.of("vatRate", "vatCategory");

    /// Rows are counted anew: those removed leave gaps, and those left empty are none.
    static OrderForm sent(Map<String, String> fields) {
        var cargo = new TreeMap<Integer, Map<String, String>>();
        var prices = new TreeMap<Integer, Map<String, String>>();
        var head = new HashMap<String, String>();
        fields.forEach((name, value) -> {
            var row = ROW.matcher(name);
            if (row.matches()) {
                (row.group(1).equals("cargo") ? cargo : prices)
                        .computeIfAbsent(Integer.valueOf(row.group(2)), _ -> new HashMap<>())
                        .put(row.group(3), value);
            } else {
                head.put(name, value);
            }
        });
        return new OrderForm(new Typed(head), filled(cargo), filled(prices), head.containsKey("rows"));
    }

    static OrderForm of(CustomerOrder order) {
        var head = new HashMap<String, String>();
        head.put("number", order.number());
        head.put("customerId", Long.toString(order.customer().id().value()));
        head.put(
                "contactId",
                order.contact().map(c -> Long.toString(c.id().value())).orElse(""));
        head.put(
                "accountManagerId",
                order.accountManager().map(m -> Long.toString(m.id().value())).orElse(""));
        head.put("tripId", order.trip().map(t -> Long.toString(t.id().value())).orElse(""));
        head.put("orderDate", order.orderDate().toString());
        head.put("customerReference", order.customerReference().orElse(""));
        head.put("currency", order.currency());
        head.put("paymentTermsDays", Integer.toString(order.paymentTermsDays()));
        head.put("invoiceDelivery", order.settlement().invoice().code());
        head.put("podDelivery", order.settlement().pod().code());
        head.put("invoiceNote", order.invoiceNote().orElse(""));
        head.put("note", order.note().orElse(""));
        head.put("version", Integer.toString(order.version()));
        return new OrderForm(
                new Typed(head),
                order.cargo().stream().map(OrderForm::row).toList(),
                order.prices().stream().map(OrderForm::row).toList(),
                true);
    }

    /// What a new one starts as: the client card's settings.
    static OrderForm blank(Customer customer, LocalDate today) {
        var card = customer.card();
        var head = new HashMap<String, String>();
        head.put("customerId", Long.toString(customer.id().value()));
        head.put("orderDate", today.toString());
        head.put(
                "accountManagerId",
                card.accountManager().map(m -> Long.toString(m.value())).orElse(""));
        head.put("currency", card.currency());
        head.put("paymentTermsDays", Integer.toString(card.paymentTermsDays()));
        head.put("invoiceDelivery", card.settlement().invoice().code());
        head.put("podDelivery", card.settlement().pod().code());
        return new OrderForm(new Typed(head), List.of(), List.of(), true);
    }

    OrderForm with(String field, String text) {
        var more = new HashMap<>(head.fields());
        more.put(field, text);
        return new OrderForm(new Typed(more), cargo, prices, rows);
    }

    /// With the order's own rows, where the form has sent none.
    OrderForm withRowsOf(CustomerOrder order) {
        var kept = of(order);
        return rows ? this : new OrderForm(head, kept.cargo, kept.prices, false);
    }

    public String text(String field) {
        return head.text(field);
    }

    /// The order's version that the form was made of; empty for a new one.
    Optional<Integer> version() {
        return Entries.text(text("version")).filter(v -> v.matches("\\d{1,9}")).map(Integer::valueOf);
    }

    private static List<Typed> filled(Map<Integer, Map<String, String>> rows) {
        return rows.values().stream()
                .filter(row ->
                        row.entrySet().stream().anyMatch(f -> !f.getValue().isBlank() && !PRESET.contains(f.getKey())))
                .map(Typed::new)
                .toList();
    }

    private static Typed row(Cargo cargo) {
        var row = new HashMap<String, String>();
        row.put("id", cargo.id().map(id -> Long.toString(id.value())).orElse(""));
        row.put("description", cargo.description());
        row.put("packages", cargo.packages().map(n -> Integer.toString(n)).orElse(""));
        row.put("weight", cargo.weight().map(w -> w.toPlainString()).orElse(""));
        row.put("volume", cargo.volume().map(v -> v.toPlainString()).orElse(""));
        row.put("loadingPlace", cargo.loading().place().orElse(""));
        row.put("unloadingPlace", cargo.unloading().place().orElse(""));
        for (var date : CargoDate.values()) {
            row.put(date.field(), cargo.date(date).map(LocalDate::toString).orElse(""));
        }
        return new Typed(row);
    }

    private static Typed row(Price price) {
        var row = new HashMap<String, String>();
        row.put("id", price.id().map(id -> Long.toString(id.value())).orElse(""));
        row.put("service", price.service());
        row.put("quantity", Entries.plain(price.quantity()));
        row.put("unitPrice", Entries.plain(price.unitPrice()));
        row.put("vatRate", Entries.plain(price.vatRate()));
        row.put("vatCategory", price.vatCategory().code());
        return new Typed(row);
    }
}
