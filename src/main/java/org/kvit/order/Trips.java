package org.kvit.order;

import java.util.List;
import java.util.Optional;
import org.kvit.api.Cursor;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.NumberSequences;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The trips of the bound company, and their approval.
@Service
public class Trips {
    private static final int MOST_OPEN = 200;

    private final JdbcClient jdbc;
    private final NumberSequences sequences;
    private final Companies companies;

    Trips(JdbcClient jdbc, NumberSequences sequences, Companies companies) {
        this.jdbc = jdbc;
        this.sequences = sequences;
        this.companies = companies;
    }

    /// A page of the list. @param next where the next page begins; empty on the last one
    public record Listed(List<Trip> trips, Optional<Cursor> next) {}

    /// @throws Refusal if there is no such trip
    @Transactional(readOnly = true)
    public Trip find(TripId id) {
        return jdbc.sql(TripRows.SELECT + " AND t.id = :id")
                .param("id", id.value())
                .query(TripRows::trip)
                .optional()
                .orElseThrow(() -> Refusal.notFound("trip.notFound"));
    }

    /// The newest first; for programs (`made`) as they were made.
    @Transactional(readOnly = true)
    public Listed list(TripFilter filter, boolean made, Optional<Cursor> after, int limit) {
        var behind = after.isEmpty() ? "" : made ? " AND t.id > :after" : " AND t.id < :after";
        var rows = jdbc.sql(TripRows.SELECT + """
                   AND (:any OR (t.approved_at IS NOT NULL) = :approved)
                   AND (:pattern = '%%' OR searchable(concat_ws(E'\\n', t.number, t.vehicle, t.carrier)) LIKE searchable(:pattern))
                """ + behind + " ORDER BY t.id" + (made ? "" : " DESC") + " LIMIT :limit")
                .param("any", filter.approved().isEmpty())
                .param("approved", filter.approved().orElse(false))
                .param("pattern", filter.pattern())
                .param("after", after.map(c -> c.number(0)).orElse(0L))
                .param("limit", limit + 1)
                .query(TripRows::trip)
                .list();
        if (rows.size() <= limit) {
            return new Listed(rows, Optional.empty());
        }
        var shown = rows.subList(0, limit);
        var last = Long.toString(shown.getLast().id().value());
        return new Listed(shown, Optional.of(Cursor.of(List.of(last))));
    }

    /// Those that orders can still be put on, the newest first; at most 200.
    @Transactional(readOnly = true)
    public List<Trip> open() {
        return list(TripFilter.of("open", ""), false, Optional.empty(), MOST_OPEN)
                .trips();
    }

    /// @throws Refusal naming each field that won't do, or if the number is taken
    @Transactional
    public TripId create(TripEntry trip) {
        TripRules.check(trip);
        var on = trip.startsOn().orElseGet(companies::today);
        var number = trip.number().orElseGet(() -> OrderSeries.TRIP.next(sequences, on));
        return new TripId(kept(number, values(jdbc.sql("""
                INSERT INTO trip (company_id, number, vehicle, carrier, starts_on, ends_on, note)
                VALUES (current_company(), :number, :vehicle, :carrier, :starts::date, :ends::date, :note) RETURNING id
                """), trip, number)));
    }

    /// @throws Refusal as [#create]; if there is no such trip, or it is approved
    @Transactional
    public void change(TripId id, TripEntry trip) {
        var before = requireOpen(id);
        TripRules.check(trip);
        var number = trip.number().orElse(before.number());
        kept(number, values(jdbc.sql("""
                UPDATE trip
                   SET number = :number, vehicle = :vehicle, carrier = :carrier, starts_on = :starts::date, ends_on = :ends::date,
                       note = :note
                 WHERE company_id = current_company() AND id = :id
                RETURNING id
                """), trip, number).param("id", id.value()));
    }

    /// Locks cargo and prices of its orders. An approved trip stays as it is.
    /// @throws Refusal if there is no such trip
    @Transactional
    public void approve(TripId id) {
        find(id);
        jdbc.sql("""
                UPDATE trip SET approved_at = now(), approved_by = current_actor()
                 WHERE company_id = current_company() AND id = :id AND approved_at IS NULL
                """).param("id", id.value()).update();
    }

    /// Unlocks them again. A trip that isn't approved stays so.
    /// @throws Refusal if there is no such trip
    @Transactional
    public void removeApproval(TripId id) {
        find(id);
        jdbc.sql("""
                UPDATE trip SET approved_at = NULL, approved_by = NULL
                 WHERE company_id = current_company() AND id = :id AND approved_at IS NOT NULL
                """).param("id", id.value()).update();
    }

    /// Locks the trip for the transaction, and looks.
    private Trip requireOpen(TripId id) {
        jdbc.sql("SELECT id FROM trip WHERE company_id = current_company() AND id = :id FOR NO KEY UPDATE")
                .param("id", id.value())
                .query()
                .listOfRows();
        var trip = find(id);
        if (trip.isApproved()) {
            throw Refusal.conflict("trip.approved.locked", trip.number());
        }
        return trip;
    }

    private static JdbcClient.StatementSpec values(JdbcClient.StatementSpec statement, TripEntry trip, String number) {
        return statement
                .param("number", number)
                .param("vehicle", trip.vehicle().orElse(null))
                .param("carrier", trip.carrier().orElse(null))
                .param("starts", trip.startsOn().orElse(null))
                .param("ends", trip.endsOn().orElse(null))
                .param("note", trip.note().orElse(null));
    }

    private static long kept(String number, JdbcClient.StatementSpec statement) {
        try {
            return statement.query(Long.class).single();
        } catch (DuplicateKeyException e) {
            throw Refusal.conflict("trip.number.taken", number);
        }
    }
}
