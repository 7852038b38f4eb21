/// Documents: the files of a company, kept once by their content ([Documents]).
@NullMarked
@ApplicationModule(allowedDependencies = {"base"})
package org.kvit.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
