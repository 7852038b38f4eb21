package org.kvit.company;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which payment reference a company's new invoices get: by the customer's country, because each
/// country's banks carry references of their own.
///
/// @param usual for every country that isn't named
/// @param byCountry by ISO 3166-1 alpha-2, in that order
public record ReferenceKinds(ReferenceKind usual, SortedMap<String, ReferenceKind> byCountry) {
    /// No invoice gets one.
    public static final ReferenceKinds NONE = always(ReferenceKind.NONE);

    /// So many countries may be named; there are about 250.
    public static final int MOST = 50;

    public ReferenceKinds {
        byCountry = Collections.unmodifiableSortedMap(new TreeMap<>(byCountry));
    }

    /// The same in every country.
    public static ReferenceKinds always(ReferenceKind kind) {
        return new ReferenceKinds(kind, new TreeMap<>());
    }

    public ReferenceKinds with(String country, ReferenceKind kind) {
        var more = new TreeMap<>(byCountry);
        more.put(country, kind);
        return new ReferenceKinds(usual, more);
    }

    /// What a new company there starts with: variable symbols in Czechia and Slovakia, whose banks have
    /// a field for them; everywhere else ISO 11649, which every SEPA bank takes. A viitenumber is
    /// carried to Estonian accounts only, so only a company in Estonia, which will bank there, begins
    /// with it, and for its payers at home.
    public static ReferenceKinds suggestedIn(String country) {
        var kinds = always(ReferenceKind.RF)
                .with("CZ", ReferenceKind.VARIABLE_SYMBOL)
                .with("SK", ReferenceKind.VARIABLE_SYMBOL);
        return country.equals("EE") ? kinds.with("EE", ReferenceKind.ESTONIAN) : kinds;
    }

    /// @param country the customer's
    public ReferenceKind in(String country) {
        return byCountry.getOrDefault(country, usual);
    }

    /// Every kind that any invoice could get.
    public Set<ReferenceKind> all() {
        var all = EnumSet.of(usual);
        all.addAll(byCountry.values());
        return all;
    }

    /// As texts, as the API, the forms and the database write them.
    public Map<String, String> codes() {
        var codes = new TreeMap<String, String>();
        byCountry.forEach((country, kind) -> codes.put(country, kind.code()));
        return codes;
    }
}
