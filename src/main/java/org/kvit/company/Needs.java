package org.kvit.company;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The right that a changing request needs, on a controller or one of its methods. A handler of POST, PUT, PATCH or
/// DELETE without
/// it is refused to everybody, so that none is left open by forgetting.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
    Right value();
}
