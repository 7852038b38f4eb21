package org.kvit.settings;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.company.Company;
import org.kvit.payment.WriteOffLimits;
import org.kvit.ui.TypedNumber;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Saves all that is set of the bound company together, or nothing of it.
@Service
public class CompanySaving {
    private final NumberFormats formats;
    private final WriteOffLimits limits;

    CompanySaving(NumberFormats formats, WriteOffLimits limits) {
        this.formats = formats;
        this.limits = limits;
    }

    /// @param numberFormats a series that isn't named keeps its format
    /// @param writeOffLimits by currency, as typed; empty: as they are
    /// @param locale of the page that they were typed on; empty: a program sends them
    /// @throws Refusal naming each field that won't do
    @Transactional
    public void save(
            Company company,
            Map<String, @Nullable String> numberFormats,
            Optional<Map<String, String>> writeOffLimits,
            Optional<Locale> locale) {
        var faults = new ArrayList<Refusal.Fault>();
        collect(() -> formats.save(company, numberFormats), faults);
        writeOffLimits.ifPresent(typed -> collect(() -> limits.save(read(typed, locale)), faults));
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    private static void collect(Runnable work, List<Refusal.Fault> faults) {
        try {
            work.run();
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            faults.addAll(refusal.faults());
        }
    }

    private static Map<String, BigDecimal> read(Map<String, String> typed, Optional<Locale> locale) {
        var read = new HashMap<String, BigDecimal>();
        var faults = new ArrayList<Refusal.Fault>();
        typed.forEach((currency, text) -> {
            var number = locale.map(l -> TypedNumber.read(text, l)).orElseGet(() -> TypedNumber.read(text));
            number.number().ifPresent(amount -> read.put(currency, amount));
            if (number.number().isEmpty() && !(number instanceof TypedNumber.Nothing)) {
                faults.add(new Refusal.Fault(
                        WriteOffLimits.FIELD + currency, number.fault("payment.writeOff.limit.amount", text)));
            }
        });
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return read;
    }
}
