package org.kvit.mail;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A consent's settings as typed.
public record ConsentForm(
        String provider,
        @Nullable String way,
        @Nullable String tenant,
        String clientId,
        @Nullable String clientSecret,
        @Nullable String authorizeUrl,
        @Nullable String tokenUrl,
        @Nullable String scope) {
    static final ConsentForm EMPTY = new ConsentForm("microsoft", "code", "", "", "", "", "", "");

    /// Without the secret: forms end up in logs.
    @Override
    public String toString() {
        return provider + " " + clientId;
    }

    static ConsentForm of(Consent c) {
        boolean other = c.provider() == Provider.OTHER;
        return new ConsentForm(
                c.provider().code(),
                c.byItself() ? "client" : "code",
                c.tenant(),
                c.clientId(),
                "",
                other ? c.authorizeUrl() : "",
                other ? c.tokenUrl() : "",
                other ? c.scope() : "");
    }

    public boolean byItself() {
        return "client".equals(way);
    }

    Consent.Setup setup() {
        return new Consent.Setup(
                Provider.of(provider),
                byItself(),
                text(tenant),
                text(authorizeUrl),
                text(tokenUrl),
                text(scope),
                clientId.strip(),
                text(clientSecret));
    }

    static String text(@Nullable String typed) {
        return Optional.ofNullable(typed).orElse("").strip();
    }
}
