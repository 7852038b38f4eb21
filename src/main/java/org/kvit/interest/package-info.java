/// Late interest: at what rate, for which days, and how much of it.
///
/// [LateInterest] counts (pure); [InterestTerms] say the rate of a day: the law's, by the half-year's
/// reference rate, or the one that was agreed; [LegalInterest] is what the laws say and which reference
/// rates are known; [InterestRates] keeps what the company says. Charges nobody: `reminder` puts it on
/// letters.
@NullMarked
@ApplicationModule(allowedDependencies = {"base", "company", "api", "ui"})
package org.kvit.interest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
