package org.kvit.order;

import java.util.List;
import org.kvit.ui.TableFile;

/// Trips as a file: a row each.
final class TripFile {
    static final List<String> COLUMNS = List.of(
            "number", "vehicle", "carrier", "starts_on", "ends_on", "orders", "approved_at", "approved_by", "note");

    private TripFile() {}

    static void write(TableFile file, Trip trip) {
        file.row(
                trip.number(),
                trip.vehicle(),
                trip.carrier(),
                trip.startsOn(),
                trip.endsOn(),
                trip.orders(),
                trip.approval().map(a -> a.at().toString()),
                trip.approval().flatMap(Trip.Approval::by),
                trip.note());
    }
}
