package org.kvit.banklink;

import java.io.IOException;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.springframework.stereotype.Component;

/// Tries a bank link's settings, saved or not: goes there, signs in, looks into the directory, and touches nothing.
@Component
public class LinkTest {
    private final BankLinks links;
    private final Sources sources;

    LinkTest(BankLinks links, Sources sources) {
        this.links = links;
        this.sources = sources;
    }

    /// What came of a test.
    public sealed interface Outcome {
        /// @param files in the directory; `matching` of them by the pattern
        record Reached(int files, int matching) implements Outcome {}

        /// The server has shown a key that nobody has confirmed yet. It was told nothing.
        record NewHostKey(String fingerprint) implements Outcome {}

        record Failed(Words why) implements Outcome {}
    }

    /// @param id of the link whose secrets may be used, if it is one that is kept
    /// @throws Refusal naming each field that won't do
    Outcome run(Optional<BankLinkId> id, Setup setup) {
        var secrets = links.secretsOf(id, setup);
        try (var source = sources.open(link(setup), secrets)) {
            var pattern = new FilePattern(setup.pattern());
            var found = source.list();
            return new Outcome.Reached(found.size(), (int)
                    found.stream().filter(f -> pattern.matches(f.name())).count());
        } catch (Refusal refusal) {
            return refusal.words().key().equals("banklink.problem.hostKey.new")
                    ? new Outcome.NewHostKey(
                            String.valueOf(refusal.words().args().getFirst()))
                    : new Outcome.Failed(refusal.words());
        } catch (IOException e) {
            return new Outcome.Failed(Words.of("banklink.problem.lost"));
        }
    }

    private static BankLink link(Setup s) {
        return new BankLink(
                new BankLinkId(0),
                s.name(),
                s.kind(),
                s.active(),
                s.directory(),
                s.pattern(),
                Optional.of(s.archive()).filter(a -> !a.isEmpty()),
                new Timetable(s.everyMinutes(), s.hours()),
                s.sftp()
                        ? Optional.of(new BankLink.Server(
                                s.host(), s.port(), s.user(), s.hostKeys(), s.signIn(), Optional.empty()))
                        : Optional.empty());
    }
}
