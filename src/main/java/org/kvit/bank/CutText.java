package org.kvit.bank;

import java.util.ArrayList;
import java.util.List;

/// Text that a bank has cut into lines: searched as one, so that a word cut in two is found, and given
/// back as it was cut.
final class CutText {
    private final StringBuilder whole = new StringBuilder();
    private final List<Integer> cuts = new ArrayList<>();

    CutText(List<String> lines) {
        for (var line : lines) {
            cuts.add(whole.length());
            whole.append(line);
        }
    }

    String whole() {
        return whole.toString();
    }

    /// A part without its cuts.
    String part(int from, int to) {
        return whole.substring(from, to).strip();
    }

    /// A part line by line as it was cut; empty lines are left out.
    List<String> lines(int from, int to) {
        var lines = new ArrayList<String>();
        int at = from;
        for (int cut : cuts) {
            if (cut > at && cut < to) {
                lines.add(whole.substring(at, cut).strip());
                at = cut;
            }
        }
        lines.add(whole.substring(at, to).strip());
        lines.removeIf(String::isEmpty);
        return lines;
    }
}
