package org.kvit.reminder;

import org.kvit.base.Words;

/// An ordered letter that came to nothing.
record Dropped(Ordered ordered, Words reason) {}
