package org.kvit.demo;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/// Six things to try, for the demo's first page (template `demo/tryThis`).
@Component
@ConditionalOnBooleanProperty("kvit.demo")
public class TryThis {
    private final DemoDirectory directory;

    TryThis(DemoDirectory directory) {
        this.directory = directory;
    }

    /// @param name of its texts: `demo.try.<name>`, `….hint`, and `….go` on the way to `href`
    /// @param files names of statements to save first
    public record Step(String name, String href, List<String> files) {}

    public List<Step> steps() {
        var statements = directory.statements().stream()
                .map(file -> file.getFileName().toString())
                .toList();
        return List.of(
                new Step("import", "/imports/statements", statements),
                new Step("decide", "/payments?state=open", List.of()),
                new Step("remind", "/debtors", List.of()),
                new Step("mailbox", "/demo/mailbox", List.of()),
                new Step("promise", "/debtors", List.of()),
                new Step("order", "/orders?state=pod_missing", List.of()));
    }
}
