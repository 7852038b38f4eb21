/// Long works that a person starts and may leave: an import, a dispatch. Each is a row that its page
/// finds again.
@NullMarked
@ApplicationModule(allowedDependencies = {"base"})
package org.kvit.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
