/// The web around the capabilities: who gets in (sign-in, tokens, first start), what an error looks
/// like, preferences,
/// health.
@NullMarked
@ApplicationModule(allowedDependencies = {"base", "company", "ui", "api"})
package org.kvit.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
