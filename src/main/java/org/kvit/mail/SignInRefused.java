package org.kvit.mail;

import jakarta.mail.AuthenticationFailedException;
import org.kvit.base.Words;

/// A mail server, or who hands out the tokens for it, lets us in no longer; more attempts won't help until a person has
/// done what the words say, or, if the token's server is away, until it is back.
public final class SignInRefused extends AuthenticationFailedException {
    private static final long serialVersionUID = 1L;

    private final transient Words words;

    SignInRefused(Words words) {
        super(words.key());
        this.words = words;
    }

    public Words words() {
        return words;
    }
}
