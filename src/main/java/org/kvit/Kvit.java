package org.kvit;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/// The program. Sign-in is our own ([org.kvit.company.SignIns]), so Boot needn't make up a user.
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class Kvit {
    public static void main(String[] args) {
        SpringApplication.run(Kvit.class, args);
    }
}
