package org.kvit.payment;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// From keys to the places of what has them: a key may have several places. 39 bits of the key are kept, so that
/// about one in a hundred thousand look-ups for what isn't there finds something: whoever asks looks at what was found.
final class Postings {
    /// About 16 million places.
    static final int MOST = 1 << 24;

    private final SortedKeys keys;

    private Postings(SortedKeys keys) {
        this.keys = keys;
    }

    /// Collects keys, then sorts them once.
    static final class Building {
        private long[] keys;
        private int size;

        Building(int expected) {
            keys = new long[Math.max(16, expected)];
        }

        void add(long key, int place) {
            if (place >= MOST) {
                throw new IllegalArgumentException("more than " + MOST + " places");
            }
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, size + (size >> 1));
            }
            keys[size++] = head(key) | place;
        }

        Postings sorted() {
            return new Postings(new SortedKeys(keys, size));
        }
    }

    /// Whether there may be any. Nearly all questions are answered so.
    boolean has(long key) {
        if (!keys.mayHave(key)) {
            return false;
        }
        long head = head(key);
        int at = keys.firstFrom(head);
        return at < keys.size() && head(keys.get(at)) == head;
    }

    /// Tells the places of a key, in ascending order, no more than so many.
    void each(long key, int most, IntConsumer place) {
        long head = head(key);
        int from = keys.firstFrom(head);
        for (int at = from; at < keys.size() && at - from < most && head(keys.get(at)) == head; at++) {
            place.accept((int) (keys.get(at) & (MOST - 1)));
        }
    }

    private static long head(long key) {
        return key & -MOST;
    }
}
