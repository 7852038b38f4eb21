package org.kvit.bank;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/// One `Bal` of a camt statement, while it is read.
final class CamtBalance {
    private final XmlCursor xml;
    private final XmlCursor.Place place;
    private String code = "";
    private String subType = "";
    private Optional<XmlCursor.Amount> amount = Optional.empty();
    private boolean credit = true;
    private Optional<LocalDate> date = Optional.empty();

    CamtBalance(XmlCursor xml) {
        this.xml = xml;
        this.place = xml.place();
    }

    Balance read() {
        xml.children(this::child);
        var stated = amount.orElseThrow(() -> place.refuse("bank.bad.missing", "Amt"));
        BigDecimal signed = credit ? stated.value() : stated.value().negate();
        return new Balance(code, subType, signed, stated.currency(), date);
    }

    private void child(String name) {
        switch (name) {
            case "Tp" -> xml.children(this::type);
            case "Amt" -> amount = Optional.of(xml.amount());
            case "CdtDbtInd" -> credit = xml.credit();
            case "Dt" -> xml.children(_ -> date = Optional.of(xml.date()));
            default -> {}
        }
    }

    private void type(String name) {
        switch (name) {
            case "CdOrPrtry" -> xml.children(_ -> code = xml.text());
            case "SubTp" -> xml.children(_ -> subType = xml.text());
            default -> {}
        }
    }
}
