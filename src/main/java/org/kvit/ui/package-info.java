/// What every screen is made of: the texts in the reader's language, amounts and dates as their locale
/// writes them, and
/// the [Page] that
/// carries both, together with who is signed in, into each template.
@NullMarked
@ApplicationModule(allowedDependencies = {"base", "company"})
package org.kvit.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
