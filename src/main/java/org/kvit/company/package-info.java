/// Our own companies and the people who work in them: what a company is called and banks with, who may
/// sign in and do
/// what, the
/// tokens that programs use, and the trail of what was changed by whom.
@NullMarked
@ApplicationModule(allowedDependencies = {"base"})
package org.kvit.company;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
