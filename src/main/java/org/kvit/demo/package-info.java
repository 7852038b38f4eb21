/// The demo: a forwarder with customers, orders, invoices, payments and letters of the last year,
/// statements that are ready to be imported, and a mail server on this machine whose mailbox can be looked
/// into.
///
/// [DemoDirectory] keeps the demo's data apart from everybody else's; [SampleBooks] makes it, through the
/// same services that the screens use, with the clock set back ([TimeTravel]) for what happened in the
/// past. [SmtpReceiver] takes the mails into the [Mailbox]. None of it is there without `kvit.demo`.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "attachment",
            "base",
            "company",
            "credit",
            "customer",
            "database",
            "invoice",
            "payment",
            "job",
            "correspondence",
            "order",
            "reminder",
            "schedule",
            "sending",
            "today",
            "ui"
        })
package org.kvit.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
