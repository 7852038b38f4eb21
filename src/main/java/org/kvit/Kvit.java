package org.kvit;

import org.kvit.cli.KvitCommand;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/// The program; what it does is said by its first argument ([KvitCommand]). Sign-in is our own
/// ([org.kvit.company.SignIns]), so Boot needn't make up a user.
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class Kvit {
    public static void main(String[] args) {
        System.exit(KvitCommand.run(Kvit.class, args));
    }
}
