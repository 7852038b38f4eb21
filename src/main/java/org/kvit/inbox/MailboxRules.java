package org.kvit.inbox;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.kvit.base.Refusal;
import org.kvit.base.Words;

/// What a mailbox's settings must be.
final class MailboxRules {
    private static final int LAST_PORT = 65535;
    private static final int LONGEST = 200;
    private static final int DAY = 1440;

    private MailboxRules() {}

    /// @throws Refusal naming each field that won't do
    static void check(Mailbox m) {
        var faults = new ArrayList<Refusal.Fault>();
        if (!m.host().matches("[A-Za-z0-9.:_-]{1,253}")) {
            fault(faults, "host", "mail.server.host.bad");
        }
        if (m.port() < 1 || m.port() > LAST_PORT) {
            fault(faults, "port", "mail.server.port.bad");
        }
        if (m.security() == Mailbox.Security.NONE && !isThisMachine(m.host())) {
            fault(faults, "security", "mail.server.security.clear");
        }
        text(faults, "user", m.user());
        text(faults, "folder", m.folder());
        if (m.everyMinutes() < 1 || m.everyMinutes() > DAY) {
            faults.add(new Refusal.Fault("everyMinutes", Words.of("inbox.every.bad", DAY)));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    private static void text(List<Refusal.Fault> faults, String field, String text) {
        if (text.isEmpty() || text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            fault(faults, field, "inbox.field.bad");
        }
    }

    private static boolean isThisMachine(String host) {
        try {
            return host.equals("localhost")
                    || (host.matches("[0-9.:]+") && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static void fault(List<Refusal.Fault> faults, String field, String words) {
        faults.add(new Refusal.Fault(field, Words.of(words)));
    }
}
