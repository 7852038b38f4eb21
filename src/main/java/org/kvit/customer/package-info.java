/// The client card: who a customer is, in which language and by which addresses it is written to, and
/// its contacts.
@NullMarked
@ApplicationModule(allowedDependencies = {"base", "company", "ui", "api"})
package org.kvit.customer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
