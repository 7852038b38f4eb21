package org.kvit.payment;

import java.util.Arrays;

/// Many keys in little space, found in constant time: sorted, with a directory of where the keys of each
/// range begin, and a filter that tells most of what isn't there at once. About eleven bytes a key. Keys are
/// evenly spread and not negative.
final class SortedKeys {
    /// Bits at the end that are none of the key's, but of the place it stands for.
    private static final int FILTERED = 24;

    private final long[] keys;
    private final int[] begins;
    private final int shift;
    private final long[] filter;

    /// @param keys not negative; becomes this object's own
    SortedKeys(long[] keys, int size) {
        this.keys = size == keys.length ? keys : Arrays.copyOf(keys, size);
        Arrays.sort(this.keys);
        int bits = Math.max(1, 63 - Long.numberOfLeadingZeros(Math.max(2, size / 2)));
        shift = 63 - bits;
        filter = new long[Math.max(1, Integer.highestOneBit(Math.max(1, size)) >> 2)];
        begins = new int[(1 << bits) + 1];
        int at = 0;
        for (int bucket = 0; bucket < begins.length; bucket++) {
            while (at < size && this.keys[at] >>> shift < bucket) {
                at++;
            }
            begins[bucket] = at;
        }
        for (long key : this.keys) {
            filter[word(key)] |= 1L << (key >>> FILTERED);
        }
    }

    /// False only if there is no key that begins with the same bits.
    boolean mayHave(long key) {
        return (filter[word(key)] & 1L << (key >>> FILTERED)) != 0;
    }

    private int word(long key) {
        return (int) (key >>> (FILTERED + 6)) & (filter.length - 1);
    }

    /// Where the first key not less than this stands; [#size] if there is none.
    int firstFrom(long key) {
        int bucket = (int) (key >>> shift);
        int low = begins[bucket];
        int high = begins[bucket + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keys[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    boolean contains(long key) {
        if (!mayHave(key)) {
            return false;
        }
        int at = firstFrom(key);
        return at < keys.length && keys[at] == key;
    }

    long get(int at) {
        return keys[at];
    }

    int size() {
        return keys.length;
    }
}
