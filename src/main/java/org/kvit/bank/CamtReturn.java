package org.kvit.bank;

import java.util.ArrayList;
import java.util.List;

/// `RtrInf` of a camt transaction: why it was given back.
final class CamtReturn {
    private final XmlCursor xml;
    private final List<String> words = new ArrayList<>();
    private String reason = "";
    private String originalEndToEndId = "";

    CamtReturn(XmlCursor xml) {
        this.xml = xml;
    }

    Entry.Return read() {
        xml.children(this::child);
        return new Entry.Return(reason, String.join("\n", words), originalEndToEndId);
    }

    private void child(String name) {
        switch (name) {
            case "Rsn" -> xml.children(_ -> reason = xml.text());
            case "AddtlInf" -> {
                var line = xml.text();
                if (!line.isEmpty()) {
                    words.add(line);
                }
            }
            case "OrgnlEndToEndId" -> originalEndToEndId = xml.text();
            default -> {}
        }
    }
}
