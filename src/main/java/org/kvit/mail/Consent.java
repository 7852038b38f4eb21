package org.kvit.mail;

import java.time.Instant;
import java.util.Optional;
import org.kvit.base.Words;

/// That Kvit may use a company's mailbox by OAuth 2, as it is set up and as it stands.
///
/// @param byItself the application signs in with its own secret (client credentials); otherwise a person consents
/// @param tenant of Microsoft: the organisation's id or domain
/// @param hasSecret a client secret is kept
/// @param given it can be used: somebody has consented, or nobody has to
/// @param problem why not, until a person does something
public record Consent(
        Provider provider,
        boolean byItself,
        String tenant,
        String authorizeUrl,
        String tokenUrl,
        String scope,
        String clientId,
        boolean hasSecret,
        boolean given,
        Optional<String> by,
        Optional<Instant> at,
        Optional<Words> problem) {

    /// As a person sets it up. @param clientSecret empty: the one that is kept, as long as client and token address are
    record Setup(
            Provider provider,
            boolean byItself,
            String tenant,
            String authorizeUrl,
            String tokenUrl,
            String scope,
            String clientId,
            String clientSecret) {

        /// Without the secret: records end up in logs.
        @Override
        public String toString() {
            return provider + " " + clientId;
        }
    }
}
