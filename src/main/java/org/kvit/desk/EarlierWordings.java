package org.kvit.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kvit.company.History;
import org.kvit.correspondence.Entry;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The history of a note, in what a person wrote: without the columns that the program keeps for itself, and with
/// contacts by name.
@Component
class EarlierWordings {
    private static final Set<String> WRITTEN =
            Set.of("text", "contact_id", "promised_on", "promised_amount", "next_action_on", "next_action_done_on");

    private final History history;
    private final DeskReadings readings;

    EarlierWordings(History history, DeskReadings readings) {
        this.history = history;
        this.readings = readings;
    }

    /// Newest first.
    @Transactional(readOnly = true)
    public List<History.Change> of(Entry entry) {
        var names = readings.contacts(entry.customer()).stream()
                .collect(Collectors.toMap(c -> Long.toString(c.id()), DebtorPane.Contact::name));
        return history.of("correspondence", entry.id().value()).stream()
                .map(change -> readable(change, names))
                .filter(change ->
                        change.action().equals("created") || !change.fields().isEmpty())
                .toList();
    }

    private static History.Change readable(History.Change change, Map<String, String> contacts) {
        var fields = change.fields().stream()
                .filter(field -> WRITTEN.contains(field.name()))
                .map(field -> field.name().equals("contact_id")
                        ? new History.Field(field.name(), name(field.before(), contacts), name(field.after(), contacts))
                        : field)
                .toList();
        return new History.Change(change.at(), change.user(), change.via(), change.subject(), change.action(), fields);
    }

    private static Optional<String> name(Optional<String> id, Map<String, String> contacts) {
        return id.map(number -> contacts.getOrDefault(number, number));
    }
}
