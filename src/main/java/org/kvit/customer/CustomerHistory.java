package org.kvit.customer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kvit.company.History;
import org.kvit.company.People;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What was changed about a customer and its contacts, those included that are gone.
@Service
public class CustomerHistory {
    private static final int MOST_CONTACTS = 400;

    private final JdbcClient jdbc;
    private final History history;
    private final People people;
    private final ReminderPolicies policies;

    CustomerHistory(JdbcClient jdbc, History history, People people, ReminderPolicies policies) {
        this.jdbc = jdbc;
        this.history = history;
        this.people = people;
        this.policies = policies;
    }

    /// The changes of the card, or of one contact. @param contact its name, the last one if it is gone; empty: the card
    public record Section(Optional<String> contact, boolean gone, List<History.Change> changes) {}

    private record Once(long id, String name, boolean gone) {}

    /// The card first, then the contacts, the newest first.
    @Transactional(readOnly = true)
    public List<Section> of(CustomerId customer) {
        var names = new HashMap<>(people.all().stream()
                .collect(Collectors.toMap(p -> "account_manager_id " + p.id().value(), People.Person::name)));
        policies.offered().names().forEach((id, name) -> names.put("reminder_policy_id " + id, name));
        var contacts = contacts(customer);
        var changes = history.of("contact", contacts.stream().map(Once::id).toList());
        var sections = new ArrayList<Section>();
        sections.add(new Section(Optional.empty(), false, readable(history.of("customer", customer.value()), names)));
        contacts.forEach(c -> sections.add(new Section(
                Optional.of(c.name()), c.gone(), readable(changes.getOrDefault(c.id(), List.of()), names))));
        return sections;
    }

    private List<Once> contacts(CustomerId customer) {
        return jdbc.sql("""
                SELECT a.subject_id, coalesce(max(p.name), max(a.before ->> 'name'), '') AS name, max(p.id) IS NULL AS gone
                  FROM audit a
                  LEFT JOIN contact p ON p.company_id = a.company_id AND p.id = a.subject_id
                 WHERE a.company_id = current_company() AND a.subject = 'contact'
                   AND coalesce(a.after, a.before) ->> 'customer_id' = :customer
                 GROUP BY a.subject_id
                 ORDER BY a.subject_id DESC
                 LIMIT :most
                """)
                .param("customer", Long.toString(customer.value()))
                .param("most", MOST_CONTACTS)
                .query((row, n) -> new Once(row.getLong("subject_id"), row.getString("name"), row.getBoolean("gone")))
                .list();
    }

    /// With the names of people and policies instead of their ids, and without what says nothing here.
    private static List<History.Change> readable(List<History.Change> changes, Map<String, String> names) {
        return changes.stream()
                .map(c -> new History.Change(
                        c.at(), c.user(), c.via(), c.subject(), c.action(), readableFields(c.fields(), names)))
                .toList();
    }

    private static List<History.Field> readableFields(List<History.Field> fields, Map<String, String> names) {
        return fields.stream()
                .filter(f -> !f.name().equals("customer_id"))
                .map(f -> new History.Field(
                        f.name(),
                        f.before().map(v -> named(f, v, names)),
                        f.after().map(v -> named(f, v, names))))
                .toList();
    }

    private static String named(History.Field field, String value, Map<String, String> names) {
        return names.getOrDefault(field.name() + " " + value, value);
    }
}
