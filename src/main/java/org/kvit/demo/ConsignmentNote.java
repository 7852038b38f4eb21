package org.kvit.demo;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Random;

/// A signed and stamped CMR consignment note, as it comes out of a scanner: a little askew.
final class ConsignmentNote {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final int LEFT = 40;
    private static final int MIDDLE = 297;

    private final PlainPdf page = new PlainPdf();
    private final Random random;

    private ConsignmentNote(Random random) {
        this.random = random;
    }

    static byte[] of(SampleOrder order, SampleOrder.Cargo cargo, String goods, Optional<SampleTrip> trip) {
        return new ConsignmentNote(new Random(
                        order.number().hashCode() + 31L * order.cargo().indexOf(cargo)))
                .draw(order, cargo, goods, trip);
    }

    private byte[] draw(SampleOrder order, SampleOrder.Cargo cargo, String goods, Optional<SampleTrip> trip) {
        var customer = order.customer();
        boolean out = cargo.loading().place().equals(customer.city());
        var us = customer.name() + "|" + customer.street() + "|" + customer.postalCode() + " " + customer.city();
        var other = (out ? cargo.unloading() : cargo.loading()).place();
        var them = "Logistikzentrum " + other + "|Gate " + (1 + random.nextInt(40)) + "|" + other;
        page.colour(0.965, 0.96, 0.94).filled(0, 0, 595, 842).turned(random.nextDouble() * 1.2 - 0.6);
        page.colour(0.1, 0.25, 0.5).lines(0.8);
        page.bold(470, 62, 26, "CMR").text(LEFT, 50, 8, "INTERNATIONAL CONSIGNMENT NOTE");
        page.text(
                LEFT,
                62,
                7,
                "This carriage is subject, notwithstanding any clause to the contrary, to the CMR Convention.");
        box(LEFT, 72, 257, 78, "1 Sender", out ? us : them);
        box(
                MIDDLE,
                72,
                258,
                78,
                "16 Carrier",
                trip.filter(t -> !t.own())
                        .map(SampleTrip::carrier)
                        .orElse("Baltic Freight SIA|Ganibu dambis 24|LV-1005 Riga"));
        box(LEFT, 150, 257, 78, "2 Consignee", out ? them : us);
        box(
                MIDDLE,
                150,
                258,
                78,
                "Vehicle / trailer",
                trip.map(SampleTrip::vehicle).orElse("")
                        + trip.filter(SampleTrip::own)
                                .map(t -> "|" + t.carrier())
                                .orElse(""));
        box(LEFT, 228, 257, 52, "3 Place of delivery", cargo.unloading().place());
        box(MIDDLE, 228, 258, 52, "5 Documents attached", "Packing list|" + order.reference());
        box(
                LEFT,
                280,
                515,
                48,
                "4 Place and date of taking over the goods",
                cargo.loading().place() + ", " + date(cargo.loading()));
        box(LEFT, 328, 515, 210, "6-12 Marks, number of packages, nature of the goods, gross weight kg, volume m3", "");
        page.colour(0.12, 0.12, 0.14);
        page.text(50, 368, 11, "EUR " + cargo.pallets() + " pll").text(150, 368, 11, goods);
        page.text(400, 368, 11, cargo.goods().weight(cargo.pallets()) + " kg");
        page.text(480, 368, 11, cargo.goods().volume(cargo.pallets()) + " m3").text(50, 390, 10, order.number());
        page.colour(0.1, 0.25, 0.5);
        box(LEFT, 538, 515, 60, "13 Sender's instructions", "");
        box(LEFT, 598, 171, 150, "22 Signature and stamp of the sender", "");
        box(211, 598, 172, 150, "23 Signature and stamp of the carrier", "");
        box(383, 598, 172, 150, "24 Goods received", cargo.unloading().place() + ", " + date(cargo.unloading()));
        signed(110, 690);
        signed(280, 690);
        signed(450, 690);
        stamp(500, 700, out ? other : customer.city());
        stamp(160, 705, out ? customer.city() : other);
        return page.bytes();
    }

    private void box(double x, double y, double width, double height, String heading, String lines) {
        page.colour(0.1, 0.25, 0.5).box(x, y, width, height).text(x + 4, y + 10, 6.5, heading);
        page.colour(0.12, 0.12, 0.14);
        double at = y + 26;
        for (var line : lines.split("\\|")) {
            page.text(x + 10, at, 10, line);
            at += 14;
        }
    }

    private static String date(SampleOrder.Stop stop) {
        return stop.actual().map((LocalDate on) -> on.format(DATE)).orElse("");
    }

    private void signed(double x, double y) {
        page.colour(0.08, 0.13, 0.45).lines(1.1);
        var points = new double[2 + 6 * 5];
        points[0] = x - 40;
        points[1] = y;
        for (int i = 2; i < points.length; i += 2) {
            points[i] = points[i - 2] + 6 + random.nextInt(8) - (i % 6 == 0 ? 9 : 0);
            points[i + 1] = y + random.nextInt(34) - 20;
        }
        page.pen(points);
    }

    private void stamp(double x, double y, String place) {
        page.colour(0.35, 0.3, 0.65).lines(1.4).circle(x, y, 34).lines(0.7).circle(x, y, 29);
        page.bold(x - 20, y - 2, 7, "RECEIVED").text(x - 20, y + 8, 6.5, place);
    }
}
