package org.kvit.banklink;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Reads a link once: opens it, goes through its files ([FileRound]), and notes what came of it.
@Component
class LinkReading {
    private static final Logger log = LoggerFactory.getLogger(LinkReading.class);
    /// Subdirectory for files that could not be imported.
    static final String FAILED = "failed";

    private final BankLinks links;
    private final Sources sources;
    private final LinkPolls polls;
    private final LinkFiles files;
    private final FileImport imports;
    private final Settling settling;

    LinkReading(
            BankLinks links, Sources sources, LinkPolls polls, LinkFiles files, FileImport imports, Settling settling) {
        this.links = links;
        this.sources = sources;
        this.polls = polls;
        this.files = files;
        this.imports = imports;
        this.settling = settling;
    }

    /// @param problem why the directory could not be read, or not to the end
    record Result(LinkPolls.Tally tally, Optional<Words> problem) {}

    /// Whoever calls holds the link's [Claim]. Never throws what the outside world does: that is in the result.
    Result read(BankLink link) {
        long poll = polls.open(link.id());
        var round = new FileRound(link, files, imports, settling);
        var problem = problemOf(link, round);
        polls.close(link, poll, round.tally(), problem);
        return new Result(round.tally(), problem);
    }

    private Optional<Words> problemOf(BankLink link, FileRound round) {
        try (var source = sources.open(link, links.secrets(link.id()))) {
            round.go(source);
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal.words());
        } catch (InterruptedIOException | InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(Words.of("banklink.problem.stopped"));
        } catch (IOException e) {
            log.info("bank link {} was cut off: {}", link.id().value(), e.getMessage());
            return Optional.of(Words.of("banklink.problem.lost"));
        } catch (Exception e) {
            log.error("reading bank link {} broke", link.id().value(), e);
            return Optional.of(Words.of("banklink.problem.broke"));
        }
    }
}
