package org.kvit.banklink;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Which files of a directory are statements: patterns apart by commas, with `*` for any characters and `?` for one,
/// in any case. Hidden files, and those that somebody is still writing, never are.
final class FilePattern {
    /// What programs call a file until all of it is there.
    private static final List<String> UNFINISHED =
            List.of(".part", ".partial", ".filepart", ".tmp", ".temp", ".crdownload", ".writing", ".lock", ".swp", "~");

    private final List<String> patterns;

    FilePattern(String patterns) {
        this.patterns = Stream.of(patterns.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .filter(p -> !p.isEmpty())
                .toList();
    }

    boolean matches(String name) {
        var low = name.toLowerCase(Locale.ROOT);
        return !low.startsWith(".")
                && UNFINISHED.stream().noneMatch(low::endsWith)
                && (patterns.isEmpty() || patterns.stream().anyMatch(p -> matches(p, low)));
    }

    /// In time of the product of the lengths at most, whatever the pattern is: after a mismatch only the last star
    /// has to take one more character.
    private static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int taken = 0;
        while (n < name.length()) {
            if (p < pattern.length()
                    && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))
                    && pattern.charAt(p) != '*') {
                p++;
                n++;
            } else if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                taken = n;
            } else if (star >= 0) {
                p = star + 1;
                n = ++taken;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
