package org.kvit.order;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/// Why a line bears the VAT that it bears: the codes of EN 16931 (BT-151, of UNCL 5305).
public enum VatCategory {
    /// standard or reduced rate
    S,
    /// zero rated
    Z,
    /// exempt
    E,
    /// reverse charge
    AE,
    /// supply within the European Union
    K,
    /// export outside the European Union
    G,
    /// outside the scope of VAT
    O;

    /// @return empty for a word that is none
    public static Optional<VatCategory> of(String code) {
        return Arrays.stream(values()).filter(c -> c.name().equals(code)).findFirst();
    }

    /// What a line is whose rate alone is given.
    public static VatCategory usual(BigDecimal rate) {
        return rate.signum() == 0 ? Z : S;
    }
}
