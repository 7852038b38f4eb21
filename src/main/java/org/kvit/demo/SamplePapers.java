package org.kvit.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.kvit.attachment.AttachmentKind;
import org.kvit.attachment.AttachmentStore;
import org.kvit.base.Actor;
import org.kvit.base.CompanyId;
import org.kvit.base.Statistics;
import org.kvit.ui.Texts;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The files of the demo's orders: proofs of delivery, most of them scanned, some photographed, and what
/// customers sent when they ordered. All are stored at once, because each waits for the disk.
@Component
@ConditionalOnBooleanProperty("kvit.demo")
class SamplePapers {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Texts texts;
    private final AttachmentStore store;

    SamplePapers(JdbcClient jdbc, JsonMapper json, Texts texts, AttachmentStore store) {
        this.jdbc = jdbc;
        this.json = json;
        this.texts = texts;
        this.store = store;
    }

    private record Paper(String order, AttachmentKind kind, String name, LocalDate on, boolean photo, byte[] content) {}

    private record Row(String order, String kind, String name, String hash, long size, String type, LocalDate on) {}

    void write(List<SampleOrder> orders, List<SampleTrip> trips, String language) {
        var locale = Locale.of(language);
        var byOrder = new HashMap<String, SampleTrip>();
        trips.forEach(trip -> trip.orders().forEach(o -> byOrder.put(o.number(), trip)));
        var photo = PhonePhoto.bytes();
        var papers = new ArrayList<Paper>();
        for (var order : orders) {
            if (order.customer().position() % 4 == 0) {
                papers.add(ordered(order, locale));
            }
            papers.addAll(proofs(order, Optional.ofNullable(byOrder.get(order.number())), photo, locale));
        }
        insert(stored(papers));
        Statistics.lookAnew(jdbc, "attachment");
    }

    private Paper ordered(SampleOrder order, Locale locale) {
        var name = "%s.pdf".formatted(order.reference().replace('/', '-'));
        return new Paper(
                order.number(),
                AttachmentKind.ORDER_CONFIRMATION,
                name,
                order.ordered(),
                false,
                TransportOrder.of(order, kind -> texts.text(locale, "demo.goods." + kind.code())));
    }

    private List<Paper> proofs(SampleOrder order, Optional<SampleTrip> trip, byte[] photo, Locale locale) {
        var papers = new ArrayList<Paper>();
        for (var cargo : order.cargo().subList(0, order.proofs())) {
            boolean photographed = order.customer().position() % 9 == 3;
            var name =
                    "CMR-%s%s.%s".formatted(order.number(), papers.isEmpty() ? "" : "-2", photographed ? "png" : "pdf");
            papers.add(new Paper(
                    order.number(),
                    AttachmentKind.POD,
                    name,
                    cargo.unloading().actual().orElseThrow(),
                    photographed,
                    photographed
                            ? photo
                            : ConsignmentNote.of(
                                    order,
                                    cargo,
                                    texts.text(
                                            locale,
                                            "demo.goods." + cargo.goods().code()),
                                    trip)));
        }
        return papers;
    }

    private List<Row> stored(List<Paper> papers) {
        var company = Actor.currentCompany();
        List<Future<Row>> stored;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            stored = papers.stream()
                    .map(paper -> threads.submit(() -> stored(paper, company)))
                    .toList();
        }
        return stored.stream().map(Future::resultNow).toList();
    }

    private Row stored(Paper paper, CompanyId company) {
        try (var received = store.receive(new ByteArrayInputStream(paper.content()))) {
            received.keep(company);
            return new Row(
                    paper.order(),
                    paper.kind().code(),
                    paper.name(),
                    received.hash().hex(),
                    received.size(),
                    paper.photo() ? "image/png" : "application/pdf",
                    paper.on());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void insert(List<Row> rows) {
        jdbc.sql("""
                INSERT INTO attachment (company_id, order_id, kind, name, sha256, size, content_type, uploaded_at, uploaded_by)
                SELECT current_company(), o.id, r.kind, r.name, decode(r.hash, 'hex'), r.size, r.type,
                       least(r.on + interval '16 hours', now()), o.account_manager_id
                  FROM jsonb_to_recordset(:rows::jsonb)
                       AS r ("order" text, kind text, name text, hash text, size bigint, type text, "on" date)
                  JOIN customer_order o ON o.company_id = current_company() AND o.number = r."order"
                 ORDER BY r."on", o.id, r.name
                """).param("rows", json.writeValueAsString(rows)).update();
    }
}
