package org.kvit.base;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/// Why a line bears the VAT that it bears (UNCL 5305, as EN 16931 BT-151 uses it). All but [#STANDARD] bear
/// none.
public enum VatCategory {
    STANDARD("S"),
    ZERO("Z"),
    EXEMPT("E"),
    /// The buyer owes the VAT.
    REVERSE_CHARGE("AE"),
    INTRA_COMMUNITY("K"),
    EXPORT("G"),
    OUTSIDE("O");

    private final String code;

    VatCategory(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Optional<VatCategory> of(String code) {
        return Arrays.stream(values()).filter(c -> c.code.equals(code)).findFirst();
    }

    /// Of a line that names none.
    public static VatCategory usual(BigDecimal rate) {
        return rate.signum() == 0 ? ZERO : STANDARD;
    }

    /// Whether the law wants the reason said on the invoice (EN 16931 BR-E-10, BR-AE-10, BR-IC-10, BR-G-10,
    /// BR-O-10).
    public boolean isExplained() {
        return this != STANDARD && this != ZERO;
    }
}
