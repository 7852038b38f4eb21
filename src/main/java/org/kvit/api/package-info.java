/// What all of /api/v1 shares: errors as RFC 9457 problems, lists with cursors, idempotency keys,
/// amounts as decimal
/// strings.
@NullMarked
@ApplicationModule(allowedDependencies = {"base", "company", "ui"})
package org.kvit.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
