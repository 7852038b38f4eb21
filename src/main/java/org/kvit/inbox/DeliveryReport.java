package org.kvit.inbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads a delivery status (`message/delivery-status`, RFC 3464): groups of fields, the first about the message, one
/// more
/// for each recipient.
final class DeliveryReport {
    private static final Pattern STATUS = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");
    private static final int MOST_RECIPIENTS = 50;
    private static final int LONGEST_WORDS = 500;

    private DeliveryReport() {}

    /// What it says of the recipients that weren't reached.
    ///
    /// @param failures whom it will never reach, or not any more
    /// @param delays whom it hasn't reached yet
    record Read(List<Incoming.Failure> failures, List<Incoming.Failure> delays) {}

    static Read read(String text) {
        var failures = new ArrayList<Incoming.Failure>();
        var delays = new ArrayList<Incoming.Failure>();
        var groups = text.replace("\r", "").split("\n[ \t]*\n+", MOST_RECIPIENTS + 2);
        for (var group : groups) {
            var fields = fields(group);
            var recipient = address(fields.getOrDefault("original-recipient", ""))
                    .or(() -> address(fields.getOrDefault("final-recipient", "")));
            var action = fields.getOrDefault("action", "").toLowerCase(Locale.ROOT);
            if (recipient.isPresent() && action.startsWith("failed")) {
                failures.add(failure(recipient.get(), fields, true));
            } else if (recipient.isPresent() && action.startsWith("delayed")) {
                delays.add(failure(recipient.get(), fields, false));
            }
        }
        return new Read(failures, delays);
    }

    private static Incoming.Failure failure(String recipient, Map<String, String> fields, boolean failed) {
        var status = STATUS.matcher(fields.getOrDefault("status", ""));
        var code = status.find() ? status.group() : failed ? "5.0.0" : "4.0.0";
        var diagnostic = fields.getOrDefault("diagnostic-code", "").replaceFirst("^[A-Za-z0-9-]{1,20};[ \t]*", "");
        return new Incoming.Failure(
                recipient, failed && code.startsWith("5"), code, line(diagnostic.isEmpty() ? code : diagnostic));
    }

    /// `rfc822; janis@debtor.example` (utf-8; as well).
    private static Optional<String> address(String field) {
        int type = field.indexOf(';');
        var address = (type < 0 ? field : field.substring(type + 1)).strip().replaceAll("^<|>$", "");
        return address.length() <= 320 && address.indexOf('@') > 0
                ? Optional.of(address.toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    private static Map<String, String> fields(String group) {
        var fields = new LinkedHashMap<String, String>();
        for (var line : group.replaceAll("\n[ \t]+", " ").split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    /// As one line, of bounded length, without control characters.
    static String line(String said) {
        var line = said.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST_WORDS ? line : line.substring(0, LONGEST_WORDS);
    }
}
