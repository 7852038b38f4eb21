package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/// Undone imports of batches that came whole and in parts, and of overlapping files in many orders.
class UndoneBatchTest extends Settled {
    private static final String PARTS = transaction("4.00", "a") + transaction("6.00", "b");

    @Autowired
    ImportUndoing undoing;

    @Test
    void a_batch_that_was_taken_apart_is_whole_again_when_its_transactions_are_undone() {
        delivers(batch(""));
        long whole = file();
        delivers(batch(PARTS));
        assertThat(amounts()).containsExactly("4.00", "6.00");
        refused("payment.import.rests", () -> undo(whole));
        assertThat(run(() -> undoing.of(file())).back()).isEqualTo(1);
        undo(file());
        assertThat(amounts()).containsExactly("10.00");
        assertThat(sound()).isEmpty();
        delivers(batch(PARTS));
        assertThat(amounts()).containsExactly("4.00", "6.00");
        undo(file());
        undo(whole);
        assertThat(amounts()).isEmpty();
        assertThat(sound()).isEmpty();
    }

    /// Files of entries 0 to 9 that overlap as they like, undone in the opposite order down to a random one, and
    /// brought again.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatever_is_undone_and_brought_again_ends_in_the_union_of_what_stands(long seed) {
        var random = new java.util.SplittableRandom(seed);
        var files = new ArrayList<List<Integer>>();
        for (int i = 0; i < 4; i++) {
            int from = random.nextInt(8);
            files.add(java.util.stream.IntStream.rangeClosed(from, Math.min(9, from + random.nextInt(1, 5)))
                    .boxed()
                    .toList());
        }
        var ids = new ArrayList<Long>();
        files.forEach(f -> {
            delivers(entries(f));
            ids.add(file());
        });
        int kept = random.nextInt(4);
        for (int i = 3; i >= kept; i--) {
            undo(ids.get(i));
        }
        assertThat(amounts()).isEqualTo(union(files.subList(0, kept)));
        assertThat(sound()).isEmpty();
        files.reversed().forEach(f -> delivers(entries(f)));
        assertThat(amounts()).isEqualTo(union(files));
        assertThat(sound()).isEmpty();
    }

    private static List<String> union(List<List<Integer>> files) {
        return files.stream()
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .map(n -> (n + 1) + ".00")
                .toList();
    }

    private static String entries(List<Integer> numbers) {
        return String.join("", numbers.stream().map(n -> """
                <Ntry><Amt Ccy="EUR">%1$d.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt>
                <AcctSvcrRef>202611200%1$d</AcctSvcrRef></Ntry>
                """.formatted(n + 1)).toList());
    }

    private List<String> amounts() {
        return bank.rows("SELECT round(amount, 2)::text FROM payment WHERE voided_at IS NULL ORDER BY amount");
    }

    private long file() {
        return bank.number("SELECT max(id)::text FROM statement_file");
    }

    private void undo(long file) {
        bank.company()
                .actor()
                .run(() -> undoing.undo(file, undoing.of(file).seen()));
    }

    private void delivers(String entries) {
        bank.delivers("""
                <Document><BkToCstmrStmt><Stmt><Id>S</Id><Acct><Id><IBAN>%s</IBAN></Id><Ccy>EUR</Ccy></Acct>%s</Stmt></BkToCstmrStmt></Document>
                """.formatted(Camt.ACCOUNT, entries).getBytes(StandardCharsets.UTF_8));
    }

    private static String batch(String transactions) {
        return """
                <Ntry><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt>
                <AcctSvcrRef>BATCH-0001</AcctSvcrRef><NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>%s</NtryDtls></Ntry>
                """.formatted(transactions);
    }

    private static String transaction(String amount, String text) {
        return "<TxDtls><AmtDtls><TxAmt><Amt Ccy=\"EUR\">" + amount + "</Amt></TxAmt></AmtDtls><RmtInf><Ustrd>" + text
                + "</Ustrd></RmtInf></TxDtls>";
    }
}
