/// The inbox: what comes back by e-mail, read over IMAP and put where it belongs.
///
/// [InboxPoller] has each company's mailbox read when it is due, by one program ([InboxState]); [InboxReading] fetches
/// what is new; [IncomingReader] says what a message is (pure: a reply, a bounce by RFC 3464, an automatic answer by
/// RFC
/// 3834); [Intake] keeps it once and does what follows: a reply becomes correspondence, a bounce marks the mail and the
/// address. What a person has to see stands on the first page until ticked off ([InboxPanel]).
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base",
            "database",
            "company",
            "customer",
            "invoice",
            "correspondence",
            "mail",
            "today",
            "api",
            "ui"
        })
package org.kvit.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
