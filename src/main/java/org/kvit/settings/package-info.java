/// The settings: our own company as its administrator keeps it, its people and its tokens.
///
/// What is set here belongs to `company`, which lies below the screens; this module puts it before a person
/// ([SettingsScreen] and its neighbours) and before programs ([CompanyApi]). Who leaves hands their
/// customers over first ([Departures]).
@NullMarked
@ApplicationModule(allowedDependencies = {"base", "company", "customer", "invoice", "order", "payment", "credit", "ui", "api"})
package org.kvit.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
