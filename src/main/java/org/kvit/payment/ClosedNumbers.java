package org.kvit.payment;

import java.util.Arrays;

/// The numbers of the company's invoices that are open no more, so that a text that names one isn't taken to name
/// another by a part of it. Kept as hashes: about 40 bytes a number.
public final class ClosedNumbers {
    public static final ClosedNumbers NONE = new Building().built();

    private final SortedKeys keys;

    private ClosedNumbers(SortedKeys keys) {
        this.keys = keys;
    }

    boolean contains(long key) {
        return keys.contains(key);
    }

    /// Takes numbers one by one, as they come from the database.
    public static final class Building {
        private long[] keys = new long[1024];
        private int size;

        public void add(String number) {
            var parts = InvoiceNumber.apart(number);
            if (parts.isNumbered()) {
                parts.wholeKeys(this::add);
            }
        }

        private void add(long key) {
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, size + (size >> 1));
            }
            keys[size++] = key;
        }

        public ClosedNumbers built() {
            return new ClosedNumbers(new SortedKeys(keys, size));
        }
    }
}
