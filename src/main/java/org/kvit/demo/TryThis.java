package org.kvit.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/// Five things to try, for the demo's first page (template `demo/tryThis`).
@Component
@ConditionalOnBooleanProperty("kvit.demo")
public class TryThis {
    private final DemoDirectory directory;

    TryThis(DemoDirectory directory) {
        this.directory = directory;
    }

    /// @param name of its texts: `demo.try.<name>` and `demo.try.<name>.hint`
    public record Step(String name, List<Link> links) {}

    /// @param text a key
    /// @param file what is downloaded; empty for a page to go to
    public record Link(String href, String text, String file) {
        public boolean isDownload() {
            return !file.isEmpty();
        }

        private static Link to(String href, String text) {
            return new Link(href, text, "");
        }
    }

    public List<Step> steps() {
        return List.of(
                new Step(
                        "import",
                        Stream.concat(
                                        directory.statements().stream().map(TryThis::download),
                                        Stream.of(Link.to("/payments/imports", "demo.try.import.go")))
                                .toList()),
                new Step("decide", List.of(Link.to("/payments?state=open", "demo.try.decide.go"))),
                new Step("remind", List.of(Link.to("/debtors", "demo.try.remind.go"))),
                new Step("mailbox", List.of(Link.to("/demo/mailbox", "demo.try.mailbox.go"))),
                new Step("promise", List.of(Link.to("/debtors", "demo.try.promise.go"))));
    }

    private static Link download(Path statement) {
        var name = statement.getFileName().toString();
        return new Link("/demo/statements/" + name, "demo.try.import.download", name);
    }
}
