package org.kvit.bench;

import java.util.List;

/// Jobs that are measured together because one needs what the other left.
interface Scenario {
    /// What is read from its steps.
    List<Figure> figures();

    /// So many items, from small to large: growth is told between the first and the last.
    List<Integer> sizes(boolean quick);

    /// Makes what all repetitions of a size share; not measured.
    void prepare(int size) throws Exception;

    /// Does everything once, in a fresh state. What is to be measured runs inside [Steps#time].
    void once(int size, Steps steps) throws Exception;
}
