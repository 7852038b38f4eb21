package org.kvit.web;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// What the sign-in form is filled in with: nothing, but in the demo its well-known user.
///
/// @param email `kvit.welcome.email`
/// @param password `kvit.welcome.password`; never a real one
@Component
record Welcome(
        @Value("${kvit.welcome.email:}") String email,
        @Value("${kvit.welcome.password:}") String password) {}
