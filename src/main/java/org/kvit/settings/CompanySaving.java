package org.kvit.settings;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Company;
import org.kvit.payment.WriteOffLimits;
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
    /// @throws Refusal naming each field that won't do
    @Transactional
    public void save(
            Company company,
            Map<String, @Nullable String> numberFormats,
            Optional<Map<String, String>> writeOffLimits) {
        var faults = new ArrayList<Refusal.Fault>();
        collect(() -> formats.save(company, numberFormats), faults);
        writeOffLimits.ifPresent(typed -> collect(() -> limits.save(read(typed)), faults));
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

    private static Map<String, BigDecimal> read(Map<String, String> typed) {
        var read = new HashMap<String, BigDecimal>();
        var faults = new ArrayList<Refusal.Fault>();
        typed.forEach((currency, text) -> {
            var plain = text.replaceAll("[\\s\u00a0\u202f]", "").replace(',', '.');
            if (plain.matches("\\d{1,15}(\\.\\d{1,10})?")) {
                read.put(currency, new BigDecimal(plain));
            } else if (!plain.isEmpty()) {
                faults.add(new Refusal.Fault(
                        WriteOffLimits.FIELD + currency, Words.of("payment.writeOff.limit.amount")));
            }
        });
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return read;
    }
}
