package org.kvit.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Words;

/// Papers that were asked to be sent, and what became of them.
///
/// @param job that writes them; empty for one customer's
/// @param letters those first that nothing came of; not more than are shown
public record Sending(
        long id,
        Asked asked,
        Optional<Long> job,
        Instant at,
        long ordered,
        long written,
        long left,
        List<Letter> letters) {
    /// @param mailState of its e-mail, as the outbox has it
    /// @param leftOut why nothing went out
    public record Letter(
            long id,
            long customer,
            String name,
            String state,
            Optional<Long> mail,
            Optional<String> mailState,
            List<String> recipients,
            Optional<Words> leftOut) {}

    public long all() {
        return ordered + written + left;
    }

    public int percent() {
        return all() == 0 ? 100 : (int) ((written + left) * 100 / all());
    }
}
