package org.kvit.payment;

import java.util.List;
import java.util.Optional;
import org.kvit.base.Words;

/// An imported statement file, and what goes with it if its import is undone.
///
/// @param payments that it brought and that still count
/// @param byHand of these payments' links those that somebody made, `automatic` the others
/// @param back payments that its reversals took back and that come back
/// @param rests what rests on it, so that it can't be undone; in words
/// @param undone by whom it was undone already
public record ImportToUndo(
        Statements.File file,
        int entries,
        int payments,
        int byHand,
        int automatic,
        int back,
        List<Words> rests,
        Optional<Statements.Undone> undone) {

    public boolean possible() {
        return rests.isEmpty() && undone.isEmpty();
    }

    /// What its reader has seen of it, as one line.
    public String seen() {
        return payments + "-" + byHand + "-" + automatic + "-" + back;
    }
}
