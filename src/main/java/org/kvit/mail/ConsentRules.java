package org.kvit.mail;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.kvit.base.Refusal;
import org.kvit.base.Words;

/// What a consent's set-up must be, and what follows from the provider.
final class ConsentRules {
    private static final int LONGEST = 500;

    private ConsentRules() {}

    /// The set-up with the provider's own addresses and scope in place.
    /// @throws Refusal naming each field that won't do
    static Consent.Setup checked(Consent.Setup typed) {
        var faults = new ArrayList<Refusal.Fault>();
        var setup = typed.provider() == Provider.OTHER ? typed : filled(typed);
        if (setup.provider() == Provider.MICROSOFT && !setup.tenant().matches("[A-Za-z0-9.-]{1,100}")) {
            fault(faults, "tenant", "mail.consent.tenant.bad");
        }
        if (setup.byItself() && !setup.provider().letsApplicationsIn()) {
            fault(faults, "way", "mail.consent.way.bad");
        }
        text(faults, "clientId", setup.clientId());
        if (setup.provider() == Provider.OTHER) {
            text(faults, "scope", setup.scope());
            url(faults, "tokenUrl", setup.tokenUrl());
            if (!setup.byItself()) {
                url(faults, "authorizeUrl", setup.authorizeUrl());
            }
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return setup;
    }

    private static Consent.Setup filled(Consent.Setup s) {
        var tenant = s.tenant().isEmpty() && !s.byItself() ? "organizations" : s.tenant();
        return new Consent.Setup(
                s.provider(),
                s.byItself(),
                tenant,
                s.provider().authorizeUrl(tenant),
                s.provider().tokenUrl(tenant),
                s.provider().scope(s.byItself()),
                s.clientId(),
                s.clientSecret());
    }

    private static void text(List<Refusal.Fault> faults, String field, String text) {
        if (text.isEmpty() || text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            fault(faults, field, "mail.consent.missing");
        }
    }

    /// Secrets go there: only encrypted, or to this machine.
    private static void url(List<Refusal.Fault> faults, String field, String url) {
        if (!isSafe(url)) {
            fault(faults, field, "mail.consent.url.bad");
        }
    }

    private static boolean isSafe(String url) {
        try {
            var uri = URI.create(url);
            return url.length() <= LONGEST
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme()) && SmtpServer.isThisMachine(uri.getHost())));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void fault(List<Refusal.Fault> faults, String field, String words) {
        faults.add(new Refusal.Fault(field, Words.of(words)));
    }
}
