package org.kvit.company;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// Passwords that are hashed as always, only with less work: each test founds companies and signs in.
/// [PasswordsTest] and the tests in the browser know the real ones.
@TestConfiguration(proxyBeanMethods = false)
public class QuickPasswords {
    @Bean
    @Primary
    Passwords quickPasswords() {
        return new Passwords(64, 1);
    }
}
