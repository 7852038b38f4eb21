package org.kvit.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileBeginningTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            %PDF-1.7                                      | PDF
            GIF89a                                        | GIF
            MM\\0*                                        | TIFF
            RIFF0000WEBPVP8                               | WEBP
            RIFF0000WAVEfmt                               | TEXT
            Signed by Jānis                               | TEXT
            <!DOCTYPE html><p>                            | HTML
            <svg xmlns="http://www.w3.org/2000/svg">      | SVG
            <?xml version="1.0"?><!-- --><svg onload="x"> | SVG
            <?xml version="1.0"?><Invoice/>               | XML
            <?xml version="1.0"?><html/>                  | HTML
            <script>alert(1)</script>%PDF-1.7             | HTML
            <b>bold                                       | HTML
            """)
    void what_a_file_is_its_content_says(String beginning, FileType type) {
        assertThat(type(beginning.replace("\\0", "\0").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(type);
    }

    @Test
    void pictures_are_known_by_their_first_bytes() {
        assertThat(type(bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0))).isEqualTo(FileType.PNG);
        assertThat(type(bytes(0xff, 0xd8, 0xff, 0xe0))).isEqualTo(FileType.JPEG);
        assertThat(type(bytes('I', 'I', '*', 0))).isEqualTo(FileType.TIFF);
        assertThat(type(bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1))).isEqualTo(FileType.OLE);
    }

    @Test
    void an_archive_is_told_from_an_office_file_by_the_names_in_it() throws IOException {
        assertThat(type(zip("[Content_Types].xml", "xl/workbook.xml"))).isEqualTo(FileType.EXCEL);
        assertThat(type(zip("_rels/.rels", "word/document.xml"))).isEqualTo(FileType.WORD);
        assertThat(type(zip("anything", "word/document.xml"))).isEqualTo(FileType.ZIP);
    }

    @Test
    void a_character_that_is_cut_in_two_is_still_text_and_what_is_none_is_unknown() {
        assertThat(type(bytes('a', 0xc4))).isEqualTo(FileType.TEXT);
        assertThat(type(bytes('a', 0xc4, 'b'))).isEqualTo(FileType.UNKNOWN);
        assertThat(type(bytes('a', 0, 'b'))).isEqualTo(FileType.UNKNOWN);
        assertThat(type(bytes())).isEqualTo(FileType.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "CMR-1234.pdf, POD",
        "scan_cmr2.jpg, POD",
        "Pod.pdf, POD",
        "signed POD.tif, POD",
        "smlouva POD 5 t.pdf, POD",
        "scan cmr 5.pdf, POD",
        "signed pod.tif, POD",
        "signed pod, POD",
        "scan_pod_17.pdf, POD",
        "scan pod2.jpg, POD",
        "scan pod-2.jpg, POD",
        "pod 17.pdf, POD",
        "smlouva pod 5 t.pdf, OTHER",
        "náklad pod plachtou.pdf, OTHER",
        "Zmluva Pod 5 t.pdf, OTHER",
        "smlouva_pod 5 t.pdf, OTHER",
        "podklad 1.pdf, OTHER",
        "podpis.pdf, OTHER",
        "PODPIS.pdf, OTHER",
        "tripod.jpg, OTHER",
        "order.pdf, OTHER"
    })
    void a_proof_of_delivery_is_guessed_from_its_name(String name, AttachmentKind kind) {
        assertThat(AttachmentKind.guess(name)).isEqualTo(kind);
    }

    private static FileType type(byte[] bytes) {
        return new FileBeginning(bytes).type();
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] zip(String... names) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(1);
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
