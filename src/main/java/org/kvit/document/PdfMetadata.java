package org.kvit.document;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.GregorianCalendar;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;

/// Writes a document's properties where PDF/A and PDF/UA demand them: in the information dictionary, in
/// the XMP packet
/// (which must agree with it) and in the catalog.
final class PdfMetadata {
    private static final String PRODUCER = "Kvit";
    private static final Template PACKET = packet();

    private PdfMetadata() {}

    static void write(PdfProperties properties, PDDocument document) throws IOException {
        document.setDocumentInformation(information(properties));
        var catalog = document.getDocumentCatalog();
        catalog.setLanguage(properties.language());
        var metadata = new PDMetadata(document);
        metadata.importXMPMetadata(packet(properties).getBytes(StandardCharsets.UTF_8));
        catalog.setMetadata(metadata);
    }

    private static PDDocumentInformation information(PdfProperties properties) {
        var information = new PDDocumentInformation();
        information.setTitle(properties.title());
        information.setSubject(properties.description());
        information.setAuthor(properties.author());
        information.setProducer(PRODUCER);
        information.setCreationDate(GregorianCalendar.from(properties.created().toZonedDateTime()));
        return information;
    }

    private static String packet(PdfProperties properties) {
        return PACKET.execute(Map.of(
                "title", properties.title(),
                "description", properties.description(),
                "author", properties.author(),
                "language", properties.language(),
                "created", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(properties.created()),
                "producer", PRODUCER));
    }

    private static Template packet() {
        try (var in = PdfMetadata.class.getResourceAsStream("/document/metadata.xmp")) {
            var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return Mustache.compiler().compile(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
