package org.kvit.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.kvit.base.Refusal;

/// What holds for every file in the formats of lines: what is written is read back, what is damaged is
/// refused in words or read, and whatever files bring an entry, in whatever order, it is one.
class TextFormatsTest {
    private static final String IBAN = "CZ6508000000192000145399";
    private static final String SIXTEEN = "0000192000145399";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 2);
    private static final DateTimeFormatter SIX = DateTimeFormatter.ofPattern("yyMMdd");
    private static final AccountHolder HOLDER =
            new AccountHolder("CZ", List.of(new AccountHolder.Account(IBAN, "CZK")), List.of(mapping()));
    private static final Limits SMALL = new Limits(4_000_000, 100, 40, 2_000, 50, 2_000, 40_000);

    /// An entry as all three formats can tell it.
    private record Item(LocalDate on, BigDecimal amount, boolean credit, String reference, String text) {
        static Item of(Random random, LocalDate on, int number) {
            var amount = BigDecimal.valueOf(random.nextInt(1, 5) * 100L + random.nextInt(100), 2);
            var reference = random.nextInt(3) == 0 ? "" : "2026" + on.getDayOfMonth() + "000" + (1_000 + number);
            return new Item(
                    on, amount, random.nextBoolean(), reference, random.nextBoolean() ? "rent " + number % 2 : "");
        }

        String signed() {
            return (credit ? "" : "-") + amount.toPlainString();
        }
    }

    @Property(tries = 150)
    void what_is_written_as_mt940_is_read_back(@ForAll long seed) {
        var items = some(new Random(seed), 20);
        assertThat(told(swift(items))).isEqualTo(expected(items));
    }

    @Property(tries = 150)
    void what_is_written_as_gpc_is_read_back(@ForAll long seed) {
        var items = some(new Random(seed), 20);
        assertThat(told(abo(items))).isEqualTo(expected(items));
    }

    @Property(tries = 150)
    void what_is_written_as_csv_is_read_back(@ForAll long seed) {
        var items = some(new Random(seed), 20);
        assertThat(told(csv(items))).isEqualTo(expected(items));
    }

    @Property(tries = 60)
    void overlapping_files_in_any_order_end_in_the_same_entries(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 2) int format,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 0, max = 99) Integer> spans) {
        var random = new Random(seed);
        var ledger = new ArrayList<List<Item>>();
        for (int day = 0; day < 10; day++) {
            ledger.add(ofOneDay(random, DAY.plusDays(day)));
        }
        var covered = new HashSet<Integer>();
        var booked = new HashSet<String>();
        for (var span : spans) {
            var items = new ArrayList<Item>();
            for (int day = Math.min(span / 10, span % 10); day <= Math.max(span / 10, span % 10); day++) {
                covered.add(day);
                items.addAll(ledger.get(day));
            }
            booked.addAll(identities(format, items));
        }
        var union = covered.stream()
                .sorted()
                .flatMap(day -> ledger.get(day).stream())
                .toList();
        assertThat(booked).isEqualTo(identities(format, union)).hasSize(union.size());
    }

    @Property(tries = 600)
    void a_damaged_file_is_refused_in_words_or_read(@ForAll long seed, @ForAll @IntRange(min = 0, max = 2) int format) {
        var random = new Random(seed);
        var file = damaged(random, written(format, some(random, 5)));
        try {
            Told.of(file, SMALL, HOLDER);
        } catch (Refusal refusal) {
            assertThat(refusal.words().key()).startsWith("bank.");
        }
    }

    @Test
    void a_file_cut_off_anywhere_reads_no_entry_otherwise_than_the_whole_does() {
        var items = some(new Random(7), 4);
        for (int format = 0; format < 3; format++) {
            var whole = written(format, items);
            var all = new HashSet<>(expected(items));
            for (int length = 1; length < whole.length; length++) {
                try {
                    var told = Told.of(Arrays.copyOf(whole, length), SMALL, HOLDER);
                    var first = told.entries.stream().map(TextFormatsTest::line).toList();
                    assertThat(all).as("format %d cut at %d", format, length).containsAll(withoutText(first, all));
                } catch (Refusal refusal) {
                    assertThat(refusal.words().key()).startsWith("bank.");
                }
            }
        }
    }

    @Test
    void garbage_is_refused_at_once() {
        var random = new Random(3);
        for (int i = 0; i < 200; i++) {
            var bytes = new byte[random.nextInt(1, 5_000)];
            random.nextBytes(bytes);
            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Told.of(bytes, SMALL, HOLDER));
        }
    }

    @Test
    void a_line_or_a_file_without_end_is_refused_before_it_fills_the_memory() {
        for (var head : List.of(":20:1\n:25:1\n:60F:C261101EUR1,\n:61:", "0740000192000145399", "Date;Amount;Text\n")) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> StatementFiles.read(new Endless(head, "x"), SMALL, HOLDER, new Told()));
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> StatementFiles.read(new Endless(head, "x\n"), SMALL, HOLDER, new Told()));
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> StatementFiles.read(new Endless(head, "\"\n"), SMALL, HOLDER, new Told()));
        }
    }

    /// A beginning, and then the same again and again.
    private static final class Endless extends InputStream {
        private final byte[] head;
        private final byte[] rest;
        private long at;

        Endless(String head, String rest) {
            this.head = head.getBytes(StandardCharsets.UTF_8);
            this.rest = rest.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            long now = at++;
            return now < head.length ? head[(int) now] : rest[(int) (now % rest.length)];
        }

        @Override
        public int read(byte[] into, int from, int length) {
            for (int i = 0; i < length; i++) {
                into[from + i] = (byte) read();
            }
            return length;
        }
    }

    private static List<Item> some(Random random, int most) {
        var items = new ArrayList<Item>();
        int count = random.nextInt(1, most + 1);
        for (int i = 0; i < count; i++) {
            items.add(Item.of(random, DAY.plusDays(i / 3), i));
        }
        return items;
    }

    /// With true repeats of what has no reference.
    private static List<Item> ofOneDay(Random random, LocalDate day) {
        var items = new ArrayList<Item>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            var item = Item.of(random, day, i);
            items.add(item);
            if (item.reference().isEmpty() && random.nextBoolean()) {
                items.add(item);
            }
        }
        return items;
    }

    private static byte[] written(int format, List<Item> items) {
        return switch (format) {
            case 0 -> swift(items);
            case 1 -> abo(items);
            default -> csv(items);
        };
    }

    private static Set<String> identities(int format, List<Item> items) {
        return items.isEmpty() && format == 2
                ? Set.of()
                : new HashSet<>(Told.of(written(format, items), Limits.USUAL, HOLDER).identities);
    }

    private static byte[] swift(List<Item> items) {
        var text = new StringBuilder(":20:S\r\n:25:" + IBAN + "\r\n:28C:1/1\r\n:60F:C261101CZK0,00\r\n");
        for (var i : items) {
            text.append(":61:%s%s%s%sNTRFNONREF%s\r\n"
                    .formatted(
                            SIX.format(i.on()),
                            DateTimeFormatter.ofPattern("MMdd").format(i.on()),
                            i.credit() ? "C" : "D",
                            i.amount().toPlainString().replace('.', ','),
                            i.reference().isEmpty() ? "" : "//" + i.reference()));
            text.append(i.text().isEmpty() ? "" : ":86:" + i.text() + "\r\n");
        }
        return (text + ":62F:C261130CZK0,00\r\n-\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] abo(List<Item> items) {
        var gpc = new Gpc().statement(SIXTEEN, DAY.minusDays(1), "0", DAY.plusDays(20), "0");
        for (var i : items) {
            gpc.entry(new Gpc.Item(
                    SIXTEEN,
                    "0".repeat(16),
                    "0",
                    i.amount().toPlainString(),
                    i.credit() ? 2 : 1,
                    "0",
                    "0000",
                    "0",
                    "0",
                    i.on(),
                    "",
                    "0203",
                    i.on()));
            if (!i.reference().isEmpty()) {
                gpc.line("076" + Gpc.digits(i.reference(), 26) + "000000");
            }
            if (!i.text().isEmpty()) {
                gpc.line("078" + i.text());
            }
        }
        return gpc.text().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] csv(List<Item> items) {
        var text = new StringBuilder("Datum;Objem;Text;ID\r\n");
        items.forEach(i -> text.append(
                "%s;%s;\"%s\";%s\r\n".formatted(i.on(), i.signed().replace('.', ','), i.text(), i.reference())));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static CsvMapping mapping() {
        var columns = new EnumMap<CsvField, List<String>>(CsvField.class);
        columns.put(CsvField.DATE, List.of("Datum"));
        columns.put(CsvField.AMOUNT, List.of("Objem"));
        columns.put(CsvField.TEXT, List.of("Text"));
        columns.put(CsvField.BANK_REFERENCE, List.of("ID"));
        return new CsvMapping(
                1, "Bank", ';', "", ',', "yyyy-MM-dd", 1, columns, List.of("Datum", "Objem", "Text", "ID"), "", "");
    }

    private static List<String> told(byte[] file) {
        return Told.of(file, Limits.USUAL, HOLDER).entries.stream()
                .map(TextFormatsTest::line)
                .toList();
    }

    private static List<String> expected(List<Item> items) {
        return items.stream()
                .map(i -> String.join("|", i.on().toString(), i.signed(), "CZK", i.reference(), i.text()))
                .toList();
    }

    private static String line(Entry e) {
        assertThat(e.account()).isEqualTo(IBAN);
        return String.join(
                "|",
                e.bookedOn().toString(),
                e.signedAmount().toPlainString(),
                e.currency(),
                e.bankReference(),
                String.join(" ", e.remittance()));
    }

    /// The last entry of a cut file may have lost its text, or what identifies it, and nothing else.
    private static List<String> withoutText(List<String> told, Set<String> all) {
        if (told.isEmpty()) {
            return told;
        }
        var last = told.getLast();
        var start = last.substring(0, last.indexOf("|CZK|"));
        boolean known = all.stream().anyMatch(l -> l.startsWith(start + "|CZK|"));
        return known ? told.subList(0, told.size() - 1) : told;
    }

    private static byte[] damaged(Random random, byte[] file) {
        var bytes = new ByteArrayOutputStream();
        int times = random.nextInt(1, 6);
        var spots = random.ints(times, 0, file.length).boxed().toList();
        for (int i = 0; i < file.length; i++) {
            if (!spots.contains(i)) {
                bytes.write(file[i]);
                continue;
            }
            switch (random.nextInt(5)) {
                case 0 -> bytes.write(random.nextInt(256));
                case 1 -> bytes.writeBytes(Arrays.copyOfRange(file, i, Math.min(file.length, i + random.nextInt(200))));
                case 2 -> i += random.nextInt(60);
                case 3 -> bytes.writeBytes("9".repeat(random.nextInt(60)).getBytes(StandardCharsets.UTF_8));
                default -> bytes.writeBytes(new byte[] {'\r', '\n'});
            }
        }
        return bytes.toByteArray();
    }
}
