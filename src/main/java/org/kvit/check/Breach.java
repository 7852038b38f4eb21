package org.kvit.check;

import org.kvit.base.Words;

/// Something that is not as it must be.
///
/// @param invariant the sentence that is broken
/// @param subject which row: `invoice RK-2026-00017`
/// @param expected what follows from the ground: empty where there is nothing to expect
/// @param found what the row says
public record Breach(Words invariant, String subject, String expected, String found) {}
