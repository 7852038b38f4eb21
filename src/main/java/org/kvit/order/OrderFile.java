package org.kvit.order;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.kvit.ui.TableFile;

/// Orders as a file: a row each.
final class OrderFile {
    static final List<String> COLUMNS = List.of(
            "number",
            "order_date",
            "customer_external_id",
            "customer_name",
            "contact",
            "customer_reference",
            "account_manager",
            "trip",
            "loading_place",
            "unloading_place",
            "loading_actual",
            "unloading_actual",
            "currency",
            "net_total",
            "vat_total",
            "total",
            "payment_terms_days",
            "invoice_delivery",
            "pod_delivery",
            "pod_attached",
            "invoice");

    private OrderFile() {}

    static void write(TableFile file, CustomerOrder order) {
        var total = order.total();
        file.row(
                order.number(),
                order.orderDate(),
                order.customer().externalId(),
                order.customer().name(),
                order.contact().map(CustomerOrder.Contact::name),
                order.customerReference(),
                order.accountManager().map(CustomerOrder.AccountManager::name),
                order.trip().map(CustomerOrder.OnTrip::number),
                order.cargo().stream().findFirst().flatMap(c -> c.loading().place()),
                order.cargo().reversed().stream()
                        .findFirst()
                        .flatMap(c -> c.unloading().place()),
                last(order, c -> c.loading().actual()),
                last(order, c -> c.unloading().actual()),
                order.currency(),
                total.net().amount(),
                total.vat().amount(),
                total.total().amount(),
                order.paymentTermsDays(),
                order.settlement().invoice().code(),
                order.settlement().pod().code(),
                order.podAttached() ? "yes" : "no",
                order.invoice().map(CustomerOrder.OnInvoice::number));
    }

    /// When all of it was done; empty while something isn't.
    private static Optional<LocalDate> last(CustomerOrder order, Function<Cargo, Optional<LocalDate>> done) {
        var days = order.cargo().stream().map(done).toList();
        return days.stream().allMatch(Optional::isPresent)
                ? days.stream().flatMap(Optional::stream).max(LocalDate::compareTo)
                : Optional.empty();
    }
}
