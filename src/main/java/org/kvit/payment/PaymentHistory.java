package org.kvit.payment;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.base.Words;
import org.kvit.company.History;
import org.kvit.ui.Page;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// What happened to a payment: its own changes, the links that it got and lost, refunds and write-offs.
@Service
public class PaymentHistory {
    private final JsonMapper json;
    private final History history;
    private final LinkHistory links;
    private final SettlementHistory settlement;

    PaymentHistory(JsonMapper json, History history, LinkHistory links, SettlementHistory settlement) {
        this.json = json;
        this.history = history;
        this.links = links;
        this.settlement = settlement;
    }

    /// Newest first, in the reader's words.
    @Transactional(readOnly = true)
    public List<History.Change> of(PaymentId id, Page page) {
        return Stream.of(
                        history.of("payment", id.value()).stream().map(c -> readable(c, page)),
                        links.of(LinkHistory.Source.PAYMENT, id.value()).stream(),
                        settlement.of(id, page).stream())
                .flatMap(changes -> changes)
                .sorted(Comparator.comparing(History.Change::at).reversed())
                .toList();
    }

    /// Of what the table holds, only why it was taken back means something to a reader.
    private History.Change readable(History.Change change, Page page) {
        var fields = change.fields().stream()
                .filter(f -> f.name().equals("void_reason"))
                .map(f -> new History.Field(
                        f.name(), Optional.empty(), f.after().map(w -> page.words(json.readValue(w, Words.class)))))
                .toList();
        return new History.Change(change.at(), change.user(), change.via(), change.subject(), change.action(), fields);
    }
}
