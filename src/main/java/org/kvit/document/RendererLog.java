package org.kvit.document;

import com.openhtmltopdf.util.Diagnostic;
import com.openhtmltopdf.util.LogMessageId;
import com.openhtmltopdf.util.XRLogger;
import java.util.Set;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Passes on what the PDF library warns of (a bad style, a refused resource); its chatter is not even
/// put together.
/// Nor what it says of missing properties: [PdfMetadata] writes them.
final class RendererLog implements XRLogger {
    private static final Logger LOG = LoggerFactory.getLogger(PdfRenderer.class);
    private static final Set<LogMessageId> OURS = Set.of(
            LogMessageId.LogMessageId0Param.GENERAL_PDF_ACCESSIBILITY_NO_DOCUMENT_TITLE_PROVIDED,
            LogMessageId.LogMessageId0Param.GENERAL_PDF_ACCESSIBILITY_NO_DOCUMENT_DESCRIPTION_PROVIDED);

    @Override
    public boolean isLogLevelEnabled(Diagnostic diagnostic) {
        return diagnostic.getLevel().intValue() >= Level.WARNING.intValue()
                && !OURS.contains(diagnostic.getLogMessageId());
    }

    @Override
    public void log(String where, Level level, String message) {
        LOG.warn("{}", message);
    }

    @Override
    public void log(String where, Level level, String message, Throwable thrown) {
        LOG.warn("{}", message, thrown);
    }

    @Override
    public void setLevel(String logger, Level level) {
        // our own logging's settings decide
    }
}
