package org.kvit.demo;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.kvit.company.Company;
import org.kvit.company.ReferenceKinds;
import org.kvit.company.Role;

/// The demo's forwarder and the people who work there.
final class SampleCompany {
    private SampleCompany() {}

    /// An account of ours. The numbers are those with which the IBAN registry shows the form: they are
    /// nobody's.
    ///
    /// @param atFirst its balance before the first statement
    /// @param months that a statement covers: 1, or 3 where little happens
    record Account(String iban, String bic, String bank, String currency, BigDecimal atFirst, int months) {}

    /// @param ownCustomersOnly sees no other customers than those whose account manager they are
    record Person(String email, String name, Role role, boolean ownCustomersOnly) {}

    static final Person ADMINISTRATOR = new Person(DemoSignIn.EMAIL, "Anna Ozola", Role.ADMINISTRATOR, false);
    static final Person ACCOUNTANT = new Person("ilze@baltic-freight.example", "Ilze Bērziņa", Role.ACCOUNTANT, false);
    static final Person MANAGER =
            new Person("martins@baltic-freight.example", "Mārtiņš Kalniņš", Role.ACCOUNT_MANAGER, false);
    static final Person OWN_MANAGER =
            new Person("kristine@baltic-freight.example", "Kristīne Liepa", Role.ACCOUNT_MANAGER, true);
    static final Person READER = new Person("juris@baltic-freight.example", "Juris Vītols", Role.READ_ONLY, false);

    static final ReferenceKinds REFERENCES = ReferenceKinds.suggestedIn("LV");

    static List<Account> accounts() {
        return List.of(
                new Account("LV80BANK0000435195001", "BANKLV2X", "Demo Banka", "EUR", new BigDecimal("61240.18"), 1),
                new Account(
                        "CZ6508000000192000145399",
                        "BANKCZPP",
                        "Demo Banka CZ",
                        "CZK",
                        new BigDecimal("184300.00"),
                        3));
    }

    /// @param language in which the demo's own texts are, such as the names of reminder levels
    static Company company(String language) {
        return new Company(
                "Baltic Freight SIA",
                Optional.of("40000000000"),
                Optional.of("LV40000000000"),
                Optional.of("Ganību dambis 24"),
                Optional.of("Rīga"),
                Optional.of("LV-1005"),
                "LV",
                ZoneId.of("Europe/Riga"),
                "EUR",
                language,
                Optional.of("invoices@baltic-freight.example"),
                Optional.of("+371 6700 0000"),
                Optional.of("www.baltic-freight.example"),
                Optional.of(ACCOUNTANT.name()),
                3,
                4,
                REFERENCES,
                true,
                accounts().stream()
                        .map(a -> new Company.BankAccount(
                                a.iban(), Optional.of(a.bic()), Optional.of(a.bank()), Optional.of(a.currency())))
                        .toList());
    }
}
