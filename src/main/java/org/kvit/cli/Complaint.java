package org.kvit.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.ui.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.PortInUseException;

/// What went wrong, in words for the terminal; never a stack trace.
final class Complaint {
    private static final Logger log = LoggerFactory.getLogger(Complaint.class);

    private final Locale language;
    private final Texts texts;

    Complaint(Locale language) {
        this.language = language;
        try {
            texts = new Texts();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One line or more. A refusal may lie below what Spring wrapped around it.
    List<String> about(Exception e) {
        log.debug("the command failed", e);
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return about(refusal);
            }
            if (cause instanceof PortInUseException taken) {
                return List.of(text(Words.of("cli.portInUse", Integer.toString(taken.getPort()))));
            }
        }
        var root = Stream.<Throwable>iterate(e, t -> t != null, Throwable::getCause)
                .reduce(e, (_, deepest) -> deepest);
        return List.of(text(Words.of("cli.broke", root.getMessage() == null ? root.toString() : root.getMessage())));
    }

    private List<String> about(Refusal refusal) {
        var lines = new ArrayList<String>();
        lines.add(text(refusal.words()));
        refusal.faults().forEach(f -> lines.add("  " + f.field() + ": " + text(f.words())));
        return lines;
    }

    String text(Words words) {
        return texts.words(language, words);
    }
}
