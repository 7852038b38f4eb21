package org.kvit.mail;

import java.util.Locale;
import java.util.Map;

/// Who hands out the tokens for a mailbox, and where.
public enum Provider {
    MICROSOFT(
            "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize",
            "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
            "offline_access https://outlook.office.com/SMTP.Send https://outlook.office.com/IMAP.AccessAsUser.All",
            "https://outlook.office365.com/.default"),
    GOOGLE(
            "https://accounts.google.com/o/oauth2/v2/auth",
            "https://oauth2.googleapis.com/token",
            "https://mail.google.com/",
            ""),
    OTHER("", "", "", "");

    private final String authorizeUrl;
    private final String tokenUrl;
    private final String scope;
    private final String clientScope;

    Provider(String authorizeUrl, String tokenUrl, String scope, String clientScope) {
        this.authorizeUrl = authorizeUrl;
        this.tokenUrl = tokenUrl;
        this.scope = scope;
        this.clientScope = clientScope;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What nobody knows is another provider.
    static Provider of(String code) {
        for (var provider : values()) {
            if (provider.code().equals(code)) {
                return provider;
            }
        }
        return OTHER;
    }

    String authorizeUrl(String tenant) {
        return authorizeUrl.replace("{tenant}", tenant);
    }

    String tokenUrl(String tenant) {
        return tokenUrl.replace("{tenant}", tenant);
    }

    /// @param byItself the application signs in without a person (client credentials)
    String scope(boolean byItself) {
        return byItself ? clientScope : scope;
    }

    /// Whether an application may sign in by itself with an id and a secret.
    boolean letsApplicationsIn() {
        return this != GOOGLE;
    }

    /// What is asked for beyond the standard: Google gives a refresh token only so.
    Map<String, String> extras() {
        return this == GOOGLE ? Map.of("access_type", "offline", "prompt", "consent") : Map.of();
    }
}
