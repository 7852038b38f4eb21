package org.kvit.document;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kvit.base.Money;

/// A payment that we ask for.
///
/// @param beneficiary our name
/// @param iban without spaces, in capitals
/// @param reference RF, Estonian reference number, variable symbol, or our own
/// @param text for our statement, such as invoice numbers
public record PaymentOrder(
        String beneficiary, String iban, Optional<String> bic, Money amount, Optional<String> reference, String text) {
    private static final String SLOVAKIA = "SK";

    /// As the text of the QR code that the payer's banking app scans: PAY by square for euros from
    /// Slovakia, EPC for euros from elsewhere, SPAYD for Czech crowns. Empty for other currencies, and for
    /// amounts that none can pay.
    /// @param payerCountry ISO 3166-1 alpha-2; empty if it isn't known
    public Optional<String> code(String payerCountry) {
        var compact = reference.map(r -> r.replace(" ", ""));
        var structured = compact.filter(r -> r.startsWith("RF"));
        var symbol = reference.filter(Spayd::isVariableSymbol);
        if (payerCountry.equals(SLOVAKIA) && PayBySquare.canPay(amount)) {
            var note = structured.or(() -> symbol).isPresent() ? text : textWithReference();
            return Optional.of(new PayBySquare(beneficiary, iban, bic, amount, symbol, structured, note).payload());
        }
        if (EpcQr.canPay(amount)) {
            return Optional.of(new EpcQr(beneficiary, iban, bic, amount, structured, textWithReference()).payload());
        }
        if (amount.currency().equals("CZK") && Spayd.canPay(amount)) {
            return Optional.of(new Spayd(beneficiary, iban, bic, amount, symbol, text).payload());
        }
        return Optional.empty();
    }

    private String textWithReference() {
        return Stream.concat(Stream.of(text), reference.stream()).distinct().collect(Collectors.joining(", "));
    }
}
