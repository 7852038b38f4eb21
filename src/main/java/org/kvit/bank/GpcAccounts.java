package org.kvit.bank;

/// The accounts of one ABO statement. Their sixteen digits come in the usual order, or in the format's
/// internal one; which, our own account tells: the one that we have, else the one whose check digits
/// fit. Whose bank it is the file doesn't say: the company's own IBANs do.
final class GpcAccounts {
    private static final String COUNTS_FROM_THREE = "0800";

    private final boolean internal;
    private final String own;
    private final String country;

    /// @param sixteen digits as they stand in the file
    GpcAccounts(String sixteen, AccountHolder holder) {
        var turned = DomesticAccount.fromInternal(sixteen);
        var asItStands = holder.bySixteen(sixteen);
        var fromInternal = holder.bySixteen(turned);
        internal = asItStands.isEmpty()
                && (fromInternal.isPresent() || (!DomesticAccount.isRight(sixteen) && DomesticAccount.isRight(turned)));
        own = asItStands
                .or(() -> fromInternal)
                .map(AccountHolder.Account::iban)
                .orElseGet(() -> DomesticAccount.shown(internal ? turned : sixteen));
        country = own.matches("(CZ|SK)\\d{22}")
                ? own.substring(0, 2)
                : DomesticAccount.isOf(holder.country()) ? holder.country() : "CZ";
    }

    /// The IBAN if it is one of ours, else the number as people write it.
    String own() {
        return own;
    }

    boolean countsReversalsFromThree() {
        return own.length() == 24 && own.substring(4, 8).equals(COUNTS_FROM_THREE);
    }

    /// Whose the other account is. Empty if the bank names none.
    String other(String sixteen, String bankCode) {
        if (!sixteen.matches("\\d{16}") || sixteen.matches("0+")) {
            return "";
        }
        var turned = DomesticAccount.fromInternal(sixteen);
        boolean turn = DomesticAccount.isRight(sixteen) == DomesticAccount.isRight(turned)
                ? internal
                : DomesticAccount.isRight(turned);
        var usual = turn ? turned : sixteen;
        return !bankCode.matches("\\d{4}") || bankCode.equals("0000")
                ? DomesticAccount.shown(usual)
                : DomesticAccount.iban(country, bankCode, usual);
    }
}
