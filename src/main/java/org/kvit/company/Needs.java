package org.kvit.company;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The right that a changing request (POST, PUT, PATCH, DELETE) needs, on a controller or one of its methods. A
/// changing handler
/// with neither this nor [Anybody] is refused to everyone, so that none is left open by forgetting.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
    Right value();

    /// Whether reading (GET) needs the right too: for pages that show what others shouldn't see.
    boolean alsoToRead() default false;
}
