package org.kvit.reminder;

import org.kvit.document.PdfPictures;

/// What a template says to somebody, before it is saved.
///
/// @param to whom it would go
/// @param text the e-mail as plain text
public record TemplatePreview(String to, String subject, PdfPictures letter, String text) {}
