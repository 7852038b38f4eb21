package org.kvit.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Companies;
import org.kvit.company.Company;
import org.kvit.company.NumberPattern;
import org.kvit.company.NumberSequences;
import org.kvit.credit.CreditIssuing;
import org.kvit.invoice.Recording;
import org.kvit.order.OrderSeries;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How the bound company numbers its documents, series by series.
@Service
public class NumberFormats {
    /// A series' field: `numberFormats.invoice`.
    static final String FIELD = "numberFormats.";
    /// Each series, and how it is written until the company says otherwise.
    static final Map<String, NumberPattern> SERIES = new TreeMap<>(Map.of(
            Recording.SERIES,
            Recording.STANDARD,
            CreditIssuing.SERIES,
            CreditIssuing.STANDARD,
            OrderSeries.ORDER.code(),
            OrderSeries.ORDER.standard(),
            OrderSeries.TRIP.code(),
            OrderSeries.TRIP.standard()));

    private final NumberSequences sequences;
    private final Companies companies;

    NumberFormats(NumberSequences sequences, Companies companies) {
        this.sequences = sequences;
        this.companies = companies;
    }

    /// By series.
    @Transactional(readOnly = true)
    public Map<String, String> own() {
        var formats = new TreeMap<String, String>();
        SERIES.forEach((series, standard) ->
                formats.put(series, sequences.pattern(series, standard).text()));
        return formats;
    }

    /// Saves the company and its formats, both or neither. A series that isn't named keeps its format.
    /// @throws Refusal naming each field that won't do
    @Transactional
    public void save(Company company, Map<String, @Nullable String> formats) {
        var faults = new ArrayList<Refusal.Fault>();
        try {
            companies.save(company);
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            faults.addAll(refusal.faults());
        }
        formats.forEach(
                (series, text) -> write(series, Optional.ofNullable(text).orElse(""), faults));
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    private void write(String series, String text, List<Refusal.Fault> faults) {
        var standard = Optional.ofNullable(SERIES.get(series));
        if (standard.isEmpty()) {
            faults.add(new Refusal.Fault(FIELD + series, Words.of("settings.series.unknown", series)));
            return;
        }
        try {
            sequences.write(series, standard.get(), new NumberPattern(text.strip()));
        } catch (Refusal refusal) {
            refusal.faults().forEach(f -> faults.add(new Refusal.Fault(FIELD + series, f.words())));
        }
    }
}
