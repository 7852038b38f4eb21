/// E-mail: what leaves Kvit, and what became of it.
///
/// [Outbox] writes a mail in the transaction that causes it; the [MailWorker] hands it to the company's mail
/// server, once. Whatever happens, a crash in the middle too, each mail ends as sent, failed (with the server's
/// words) or uncertain: then nobody knows whether it left, and a person decides.
@NullMarked
@ApplicationModule(allowedDependencies = {"base", "company", "database", "ui", "api", "document"})
package org.kvit.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
