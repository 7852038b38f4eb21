package org.kvit.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.kvit.receivable.AgeingBucket;
import org.kvit.receivable.Debtor;
import org.kvit.receivable.Debtors;
import org.kvit.ui.Page;
import org.kvit.ui.TableFile;
import org.springframework.stereotype.Component;

/// The debtors' list as a file: all of it, filtered and sorted as on the screen.
@Component
class DebtorsFile {
    private final Debtors debtors;

    DebtorsFile(Debtors debtors) {
        this.debtors = debtors;
    }

    void answer(HttpServletResponse response, String format, DeskState state, Page page) throws IOException {
        var rows = debtors.all(state.asOf(), state.filter(), state.order());
        var name = page.text("desk.file", state.asOf().toString());
        TableFile.answer(response, format, name, columns(page), file -> rows.forEach(d -> write(file, d, page)));
    }

    private static List<String> columns(Page page) {
        var keys = Stream.of(
                Stream.of("name", "country", "currency", "unpaid", "overdue").map(c -> "receivable.column." + c),
                Arrays.stream(AgeingBucket.values()).map(b -> "receivable.bucket." + b),
                Stream.of("oldest", "lastReminder", "promised", "nextAction", "manager", "reach")
                        .map(c -> "receivable.column." + c));
        return keys.flatMap(k -> k).map(page::text).toList();
    }

    private static void write(TableFile file, Debtor debtor, Page page) {
        var cells = new ArrayList<Object>(List.of(
                debtor.name(),
                page.country(debtor.country()),
                debtor.currency(),
                debtor.unpaid().amount(),
                debtor.overdue().amount()));
        for (var bucket : AgeingBucket.values()) {
            cells.add(debtor.ageing().in(bucket).amount());
        }
        cells.addAll(List.of(
                debtor.oldestDays(),
                debtor.lastReminderOn(),
                debtor.promisedOn(),
                debtor.nextActionOn(),
                debtor.accountManager(),
                page.text("receivable.reach." + debtor.reach())));
        file.row(cells.toArray());
    }
}
