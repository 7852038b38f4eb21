package org.kvit.payment;

/// Hashes by which numbers are found: of 63 bits, never negative, evenly spread. Each kind of key has its own.
enum Keys {
    /// all parts, zeros in front left out
    PARTS,
    /// all letters and digits, as they are
    RUN,
    /// all letters and digits, zeros in front of each part left out
    SHORT_RUN,
    /// as it is but for spaces and ends of lines
    WRITTEN,
    /// all parts but the letters in front
    PARTS_BARE,
    /// all digits, the letters in front left out
    RUN_BARE,
    /// a part of the year is written otherwise, elsewhere, or not at all
    OTHER_YEAR,
    /// the running number alone
    TAIL,
    /// a payment reference, its letters and digits
    REFERENCE,
    /// an amount with its currency
    AMOUNT;

    private static final long PRIME = 0x100000001b3L;
    private static final char BETWEEN = '\u0001';

    private final long seed = name().hashCode() * 0x9E3779B97F4A7C15L;

    long begin() {
        return seed;
    }

    static long add(long hash, CharSequence part) {
        long next = hash;
        for (int i = 0; i < part.length(); i++) {
            next = (next ^ part.charAt(i)) * PRIME;
        }
        return next;
    }

    static long addPart(long hash, CharSequence part) {
        return (add(hash, part) ^ BETWEEN) * PRIME;
    }

    static long done(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return (mixed ^ mixed >>> 33) >>> 1;
    }

    long of(CharSequence whole) {
        return done(add(seed, whole));
    }

    long ofParts(Iterable<String> parts) {
        long hash = seed;
        for (var part : parts) {
            hash = addPart(hash, part);
        }
        return done(hash);
    }
}
