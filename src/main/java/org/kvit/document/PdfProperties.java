package org.kvit.document;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/// What a PDF says of itself. Archives and screen readers need every one of these.
///
/// @param title shown in the window's title bar
/// @param description one sentence; never empty (PDF/UA)
/// @param author who issues the document
/// @param language of the text, BCP 47
/// @param created to the second; the same properties and page give the same bytes
public record PdfProperties(String title, String description, String author, String language, OffsetDateTime created) {
    public PdfProperties {
        created = created.truncatedTo(ChronoUnit.SECONDS);
    }
}
