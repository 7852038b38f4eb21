/// Customer orders.
@NullMarked
@ApplicationModule(allowedDependencies = {"base", "company", "ui", "api", "job", "customer"})
package org.kvit.order;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
