package org.kvit.check;

import org.kvit.base.Words;

/// One thing that must always be true.
///
/// @param name as in the bundle: `check.<name>` is the sentence
/// @param sql finds what breaks it, for the transaction's company: columns `subject`, `expected`,
/// `found`, all text
record Invariant(String name, String sql) {
    Words sentence() {
        return Words.of("check." + name);
    }
}
