package org.kvit.account;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.kvit.base.Money;
import org.kvit.ui.Page;
import org.kvit.ui.TableFile;

/// An account as a table: the same rows as on paper.
final class AccountFile {
    private AccountFile() {}

    /// @param name of the file, without its ending
    static void answer(HttpServletResponse response, AccountLetter letter, String name, Page page) throws IOException {
        switch (letter) {
            case AccountLetter.OfStatement s ->
                TableFile.answer(
                        response,
                        "xlsx",
                        name,
                        columns(page, "currency", "document", "date", "due", "days", "total", "open"),
                        file -> open(file, s.account(), page));
            case AccountLetter.OfReconciliation r ->
                TableFile.answer(
                        response,
                        "xlsx",
                        name,
                        columns(page, "currency", "date", "document", "debit", "credit", "theirDebit", "theirCredit"),
                        file -> r.account().accounts().forEach(a -> moved(file, r.account(), a, page)));
        }
    }

    private static void open(TableFile file, AccountStatement account, Page page) {
        account.invoices()
                .forEach(i -> file.row(
                        i.open().currency(),
                        i.number(),
                        i.issueDate(),
                        i.dueDate(),
                        Math.max(0, i.daysOverdue()),
                        i.total().amount(),
                        i.open().amount()));
        account.unused()
                .forEach(u -> file.row(
                        u.amount().currency(),
                        (page.text(u.payment() ? "account.kind.payment" : "account.kind.credit_note") + " "
                                        + u.document())
                                .strip(),
                        u.on(),
                        null,
                        null,
                        null,
                        u.amount().amount().negate()));
    }

    private static void moved(TableFile file, Reconciliation act, Reconciliation.Account account, Page page) {
        balance(file, page.text("account.opening", page.date(act.from())), account.opening(), act.from());
        account.movements()
                .forEach(m -> file.row(
                        account.currency(),
                        m.on(),
                        (page.text("account.kind." + m.kind().code()) + " " + m.document()).strip(),
                        m.debit().isZero() ? null : m.debit().amount(),
                        m.credit().isZero() ? null : m.credit().amount()));
        file.row(
                account.currency(),
                null,
                page.text("account.turnover"),
                account.debit().amount(),
                account.credit().amount());
        balance(file, page.text("account.closing", page.date(act.to())), account.closing(), act.to());
    }

    private static void balance(TableFile file, String label, Money balance, java.time.LocalDate on) {
        boolean ours = balance.amount().signum() < 0;
        file.row(
                balance.currency(),
                on,
                label,
                ours ? null : balance.amount(),
                ours ? balance.amount().negate() : null);
    }

    private static List<String> columns(Page page, String... names) {
        return Stream.of(names).map(n -> page.text("account.column." + n)).toList();
    }
}
