package org.kvit.mail;

import java.util.Optional;
import org.kvit.base.Words;

/// Where an attempt leaves a mail.
record Step(MailState state, Optional<Words> problem) {

    /// @param attempts made so far, this one included
    static Step after(Handover handover, int attempts) {
        return switch (handover) {
            case Handover.Taken taken when taken.refusals().isEmpty() -> new Step(MailState.SENT, Optional.empty());
            case Handover.Taken taken ->
                step(MailState.SENT, "mail.problem.someRefused", String.join("; ", taken.refusals()));
            case Handover.Refused(var words) -> step(MailState.FAILED, "mail.problem.refused", words);
            case Handover.Impossible(var why) -> new Step(MailState.FAILED, Optional.of(why));
            case Handover.Deferred(var words)
            when attempts < Retries.MOST -> step(MailState.QUEUED, "mail.problem.deferred", words);
            case Handover.Deferred(var words) -> step(MailState.FAILED, "mail.problem.exhausted", words);
            case Handover.Unknown(var words) -> step(MailState.UNCERTAIN, "mail.problem.unknown", words);
        };
    }

    private static Step step(MailState state, String problem, String words) {
        return new Step(state, Optional.of(Words.of(problem, words)));
    }
}
