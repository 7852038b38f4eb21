/// Bank links: where the bank delivers statements to, read by themselves, so that payments are current before
/// anybody is reminded.
///
/// [Poller] finds what is due, on one node only ([Claim]); [LinkReading] looks into a [Source] (a directory, or an SFTP
/// server by its pinned key), imports each file once as an upload is imported, and moves it away; [BankLinks] keeps
/// the links. What fails stands on the first page until somebody has dealt with it ([LinkTroubles]).
@NullMarked
@ApplicationModule(
        allowedDependencies = {"base", "database", "company", "bank", "payment", "job", "today", "api", "ui"})
package org.kvit.banklink;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
