package org.kvit.attachment;

import java.util.Arrays;

/// What a file is, as far as it matters here.
public enum FileType {
    PDF("application/pdf", "pdf"),
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg"),
    GIF("image/gif", "gif"),
    WEBP("image/webp", "webp"),
    TIFF("image/tiff", "tif"),
    WORD("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    EXCEL("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    POWERPOINT("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    OPEN_TEXT("application/vnd.oasis.opendocument.text", "odt"),
    OPEN_SHEET("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    /// Word, Excel and Outlook before 2007
    OLE("application/x-ole-storage", "doc"),
    ZIP("application/zip", "zip"),
    SVG("image/svg+xml", "svg"),
    HTML("text/html", "html"),
    XML("application/xml", "xml"),
    TEXT("text/plain", "txt"),
    UNKNOWN("application/octet-stream", "bin");

    private final String mediaType;
    private final String ending;

    FileType(String mediaType, String ending) {
        this.mediaType = mediaType;
        this.ending = ending;
    }

    public String mediaType() {
        return mediaType;
    }

    /// Of the name of a file of this type, without the dot.
    String ending() {
        return ending;
    }

    /// Whether a browser may show it as what it is: only what can't carry a script that it would
    /// run as ours.
    public boolean isShown() {
        return this == PDF || isPicture();
    }

    public boolean isPicture() {
        return switch (this) {
            case PNG, JPEG, GIF, WEBP -> true;
            default -> false;
        };
    }

    static FileType ofMediaType(String mediaType) {
        return Arrays.stream(values())
                .filter(t -> t.mediaType.equals(mediaType))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
