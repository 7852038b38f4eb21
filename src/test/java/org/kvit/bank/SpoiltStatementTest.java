package org.kvit.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.kvit.base.Refusal;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Whatever is done to a good file, it is read rightly or refused in words that name the place.
class SpoiltStatementTest {
    private static final int TRIES = 1500;
    /// Of the file as a whole: there is no place to name.
    private static final Set<String> WHOLE =
            Set.of("bank.bad.notStatement", "bank.bad.zip", "bank.bad.files", "bank.bad.bytes", "bank.bad.token");

    private static final List<byte[]> GOOD = IntStream.range(0, 36)
            .mapToObj(i -> RandomCamt.file(52 + i % 3, 2 + i / 3, i).getBytes(StandardCharsets.UTF_8))
            .toList();

    @Test
    void a_spoilt_file_is_read_as_it_stands_or_refused_naming_the_place() throws Exception {
        int read = 0;
        for (int seed = 0; seed < TRIES; seed++) {
            var bad = new Mutations(new Random(seed)).of(GOOD.get(seed % GOOD.size()));
            var told = told(bad, "seed " + seed);
            if (told.isPresent()) {
                read++;
                assertThat(sums(told.get())).as("seed %d", seed).isEqualTo(sumsOfTree(bad));
            }
        }
        assertThat(read).isBetween(TRIES / 10, TRIES * 9 / 10);
    }

    @Test
    void a_spoilt_archive_is_read_or_refused() throws Exception {
        var good = zip(GOOD.get(1), GOOD.get(20));
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var bad = random.nextBoolean() ? Arrays.copyOf(good, random.nextInt(good.length)) : flipped(good, random);
            told(bad, "seed " + seed);
        }
    }

    /// Empty if it was refused.
    private static Optional<Told> told(byte[] file, String name) {
        try {
            return Optional.of(Told.of(file, Limits.USUAL));
        } catch (Refusal refusal) {
            var words = refusal.words();
            assertThat(words.key()).as(name).startsWith("bank.bad.");
            if (!WHOLE.contains(words.key())) {
                assertThat(words.args()).as(name).hasSizeGreaterThanOrEqualTo(2);
                assertThat(words.args().get(0)).as(name).isInstanceOf(Integer.class);
                assertThat(words.args().get(1)).as(name).isInstanceOf(String.class);
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            return fail(name + "\n" + new String(file, StandardCharsets.UTF_8), e);
        }
    }

    /// Number of entries and what they come to, statement by statement.
    private static List<String> sums(Told told) {
        var sums = new ArrayList<String>();
        int from = 0;
        for (int s = 0; s < told.statements.size(); s++) {
            int to = told.ends.get(s);
            var entries = told.entries.subList(from, to);
            from = to;
            long units = entries.stream()
                    .filter(e -> e.batch().map(Entry.Batch::part).orElse(1) == 1)
                    .count();
            var sum = entries.stream().map(Entry::signedAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
            sums.add(told.statements.get(s).account() + " " + units + " "
                    + sum.stripTrailingZeros().toPlainString());
        }
        return sums;
    }

    private static List<String> sumsOfTree(byte[] file) throws Exception {
        var sums = new ArrayList<String>();
        for (var message : messages(Mutations.parse(file).getDocumentElement(), 1)) {
            for (var statement : children(message, "Stmt", "Rpt", "Ntfctn")) {
                var entries = children(statement, "Ntry");
                var sum = BigDecimal.ZERO;
                for (var entry : entries) {
                    var amount = new BigDecimal(own(children(entry, "Amt").getFirst()));
                    sum = own(children(entry, "CdtDbtInd").getFirst()).equals("DBIT")
                            ? sum.subtract(amount)
                            : sum.add(amount);
                }
                sums.add(account(statement) + " " + entries.size() + " "
                        + sum.stripTrailingZeros().toPlainString());
            }
        }
        return sums;
    }

    private static List<Element> messages(Element element, int depth) {
        if (Set.of("BkToCstmrStmt", "BkToCstmrAcctRpt", "BkToCstmrDbtCdtNtfctn").contains(element.getLocalName())) {
            return List.of(element);
        }
        return depth == 4
                ? List.of()
                : children(element).stream()
                        .flatMap(c -> messages(c, depth + 1).stream())
                        .toList();
    }

    private static String account(Element statement) {
        var found = "";
        for (var acct : children(statement, "Acct")) {
            for (var id : children(acct, "Id")) {
                for (var kind : children(id)) {
                    if (kind.getLocalName().equals("IBAN")) {
                        found = own(kind);
                    } else if (found.isEmpty()) {
                        for (var other : children(kind, "Id")) {
                            found = own(other);
                        }
                    }
                }
            }
        }
        return found.replaceAll("\\s", "").toUpperCase(java.util.Locale.ROOT);
    }

    /// An element's own text, without its children's.
    private static String own(Element element) {
        var text = new StringBuilder();
        for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n.getNodeType() == Node.TEXT_NODE || n.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(n.getNodeValue());
            }
        }
        return text.toString().strip();
    }

    private static List<Element> children(Element parent, String... names) {
        var found = new ArrayList<Element>();
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e && (names.length == 0 || Set.of(names).contains(e.getLocalName()))) {
                found.add(e);
            }
        }
        return found;
    }

    private static byte[] flipped(byte[] good, Random random) {
        var bad = good.clone();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bad;
    }

    private static byte[] zip(byte[]... files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < files.length; i++) {
                zip.putNextEntry(new ZipEntry("camt/day" + i + ".xml"));
                zip.write(files[i]);
            }
        }
        return bytes.toByteArray();
    }
}
