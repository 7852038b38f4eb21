package org.kvit.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            CMR 1234.pdf,                       CMR 1234.pdf
            ../../etc/passwd,                   passwd
            C:\\Users\\anna\\Desktop\\CMR.pdf,  CMR.pdf
            ..\\..\\boot.ini,                   boot.ini
            Rēķins №5 (Tõendiž).pdf,            Rēķins №5 (Tõendiž).pdf
            '  two   spaces .pdf ',             two spaces .pdf
            .htaccess,                          .htaccess
            """)
    void a_name_keeps_what_a_person_reads_and_loses_its_path(String sent, String cleaned) {
        assertThat(FileName.cleaned(sent)).isEqualTo(cleaned);
    }

    @Test
    void what_is_not_seen_or_turns_the_writing_round_is_dropped() {
        assertThat(FileName.cleaned("invoice\u202Efdp.exe")).isEqualTo("invoicefdp.exe");
        assertThat(FileName.cleaned("a\u0000b\r\nc\u200B\u2066d\u2028.pdf")).isEqualTo("abcd.pdf");
        assertThat(FileName.cleaned("a\uD800.pdf")).isEqualTo("a.pdf");
        assertThat(FileName.cleaned("e\u0301.pdf")).isEqualTo("\u00e9.pdf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\n/../../boot.ini",
                "x\r\n\\..\\..\\boot.ini",
                "../\u0085../boot.ini",
                "../\u2028/boot.ini",
                "..\n/\nboot.ini",
                "a/\u202E..\\\u2029boot.ini"
            })
    void a_path_is_lost_on_whatever_line_it_stands(String sent) {
        assertThat(FileName.cleaned(sent)).isEqualTo("boot.ini");
    }

    @Test
    void what_is_no_name_becomes_one_by_what_the_file_is() {
        assertThat(FileName.cleaned("..", FileType.PDF)).isEqualTo("attachment.pdf");
        assertThat(FileName.cleaned("a/", FileType.UNKNOWN)).isEqualTo("attachment.bin");
        assertThat(FileName.cleaned("", FileType.JPEG)).isEqualTo("attachment.jpg");
    }

    @Test
    void an_overlong_name_is_cut_before_its_ending_between_characters() {
        var cut = FileName.cleaned("\uD83D\uDE9A".repeat(500) + ".pdf");
        assertThat(cut.codePointCount(0, cut.length())).isEqualTo(200);
        assertThat(cut).endsWith("\uD83D\uDE9A.pdf");
        assertThat(FileName.cleaned("x".repeat(300))).hasSize(200);
        assertThat(FileName.cleaned("x." + "y".repeat(300))).hasSize(200);
    }
}
