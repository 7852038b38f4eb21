package org.kvit.attachment;

import org.kvit.base.Words;

/// What is wrong with a file that was sent.
///
/// @param name as it was sent
public record Problem(String name, Words words) {}
