/// The database underneath: our own PostgreSQL, durable and behind passwords, or one that somebody runs
/// for us; the
/// data directory and
/// its lock; migrations; backup and restore; the key that encrypts what must be kept secret.
@NullMarked
@ApplicationModule(allowedDependencies = {"base"})
package org.kvit.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
