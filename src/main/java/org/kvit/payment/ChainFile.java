package org.kvit.payment;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kvit.base.Words;
import org.kvit.payment.ChainRow.Break;
import org.kvit.payment.ChainRow.Link;
import org.kvit.ui.Page;
import org.kvit.ui.TableFile;

/// A chain of statements as a file: a row for each statement, and one for each gap.
record ChainFile(Page page, ChosenChain chosen, Map<Long, Statements.Received> received) {
    private static final List<String> COLUMNS = List.of(
            "account",
            "currency",
            "number",
            "from",
            "to",
            "opening",
            "in",
            "out",
            "closing",
            "entries",
            "remark",
            "file",
            "importedAt");

    static List<String> columns(Page page) {
        return COLUMNS.stream().map(c -> page.text("payment.statement." + c)).toList();
    }

    void into(TableFile file) {
        for (var row : chosen.rows()) {
            switch (row) {
                case Link link -> file.row(cells(link));
                case Break gap -> file.row(cells(gap));
            }
        }
    }

    private Object[] cells(Link link) {
        var s = link.statement();
        var brought = Objects.requireNonNull(received.get(s.id()));
        return new Object[] {
            chosen.chain().account(),
            chosen.chain().currency(),
            s.sequence(),
            s.from(),
            s.to(),
            s.opening(),
            s.in(),
            s.out(),
            s.closing(),
            s.entries(),
            said(link.words(chosen.chain().currency()).stream().toList()),
            brought.file().name(),
            page.instant(brought.file().at())
        };
    }

    private Object[] cells(Break gap) {
        Optional<BigDecimal> nothing = Optional.empty();
        return new Object[] {
            chosen.chain().account(),
            chosen.chain().currency(),
            "",
            gap.days().map(ChainRow.Days::from),
            gap.days().map(ChainRow.Days::to),
            nothing,
            nothing,
            nothing,
            nothing,
            "",
            said(gap.words(chosen.chain().currency())),
            "",
            ""
        };
    }

    private String said(List<Words> words) {
        return words.stream().map(page::words).collect(Collectors.joining(" "));
    }
}
