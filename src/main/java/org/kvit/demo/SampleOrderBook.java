package org.kvit.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Statistics;
import org.kvit.invoice.InvoiceContent;
import org.kvit.ui.Texts;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes the demo's trips and orders, as sets, and ties those that are invoiced to their invoices.
@Component
@ConditionalOnBooleanProperty("kvit.demo")
class SampleOrderBook {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Texts texts;
    private final SampleLedger ledger;

    SampleOrderBook(JdbcClient jdbc, JsonMapper json, Texts texts, SampleLedger ledger) {
        this.jdbc = jdbc;
        this.json = json;
        this.texts = texts;
        this.ledger = ledger;
    }

    void write(List<SampleOrder> orders, List<SampleTrip> trips, String language) {
        var locale = Locale.of(language);
        trips(trips, locale);
        var byOrder = new HashMap<String, String>();
        trips.forEach(trip -> trip.orders().forEach(o -> byOrder.put(o.number(), trip.number())));
        orders(orders.stream().map(o -> order(o, byOrder, locale)).toList());
        cargo(orders.stream().flatMap(o -> cargo(o, locale).stream()).toList());
        prices(orders.stream().flatMap(o -> prices(o, locale).stream()).toList());
        tie();
        Statistics.lookAnew(jdbc, "trip", "customer_order", "order_cargo", "order_price", "invoice_line");
    }

    private record TripRow(
            String number,
            String vehicle,
            String carrier,
            LocalDate starts,
            LocalDate ends,
            @Nullable String note,
            boolean approved) {}

    private void trips(List<SampleTrip> trips, Locale locale) {
        var rows = trips.stream()
                .map(t -> new TripRow(
                        t.number(),
                        t.vehicle(),
                        t.carrier(),
                        t.startsOn(),
                        t.endsOn(),
                        t.own() ? null : texts.text(locale, "demo.tripNote"),
                        t.approved()))
                .toList();
        jdbc.sql("""
                INSERT INTO trip (company_id, number, vehicle, carrier, starts_on, ends_on, note, approved_at, approved_by, created_at)
                SELECT current_company(), r.number, r.vehicle, r.carrier, r.starts, r.ends, r.note,
                       CASE WHEN r.approved THEN least(r.ends + interval '31 hours', now()) END,
                       CASE WHEN r.approved THEN current_actor() END, least(r.starts - interval '15 hours', now())
                  FROM jsonb_to_recordset(:rows::jsonb)
                       AS r (number text, vehicle text, carrier text, starts date, ends date, note text, approved boolean)
                 ORDER BY r.number
                """).param("rows", json.writeValueAsString(rows)).update();
    }

    private record OrderRow(
            String number,
            String customer,
            @Nullable String contact,
            @Nullable String trip,
            @Nullable String invoice,
            LocalDate ordered,
            String reference,
            @Nullable String invoiceNote,
            @Nullable String note) {}

    private OrderRow order(SampleOrder o, Map<String, String> trips, Locale locale) {
        return new OrderRow(
                o.number(),
                o.customer().externalId(),
                SampleContact.ordering(o.customer()).map(SampleContact::email).orElse(null),
                trips.get(o.number()),
                o.invoice().map(SampleInvoice::number).orElse(null),
                o.ordered(),
                o.reference(),
                o.invoiceNote()
                        .map(n -> texts.text(locale, "demo.invoiceNote." + n))
                        .orElse(null),
                o.note().map(n -> texts.text(locale, "demo.orderNote." + n)).orElse(null));
    }

    /// How they are sent and who looks after them stands on the client card, as for every new order.
    private void orders(List<OrderRow> rows) {
        jdbc.sql("""
                INSERT INTO customer_order (company_id, number, customer_id, contact_id, account_manager_id, trip_id, invoice_id, order_date,
                                            customer_reference, currency, payment_terms_days, invoice_delivery, pod_delivery,
                                            invoice_note, note, created_at, created_by)
                SELECT current_company(), r.number, c.id, k.id, c.account_manager_id, t.id, i.id, r.ordered,
                       r.reference, c.currency, c.payment_terms_days, c.invoice_delivery, c.pod_delivery,
                       r."invoiceNote", r.note, least(r.ordered + interval '9 hours', now()), c.account_manager_id
                  FROM jsonb_to_recordset(:rows::jsonb)
                       AS r (number text, customer text, contact text, trip text, invoice text, ordered date, reference text,
                             "invoiceNote" text, note text)
                  JOIN customer c ON c.company_id = current_company() AND c.external_id = r.customer
                  LEFT JOIN contact k ON k.company_id = c.company_id AND k.customer_id = c.id AND k.email = r.contact
                  LEFT JOIN trip t ON t.company_id = c.company_id AND t.number = r.trip
                  LEFT JOIN invoice i ON i.company_id = c.company_id AND i.number = r.invoice
                 ORDER BY r.number
                """).param("rows", json.writeValueAsString(rows)).update();
    }

    private record CargoRow(
            String number,
            int position,
            String goods,
            int pallets,
            int weight,
            BigDecimal volume,
            SampleOrder.Stop loading,
            SampleOrder.Stop unloading) {}

    private List<CargoRow> cargo(SampleOrder o, Locale locale) {
        var rows = new ArrayList<CargoRow>();
        for (var c : o.cargo()) {
            rows.add(new CargoRow(
                    o.number(),
                    rows.size() + 1,
                    texts.text(locale, "demo.goods." + c.goods().code()),
                    c.pallets(),
                    c.goods().weight(c.pallets()),
                    c.goods().volume(c.pallets()),
                    c.loading(),
                    c.unloading()));
        }
        return rows;
    }

    private void cargo(List<CargoRow> rows) {
        jdbc.sql("""
                INSERT INTO order_cargo (company_id, order_id, position, description, packages, weight, volume, loading_place, unloading_place,
                                         loading_agreed, loading_planned, loading_actual, unloading_agreed, unloading_planned,
                                         unloading_actual)
                SELECT current_company(), o.id, r.position, r.goods, r.pallets, r.weight, r.volume, f.place, u.place,
                       f.agreed, f.planned, f.actual, u.agreed, u.planned, u.actual
                  FROM jsonb_to_recordset(:rows::jsonb)
                       AS r (number text, position int, goods text, pallets int, weight numeric, volume numeric, loading jsonb,
                             unloading jsonb)
                 CROSS JOIN jsonb_to_record(r.loading) AS f (place text, agreed date, planned date, actual date)
                 CROSS JOIN jsonb_to_record(r.unloading) AS u (place text, agreed date, planned date, actual date)
                  JOIN customer_order o ON o.company_id = current_company() AND o.number = r.number
                 ORDER BY o.id, r.position
                """).param("rows", json.writeValueAsString(rows)).update();
    }

    private record PriceRow(
            String number, int position, String service, int quantity, int price, int rate, String category) {}

    private List<PriceRow> prices(SampleOrder o, Locale locale) {
        var rows = new ArrayList<PriceRow>();
        for (var line : o.prices()) {
            rows.add(new PriceRow(
                    o.number(),
                    rows.size() + 1,
                    texts.text(locale, "demo.line." + line.kind(), line.route()),
                    line.quantity(),
                    line.unitPrice(),
                    o.vatRate(),
                    o.vatCategory()));
        }
        return rows;
    }

    private void prices(List<PriceRow> rows) {
        jdbc.sql("""
                INSERT INTO order_price (company_id, order_id, position, service, quantity, unit_price, vat_rate, vat_category)
                SELECT current_company(), o.id, r.position, r.service, r.quantity, r.price, r.rate, r.category
                  FROM jsonb_to_recordset(:rows::jsonb)
                       AS r (number text, position int, service text, quantity numeric, price numeric, rate numeric, category text)
                  JOIN customer_order o ON o.company_id = current_company() AND o.number = r.number
                 ORDER BY o.id, r.position
                """).param("rows", json.writeValueAsString(rows)).update();
    }

    /// An invoice's lines are its order's.
    private void tie() {
        ledger.quietly("""
                UPDATE customer_order o SET invoiced_cargo = %s WHERE o.company_id = current_company() AND o.invoice_id IS NOT NULL
                """.formatted(InvoiceContent.CARGO));
        ledger.quietly("""
                UPDATE invoice_line l SET order_id = o.id
                  FROM customer_order o
                 WHERE l.company_id = current_company() AND o.company_id = l.company_id AND o.invoice_id = l.invoice_id
                """);
    }
}
