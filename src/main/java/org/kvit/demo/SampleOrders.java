package org.kvit.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.kvit.demo.SampleOrder.Cargo;
import org.kvit.demo.SampleOrder.Fate;
import org.kvit.demo.SampleOrder.Stop;

/// The last weeks' sixty orders in every state. The invoiced ones explain invoices of the trade line by
/// line. The same for the same day. Pure.
final class SampleOrders {
    /// Where transport is export.
    static final Set<String> ABROAD = Set.of("Oslo", "London", "Zürich");

    private static final long SEED = 20_260_202;
    private static final int INVOICED = 22;
    private static final List<String> ENDS =
            List.of("Hamburg", "Rotterdam", "Gdańsk", "Helsinki", "Wien", "Stockholm", "Poznań", "Lyon");
    /// Customers by position, who have so many orders on one draft, or on one invoice that is to be sent.
    private static final Map<Integer, Integer> DRAFTS = new TreeMap<>(Map.of(0, 1, 20, 2, 46, 3));
    private static final Map<Integer, Integer> APPROVED = new TreeMap<>(Map.of(3, 1, 33, 2, 44, 1, 53, 2));
    private static final List<Integer> DELIVERED = List.of(8, 15, 22, 30, 36, 48, 52, 20);
    private static final List<Integer> PROOFLESS = List.of(5, 25, 35, 43);
    private static final List<Integer> UNDER_WAY = List.of(0, 12, 18, 31, 40, 46, 55);
    private static final List<Integer> AHEAD = List.of(3, 17, 23, 32, 41, 50, 58);

    private final Random random = new Random(SEED);
    private final LocalDate today;
    private final List<SampleCustomer> customers;
    private final List<SampleOrder> orders = new ArrayList<>();

    private SampleOrders(LocalDate today, List<SampleCustomer> customers) {
        this.today = today;
        this.customers = customers;
    }

    /// In the order of their numbers.
    static List<SampleOrder> of(SampleTrade trade, List<SampleCustomer> customers, LocalDate today) {
        return new SampleOrders(today, customers).make(trade);
    }

    private List<SampleOrder> make(SampleTrade trade) {
        explained(trade).forEach(this::invoiced);
        DRAFTS.forEach((customer, count) -> add(Fate.DRAFT, customer, count));
        APPROVED.forEach((customer, count) -> add(Fate.APPROVED, customer, count));
        DELIVERED.forEach(customer -> add(Fate.DELIVERED, customer, 1));
        PROOFLESS.forEach(customer -> add(Fate.PROOFLESS, customer, 1));
        UNDER_WAY.forEach(customer -> add(Fate.UNDER_WAY, customer, 1));
        AHEAD.forEach(customer -> add(Fate.AHEAD, customer, 1));
        return numbered();
    }

    /// The newest sent invoices, of each country in turn.
    private List<SampleInvoice> explained(SampleTrade trade) {
        var byCountry = new TreeMap<String, List<SampleInvoice>>();
        trade.invoices().reversed().stream()
                .filter(i -> i.approved() && i.issued().isBefore(today.minusDays(3)))
                .filter(i -> i.fate() != SampleInvoice.Fate.PARTLY)
                .forEach(i -> byCountry
                        .computeIfAbsent(i.customer().country(), _ -> new ArrayList<>())
                        .add(i));
        return IntStream.range(0, INVOICED)
                .mapToObj(n -> List.copyOf(byCountry.values())
                        .get(n % byCountry.size())
                        .get(n / byCountry.size()))
                .toList();
    }

    private void invoiced(SampleInvoice invoice) {
        var places = invoice.lines().getFirst().route().split(" – ", 2);
        var unloaded = invoice.issued().minusDays(random.nextInt(1, 5));
        var goods = SampleGoods.of(invoice.customer());
        var cargo = List.of(cargo(
                goods.pallets(random),
                Fate.INVOICED,
                invoice.customer(),
                places[0],
                places[1],
                unloaded.minusDays(random.nextInt(3, 6)),
                unloaded));
        add(Fate.INVOICED, invoice.customer(), cargo, invoice.lines(), Optional.of(invoice));
    }

    private void add(Fate fate, int position, int count) {
        IntStream.range(0, count).forEach(_ -> add(fate, customers.get(position)));
    }

    private void add(Fate fate, SampleCustomer customer) {
        boolean abroad = customer.country().equals("LV") && random.nextInt(3) == 0 && fate != Fate.DRAFT;
        var ends = abroad ? ABROAD.stream().sorted().toList() : ENDS;
        var other = ends.get(random.nextInt(ends.size()));
        boolean out = abroad || random.nextInt(3) > 0;
        int daysOff = switch (fate) {
            case UNDER_WAY -> random.nextInt(0, 4);
            case AHEAD -> random.nextInt(6, 14);
            case PROOFLESS -> -random.nextInt(4, 10);
            default -> -random.nextInt(1, 7);
        };
        var unloading = today.plusDays(daysOff);
        var loading = fate == Fate.UNDER_WAY
                ? today.minusDays(random.nextInt(1, 3))
                : unloading.minusDays(random.nextInt(3, 6));
        int pallets = SampleGoods.of(customer).pallets(random);
        boolean second = !abroad && pallets > 3 && random.nextInt(4) == 0;
        int first = second ? pallets / 2 : pallets;
        var cargo = new ArrayList<Cargo>();
        cargo.add(cargo(
                first,
                fate,
                customer,
                out ? customer.city() : other,
                out ? other : customer.city(),
                loading,
                unloading));
        if (second) {
            cargo.add(cargo(
                    pallets - first,
                    fate,
                    customer,
                    cargo.getFirst().loading().place(),
                    out ? "Berlin" : "Rīga",
                    loading,
                    unloading));
        }
        add(fate, customer, cargo, prices(customer, cargo, second), Optional.empty());
    }

    /// Two in seven come a day late; what isn't unloaded yet may be planned for later than was agreed.
    private Cargo cargo(
            int pallets,
            Fate fate,
            SampleCustomer customer,
            String from,
            String to,
            LocalDate loading,
            LocalDate unloading) {
        var goods = SampleGoods.of(customer);
        boolean loaded = fate != Fate.AHEAD;
        boolean late = loaded && random.nextInt(7) < 2;
        return new Cargo(
                goods, pallets, stop(from, loading, false, loaded), stop(to, unloading, late, fate.delivered()));
    }

    private static Stop stop(String place, LocalDate on, boolean late, boolean done) {
        var day = done ? workingDayBefore(on) : workingDayAfter(on);
        var agreed = late ? workingDayBefore(day.minusDays(1)) : day;
        return new Stop(place, agreed, done ? agreed : day, Optional.of(day).filter(_ -> done));
    }

    private static LocalDate workingDayBefore(LocalDate day) {
        int weekday = day.getDayOfWeek().getValue();
        return weekday > 5 ? day.minusDays(weekday - 5L) : day;
    }

    private static LocalDate workingDayAfter(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY
                ? day.plusDays(2)
                : day.getDayOfWeek() == DayOfWeek.SUNDAY ? day.plusDays(1) : day;
    }

    private List<SampleInvoice.Line> prices(SampleCustomer customer, List<Cargo> cargo, boolean second) {
        boolean crowns = customer.currency().equals("CZK");
        var first = cargo.getFirst();
        var route = first.loading().place() + " – " + first.unloading().place();
        var lines = new ArrayList<SampleInvoice.Line>();
        lines.add(new SampleInvoice.Line("freight", route, 1, (70 + random.nextInt(260)) * (crowns ? 125 : 5)));
        if (second) {
            lines.add(new SampleInvoice.Line("secondStop", "", 1, crowns ? 2200 : 90));
        }
        if (ABROAD.contains(first.unloading().place())) {
            lines.add(new SampleInvoice.Line("customs", "", 1, crowns ? 1850 : 75));
        }
        if (random.nextInt(3) == 0) {
            lines.add(new SampleInvoice.Line("tailLift", "", 1, crowns ? 1400 : 55));
        }
        if (random.nextInt(4) == 0) {
            lines.add(new SampleInvoice.Line("waiting", "", random.nextInt(2, 6), crowns ? 1100 : 45));
        }
        return lines;
    }

    private void add(
            Fate fate,
            SampleCustomer customer,
            List<Cargo> cargo,
            List<SampleInvoice.Line> prices,
            Optional<SampleInvoice> invoice) {
        int n = orders.size();
        var ordered =
                workingDayBefore(min(today, cargo.getFirst().loading().agreed()).minusDays(random.nextInt(1, 5)));
        var reference = switch (customer.position() % 4) {
            case 0 -> "PO-%d".formatted(48_100 + 7 * n);
            case 1 -> "45000%05d".formatted(31_870 + 13 * n);
            case 2 -> "%d/%d".formatted(ordered.getYear() % 100, 410 + n);
            default ->
                customer.country() + "-" + customer.domain().substring(0, 3).toUpperCase(Locale.ROOT) + (200 + n);
        };
        orders.add(new SampleOrder(
                "",
                customer,
                fate,
                ordered,
                reference,
                List.copyOf(cargo),
                List.copyOf(prices),
                invoice,
                Optional.of(n % 4).filter(_ -> n % 5 == 2),
                Optional.of(n % 3).filter(_ -> n % 7 == 3)));
    }

    private static LocalDate min(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }

    /// As they came in. So many came before in the year of the first one.
    private List<SampleOrder> numbered() {
        var sorted = orders.stream()
                .sorted(Comparator.comparing(SampleOrder::ordered))
                .toList();
        var first = sorted.getFirst().ordered();
        var next = new HashMap<>(Map.of(first.getYear(), 2 * first.getDayOfYear() + 1));
        return sorted.stream()
                .map(o -> o.numbered("O-%d-%05d"
                        .formatted(o.ordered().getYear(), next.merge(o.ordered().getYear(), 1, Integer::sum))))
                .toList();
    }
}
