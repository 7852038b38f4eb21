package org.kvit.inbox;

import java.util.List;

/// A message as it stands in the correspondence: its subject, what it says, and the names of its files.
final class MessageText {
    private MessageText() {}

    static String of(String subject, String text, List<String> attachments) {
        var all = new StringBuilder(subject);
        if (!text.isEmpty()) {
            all.append(all.isEmpty() ? "" : "\n\n").append(text);
        }
        if (!attachments.isEmpty()) {
            all.append(all.isEmpty() ? "" : "\n\n")
                    .append("[")
                    .append(String.join(", ", attachments))
                    .append("]");
        }
        return all.length() <= LONGEST ? all.toString() : all.substring(0, LONGEST - 1) + "…";
    }

    private static final int LONGEST = 20_000;
}
