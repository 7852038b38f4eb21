package org.kvit.reminder;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.kvit.company.Company;
import org.kvit.document.AddressLines;

/// Puts together what a letter says.
final class LetterModels {
    private LetterModels() {}

    /// @param today the letter's date
    static LetterModel of(
            Company company, LetterWordings wordings, ReminderPlan.Letter letter, LocalDate asOf, LocalDate today) {
        var to = letter.to();
        var rows = rows(letter.items(), asOf);
        var language = wordings.languageFor(to.language());
        return new LetterModel(
                sender(company),
                recipient(company, to),
                company.city(),
                today,
                letter.level().level(),
                wordings.of(letter.level().template(), language, LetterModel.isOverdue(rows)),
                language,
                rows,
                signature(company));
    }

    static LetterModel.Recipient recipient(Company company, Addressee to) {
        return new LetterModel.Recipient(
                to.name(),
                AddressLines.of(to.street(), to.city(), to.postalCode(), Optional.of(to.country()), company.country()));
    }

    static LetterModel.Signature signature(Company company) {
        return new LetterModel.Signature(company.signatureName(), company.email(), company.phone());
    }

    static LetterModel.Sender sender(Company company) {
        return new LetterModel.Sender(
                company.name(),
                AddressLines.of(
                        company.street(),
                        company.city(),
                        company.postalCode(),
                        Optional.of(company.country()),
                        company.country()),
                company.registrationNumber(),
                company.vatNumber(),
                company.email(),
                company.phone(),
                company.website(),
                company.bankAccounts().stream()
                        .map(a -> new LetterModel.Account(a.iban(), a.bic(), a.bankName(), a.currency()))
                        .toList());
    }

    /// By currency, so that each currency's sum stands below its rows; then as the planner put them.
    static List<LetterModel.Row> rows(List<OpenItem> items, LocalDate asOf) {
        return items.stream()
                .sorted(Comparator.comparing(item -> item.open().currency()))
                .map(item -> new LetterModel.Row(
                        item.number(),
                        item.issueDate(),
                        item.dueDate(),
                        item.daysOverdue(asOf),
                        item.total(),
                        item.open(),
                        item.reference()))
                .toList();
    }
}
