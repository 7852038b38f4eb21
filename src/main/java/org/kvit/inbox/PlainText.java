package org.kvit.inbox;

import java.util.Locale;
import java.util.Set;
import org.springframework.web.util.HtmlUtils;

/// Text of mails, safe to keep and to show.
final class PlainText {
    private static final Set<String> LINES =
            Set.of("br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "hr");
    private static final Set<String> UNSEEN = Set.of("script", "style", "head", "title", "template");

    private PlainText() {}

    /// What a reader of the HTML would see, without any of its marks. Linear in its length, whatever it holds.
    static String ofHtml(String html) {
        var text = new StringBuilder();
        int at = 0;
        while (at < html.length()) {
            int open = html.indexOf('<', at);
            if (open < 0) {
                text.append(folded(html.substring(at)));
                break;
            }
            text.append(folded(html.substring(at, open)));
            if (html.startsWith("<!--", open)) {
                at = after(html, "-->", open + 4);
                continue;
            }
            int close = html.indexOf('>', open);
            if (close < 0) {
                break;
            }
            var tag = name(html, open + 1, close);
            if (LINES.contains(tag)) {
                text.append('\n');
            }
            at = UNSEEN.contains(tag) && html.charAt(open + 1) != '/' ? after(html, "</" + tag, close) : close + 1;
        }
        return clean(HtmlUtils.htmlUnescape(text.toString()));
    }

    /// Without control characters, with at most one empty line in a row, cut at the bound.
    static String clean(String text) {
        var clean = text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\u00a0', ' ')
                .replaceAll("[\\p{Cntrl}&&[^\n\t]]", "")
                .replaceAll("[ \t]+\n", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
        int end = Math.min(clean.length(), Incoming.LONGEST_TEXT);
        return end < clean.length()
                ? clean.substring(0, Character.isHighSurrogate(clean.charAt(end - 1)) ? end - 1 : end)
                : clean;
    }

    private static String folded(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static int after(String html, String mark, int from) {
        for (int at = from; at + mark.length() <= html.length(); at++) {
            if (html.regionMatches(true, at, mark, 0, mark.length())) {
                int close = html.indexOf('>', at + mark.length() - 1);
                return close < 0 ? html.length() : close + 1;
            }
        }
        return html.length();
    }

    private static String name(String html, int from, int close) {
        int begin = from < close && html.charAt(from) == '/' ? from + 1 : from;
        int end = begin;
        while (end < close && end - begin < 20 && Character.isLetterOrDigit(html.charAt(end))) {
            end++;
        }
        return html.substring(begin, end).toLowerCase(Locale.ROOT);
    }
}
