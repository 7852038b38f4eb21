package org.kvit.payment;

import java.util.Arrays;

/// Many keys in little space, found in constant time: sorted, with a directory of where the keys of each
/// range begin. Eight bytes a key and two for the directory. Keys are evenly spread and not negative.
final class SortedKeys {
    private final long[] keys;
    private final int[] begins;
    private final int shift;

    /// @param keys not negative; becomes this object's own
    SortedKeys(long[] keys, int size) {
        this.keys = size == keys.length ? keys : Arrays.copyOf(keys, size);
        Arrays.sort(this.keys);
        int bits = Math.max(1, 63 - Long.numberOfLeadingZeros(Math.max(2, size / 2)));
        shift = 63 - bits;
        begins = new int[(1 << bits) + 1];
        int at = 0;
        for (int bucket = 0; bucket < begins.length; bucket++) {
            while (at < size && this.keys[at] >>> shift < bucket) {
                at++;
            }
            begins[bucket] = at;
        }
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
