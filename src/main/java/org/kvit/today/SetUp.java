package org.kvit.today;

import java.util.List;
import java.util.Set;

/// How far the set-up is, for whom has a step of it to do.
///
/// @param steps all of them, in the order in which one does them
public record SetUp(List<Step> steps, Set<Step> done) {
    public boolean isDone(Step step) {
        return done.contains(step);
    }
}
