package org.kvit.attachment;

import java.text.Normalizer;

/// A file's name as it may stand in a list, a mail and on a disk: without path, control characters
/// and what turns the direction of writing round (`\u202E` makes `fdp.exe` of `exe.pdf`).
final class FileName {
    /// Characters, as the database counts them.
    static final int LONGEST = 200;
    private static final int LONGEST_ENDING = 20;

    private FileName() {}

    /// @param sent as a browser or program calls it; anything
    /// @return never longer than [#LONGEST]; empty if nothing is left
    static String cleaned(String sent) {
        var kept = Normalizer.normalize(sent, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]", "")
                .replaceAll("^.*[/\\\\]", "") // no line break is left that would end it earlier
                .replaceAll("\\s+", " ")
                .strip();
        return shortened(kept.matches("\\.+") ? "" : kept);
    }

    /// [#cleaned]; if nothing is left, a name by what the file is.
    static String cleaned(String sent, FileType type) {
        var name = cleaned(sent);
        return name.isEmpty() ? "attachment." + type.ending() : name;
    }

    /// The ending stays: programs go by it.
    private static String shortened(String name) {
        if (name.codePointCount(0, name.length()) <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        var ending = dot > 0 && name.length() - dot <= LONGEST_ENDING ? name.substring(dot) : "";
        int room = LONGEST - ending.codePointCount(0, ending.length());
        return name.substring(0, name.offsetByCodePoints(0, room)).strip() + ending;
    }
}
