package org.kvit.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Finds what a template says in words of its own: text between tags, and text in the attributes that people read.
final class TemplateText {
    private static final Pattern READ =
            Pattern.compile("\\b(?:title|alt|placeholder|aria-label)\\s*=\\s*\"([^\"$]*\\p{L}[^\"$]*)\"");

    private TemplateText() {}

    static List<String> of(String template) {
        var plain =
                withoutCode(template.replaceAll("(?s)<%--.*?--%>", "").replaceAll("(?m)^\\s*@(import|param).*$", ""));
        var own = new ArrayList<String>();
        var read = READ.matcher(plain);
        while (read.find()) {
            own.add(read.group(1));
        }
        for (var text : plain.replaceAll("(?s)<(script|style)\\b.*?</\\1>", "")
                .replaceAll("(?s)<[^>]*>", "\n")
                .split("\n")) {
            if (text.chars().anyMatch(Character::isLetter)) {
                own.add(text.strip());
            }
        }
        return own;
    }

    /// Without `${…}`, `!{…}`, and the `@if(…)`, `@for(…)`, `@template.x.y(…)` calls, whose brackets may nest and whose
    /// strings may hold
    /// any sign. Content that is passed to a template stays, since it stands between backticks.
    private static String withoutCode(String template) {
        var out = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            if (template.startsWith("${", at) || template.startsWith("!{", at) || template.startsWith("$unsafe{", at)) {
                at = skip(template, template.indexOf('{', at), '{', '}', out);
            } else if (template.charAt(at) == '@'
                    && at + 1 < template.length()
                    && Character.isLetter(template.charAt(at + 1))) {
                int end = at + 1;
                while (end < template.length()
                        && (Character.isLetterOrDigit(template.charAt(end)) || template.charAt(end) == '.')) {
                    end++;
                }
                at = end < template.length() && template.charAt(end) == '(' ? skip(template, end, '(', ')', out) : end;
            } else {
                out.append(template.charAt(at++));
            }
        }
        return out.toString();
    }

    /// Passes over bracketed code and returns where it ends; the content between backticks within it is looked at.
    private static int skip(String template, int open, char left, char right, StringBuilder out) {
        int depth = 0;
        int at = open;
        while (at < template.length()) {
            char c = template.charAt(at);
            if (c == '"') {
                at = endOfString(template, at);
            } else if (c == '@' && template.startsWith("@`", at)) {
                int close = endOfContent(template, at + 2);
                out.append('\n')
                        .append(withoutCode(template.substring(at + 2, close)))
                        .append('\n');
                at = close;
            } else if (c == left) {
                depth++;
            } else if (c == right && --depth == 0) {
                return at + 1;
            }
            at++;
        }
        return at;
    }

    private static int endOfString(String template, int open) {
        int at = open + 1;
        while (at < template.length() && template.charAt(at) != '"') {
            at += template.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    /// Contents nest: each begins with @` and ends with the next lone backtick of its level.
    private static int endOfContent(String template, int from) {
        int depth = 1;
        int at = from;
        while (at < template.length()) {
            if (template.startsWith("@`", at)) {
                depth++;
                at++;
            } else if (template.charAt(at) == '`' && --depth == 0) {
                return at;
            }
            at++;
        }
        return at;
    }
}
