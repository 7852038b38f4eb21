package org.kvit.document;

import com.openhtmltopdf.css.parser.CSSParser;
import com.openhtmltopdf.css.sheet.Stylesheet;
import com.openhtmltopdf.css.sheet.StylesheetInfo;
import com.openhtmltopdf.simple.extend.XhtmlNamespaceHandler;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;

/// Parses each style sheet once instead of once per page: letters of a run share theirs. Only `style`
/// elements count;
/// a `link` to a style sheet is not followed.
final class ParsedStyles extends XhtmlNamespaceHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ParsedStyles.class);
    private static final int MOST_KEPT = 100;

    private final Map<String, Stylesheet> parsed = new ConcurrentHashMap<>();

    @Override
    public StylesheetInfo[] getStylesheets(Document page) {
        var css = new StringBuilder();
        var styles = page.getElementsByTagName("style");
        for (int i = 0; i < styles.getLength(); i++) {
            css.append(styles.item(i).getTextContent()).append('\n');
        }
        if (parsed.size() > MOST_KEPT) {
            parsed.clear();
        }
        return new StylesheetInfo[] {sheet(parsed.computeIfAbsent(css.toString(), ParsedStyles::parse))};
    }

    private static StylesheetInfo sheet(Stylesheet stylesheet) {
        var sheet = new StylesheetInfo();
        sheet.setUri(stylesheet.getURI());
        sheet.setMedia("all");
        sheet.setOrigin(StylesheetInfo.AUTHOR);
        sheet.setStylesheet(stylesheet);
        return sheet;
    }

    private static Stylesheet parse(String css) {
        try {
            var parser = new CSSParser((uri, message) -> LOG.warn("style sheet: {}", message));
            return parser.parseStylesheet("style:page", StylesheetInfo.AUTHOR, new StringReader(css));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
