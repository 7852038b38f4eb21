package org.kvit.bench;

/// A job as the report names it.
///
/// @param step of the scenario whose time it is
/// @param anchor the step of the same repetition that it is compared with
/// @param target the largest ratio of the two that is good enough
record Figure(String job, String step, String anchor, double target) {}
