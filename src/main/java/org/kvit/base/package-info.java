/// What every other package stands on: money, the clock, the tenant, typed ids, refusals and paging.
///
/// Small on purpose, and without any business rule of its own.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.kvit.base;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
