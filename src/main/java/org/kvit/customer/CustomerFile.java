package org.kvit.customer;

import java.util.List;
import org.kvit.ui.TableFile;

/// The list of customers as a file. Its first columns are named as the import reads them, so that what was exported can
/// be changed and imported again.
final class CustomerFile {
    static final List<String> COLUMNS = List.of(
            "external_id",
            "name",
            "registration_number",
            "vat_number",
            "email",
            "phone",
            "street",
            "city",
            "postal_code",
            "country",
            "language",
            "payment_terms_days",
            "currency",
            "fax",
            "credit_limit",
            "account_manager",
            "reminders",
            "reminders_off_reason",
            "reminders_off_until");

    private CustomerFile() {}

    static void write(TableFile file, Customer customer) {
        var card = customer.card();
        var off = card.remindersOff().filter(_ -> customer.reach() == Reach.OFF);
        file.row(
                card.externalId(),
                card.name(),
                card.registrationNumber(),
                card.vatNumber(),
                card.main().email(),
                card.main().phone(),
                card.postal().street(),
                card.postal().city(),
                card.postal().postalCode(),
                card.postal().country(),
                card.language(),
                card.paymentTermsDays(),
                card.currency(),
                card.main().fax(),
                card.creditLimit(),
                customer.accountManager().map(Customer.AccountManager::name),
                customer.reach().code(),
                off.map(RemindersOff::reason),
                off.flatMap(RemindersOff::until));
    }
}
