package org.kvit.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.base.Refusal;

/// Files as banks and people deliver them: encodings, archives, sizes.
class StatementFilesTest {
    private static final int LARGE = 64 << 20;
    /// What a reader that keeps nothing may hold more at the end than at the beginning.
    private static final long SOME_BUFFERS = 8 << 20;
    private static final String FILE = """
            <Document><BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>LV80BANK0000435195001</IBAN></Id><Ccy>EUR</Ccy></Acct>
            <Ntry><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-23</Dt></BookgDt>
            <NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Jüri Müür OÜ</Nm></Dbtr></RltdPties></TxDtls></NtryDtls></Ntry>
            </Stmt></BkToCstmrStmt></Document>""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTF-8",
                "UTF-16",
                "UTF-16LE",
                "UTF-16BE",
                "ISO-8859-1",
                "ISO-8859-13",
                "ISO-8859-15",
                "windows-1257",
                "windows-1250"
            })
    void a_file_says_in_which_encoding_it_is(String encoding) {
        var declared = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>" + FILE;
        assertThat(payer(declared.getBytes(Charset.forName(encoding)))).isEqualTo("Jüri Müür OÜ");
    }

    @Test
    void without_a_declaration_it_is_utf_8_or_what_its_byte_order_mark_says() {
        assertThat(payer(FILE.getBytes(StandardCharsets.UTF_8))).isEqualTo("Jüri Müür OÜ");
        assertThat(payer(("\ufeff" + FILE).getBytes(StandardCharsets.UTF_8))).isEqualTo("Jüri Müür OÜ");
        assertThat(payer(("\ufeff" + FILE).getBytes(StandardCharsets.UTF_16LE))).isEqualTo("Jüri Müür OÜ");
        assertThat(payer(("\ufeff" + FILE).getBytes(StandardCharsets.UTF_16BE))).isEqualTo("Jüri Müür OÜ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-99", "no such thing", "UTF-32"})
    void an_encoding_that_is_none_or_another_than_said_is_refused(String encoding) {
        assertThat(refusal("<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>" + FILE))
                .isEqualTo("bank.bad.xml");
    }

    @Test
    void namespaces_may_be_prefixed_and_the_document_wrapped() {
        var prefixed = FILE.replaceAll("<(/?)([A-Z])", "<$1n:$2")
                .replaceFirst("<n:Document", "<n:Document xmlns:n=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"");
        assertThat(payer(prefixed.getBytes(StandardCharsets.UTF_8))).isEqualTo("Jüri Müür OÜ");
        var wrapped =
                "<e:Envelope xmlns:e=\"urn:e\"><h:AppHdr xmlns:h=\"urn:iso:std:iso:20022:tech:xsd:head.001.001.02\"><h:Fr/></h:AppHdr>"
                        + prefixed + "</e:Envelope>";
        assertThat(payer(wrapped.getBytes(StandardCharsets.UTF_8))).isEqualTo("Jüri Müür OÜ");
    }

    @Test
    void an_archive_is_read_through_all_its_directories() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var name : new String[] {
                "2026/", "2026/11/a.xml", "2026/11/deep/er/b.XML", "__MACOSX/2026/._a.xml", "readme.txt"
            }) {
                zip.putNextEntry(new ZipEntry(name));
                var text = name.endsWith("/") ? "" : name.startsWith("2026") ? FILE : "Read me first.";
                zip.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(Told.of(bytes.toByteArray(), Limits.USUAL).statements).hasSize(2);
    }

    @Test
    void an_archive_without_an_end_is_refused() throws IOException {
        var one = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(one)) {
            zip.putNextEntry(new ZipEntry("a.txt"));
        }
        var local = java.util.Arrays.copyOf(one.toByteArray(), 30 + "a.txt".length() + 2 + 16);
        var endless = new SequenceInputStream(
                Collections.enumeration(Stream.generate(() -> new java.io.ByteArrayInputStream(local))
                        .limit(100_000)
                        .toList()));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> StatementFiles.read(endless, Limits.USUAL, new Told()))
                .satisfies(r -> assertThat(r.words().key()).isEqualTo("bank.bad.files"));
    }

    @Test
    void an_archive_that_swells_is_refused_before_it_fills_anything() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a.xml"));
            zip.write("<Document><BkToCstmrStmt><Stmt><Id>".getBytes(StandardCharsets.UTF_8));
            var blanks = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                zip.write(blanks);
            }
        }
        assertThat(bytes.size()).isLessThan(100_000);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Told.of(bytes.toByteArray(), Limits.USUAL));
    }

    @Test
    void a_large_file_is_read_as_a_stream_and_nothing_of_it_is_held() throws IOException {
        int entries = LARGE / ManyEntries.bytesEach();
        var counting = new Counting(entries);
        StatementFiles.read(new ManyEntries(entries), Limits.USUAL, counting);
        assertThat(counting.entries).isEqualTo(entries);
        assertThat(counting.sum).isEqualByComparingTo(new BigDecimal("10").multiply(BigDecimal.valueOf(entries)));
        assertThat(counting.late - counting.early).isLessThan(SOME_BUFFERS);
    }

    /// Looks at the memory in use near the beginning and near the end.
    private static final class Counting implements StatementSink {
        private final int all;
        private int entries;
        private long early;
        private long late;
        private BigDecimal sum = BigDecimal.ZERO;

        private Counting(int all) {
            this.all = all;
        }

        @Override
        public void opened(Statement statement) {}

        @Override
        public void entry(Entry entry) {
            entries++;
            sum = sum.add(entry.signedAmount());
            if (entries == all / 10) {
                early = inUse();
            } else if (entries == all / 10 * 9) {
                late = inUse();
            }
        }

        @Override
        public void closed(Statement statement) {}

        private static long inUse() {
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }
    }

    private static String payer(byte[] file) {
        return Told.of(file, Limits.USUAL).entries.getFirst().counterpartyName();
    }

    private static String refusal(String file) {
        return assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Told.of(file))
                .actual()
                .words()
                .key();
    }
}
