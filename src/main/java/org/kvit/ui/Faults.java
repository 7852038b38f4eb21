package org.kvit.ui;

import java.util.List;
import java.util.stream.Collectors;
import org.kvit.base.Refusal;

/// What is wrong with a form, field by field, for the template that shows it again.
public record Faults(List<Refusal.Fault> all) {
    public static final Faults NONE = new Faults(List.of());

    public static Faults of(Refusal refusal) {
        return new Faults(refusal.faults());
    }

    public boolean has(String field) {
        return all.stream().anyMatch(f -> f.field().equals(field));
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    public String text(Page page, String field) {
        return all.stream()
                .filter(f -> f.field().equals(field))
                .map(f -> page.words(f.words()))
                .collect(Collectors.joining(" "));
    }
}
