package org.kvit.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.base.Money;
import org.kvit.document.AddressLines;
import org.kvit.document.Spayd;
import org.kvit.receivable.AgeingBucket;
import org.kvit.ui.LetterFormats;

/// Puts a letter into words.
final class AccountWriter {
    private final AccountLetter letter;
    private final String language;
    private final LetterFormats formats;
    private final Map<String, String> labels;

    AccountWriter(AccountLetter letter) {
        this.letter = letter;
        this.language = AccountWording.language(letter.to().language());
        this.formats = new LetterFormats(language);
        this.labels = AccountWording.labels(language);
    }

    String language() {
        return language;
    }

    String label(String name) {
        return Optional.ofNullable(labels.get(name)).orElseThrow(() -> new IllegalStateException("no label " + name));
    }

    String subject() {
        return wording().subject().execute(fields()).strip().replaceAll("\\s+", " ");
    }

    AccountPaper paper() {
        return switch (letter) {
            case AccountLetter.OfStatement _ -> AccountPaper.STATEMENT;
            case AccountLetter.OfReconciliation _ -> AccountPaper.RECONCILIATION;
        };
    }

    AccountView view() {
        var words = wording();
        var from = letter.from();
        var to = letter.to();
        return new AccountView(
                language,
                words.title().execute(fields()).strip(),
                label("document." + paper().code()) + " – " + to.name() + ", " + formats.date(letter.today()),
                labels,
                sender(),
                with(
                        to.name(),
                        AddressLines.of(
                                to.street(), to.city(), to.postalCode(), Optional.of(to.country()), from.country())),
                to.name(),
                to.registrationNumber(),
                to.vatNumber(),
                from.city().map(place -> place + ", ").orElse("") + formats.date(letter.today()),
                new AccountView.Signature(from.signatureName(), from.email(), from.phone()),
                AccountWording.paragraphs(words.opening(), fields()),
                AccountWording.paragraphs(words.closing(), fields()),
                sections(),
                Optional.of(label(paper() == AccountPaper.STATEMENT ? "nothing" : "still"))
                        .filter(_ -> letter.isEmpty()),
                summary(),
                AccountPayments.of(letter, this));
    }

    private AccountWording wording() {
        return AccountWording.of(paper(), language);
    }

    /// What wordings may name: see `account/README.md`.
    private Map<String, Object> fields() {
        var span = switch (letter) {
            case AccountLetter.OfStatement s ->
                List.of(s.account().asOf(), s.account().asOf());
            case AccountLetter.OfReconciliation r ->
                List.of(r.account().from(), r.account().to());
        };
        boolean owed = letter instanceof AccountLetter.OfStatement s
                && s.account().balances().stream().anyMatch(b -> b.balance().isPositive());
        return Map.of(
                "company", letter.from().name(),
                "customer", letter.to().name(),
                "from", formats.date(span.getFirst()),
                "date", formats.date(span.getLast()),
                "open", !letter.isEmpty(),
                "owed", owed);
    }

    private AccountView.Sender sender() {
        var from = letter.from();
        return new AccountView.Sender(
                from.name(),
                from.registrationNumber(),
                from.vatNumber(),
                AddressLines.of(
                        from.street(), from.city(), from.postalCode(), Optional.of(from.country()), from.country()),
                Stream.of(from.phone(), from.email(), from.website())
                        .flatMap(Optional::stream)
                        .toList());
    }

    private List<?> sections() {
        return switch (letter) {
            case AccountLetter.OfStatement s ->
                s.account().balances().stream()
                        .map(b -> section(s.account(), b))
                        .toList();
            case AccountLetter.OfReconciliation r ->
                r.account().accounts().stream()
                        .map(a -> section(r.account(), a))
                        .toList();
        };
    }

    private AccountView.StatementSection section(AccountStatement statement, AccountStatement.Balance sums) {
        var ageing = sums.ageing();
        var unused = statement.unused().stream()
                .filter(u -> u.amount().currency().equals(sums.currency()))
                .map(u -> new AccountView.Rest(
                        document(
                                u.payment() ? Reconciliation.Kind.PAYMENT : Reconciliation.Kind.CREDIT_NOTE,
                                u.document()),
                        formats.date(u.on()),
                        formats.amount(Reconciliation.negated(u.amount()))))
                .toList();
        return new AccountView.StatementSection(
                sums.currency(),
                statement.invoices().stream()
                        .filter(i -> i.open().currency().equals(sums.currency()))
                        .map(this::row)
                        .toList(),
                formats.money(ageing.unpaid()),
                formats.money(ageing.overdue()),
                !unused.isEmpty(),
                unused,
                balanceLabel(sums),
                formats.money(absolute(sums.balance())),
                Stream.of(AgeingBucket.values())
                        .map(b -> new AccountView.Age(label(b.name()), formats.amount(ageing.in(b))))
                        .toList());
    }

    private AccountView.Row row(AccountStatement.Open invoice) {
        return new AccountView.Row(
                invoice.number(),
                invoice.reference().filter(r -> !r.equals(invoice.number())).map(r -> referenceLabel(r) + ": " + r),
                formats.date(invoice.issueDate()),
                formats.date(invoice.dueDate()),
                formats.days(invoice.daysOverdue()),
                formats.amount(invoice.total()),
                formats.amount(invoice.open()));
    }

    private String balanceLabel(AccountStatement.Balance sums) {
        return label(sums.balance().amount().signum() < 0 ? "favour" : "balance");
    }

    private AccountView.ReconciliationSection section(Reconciliation act, Reconciliation.Account account) {
        return new AccountView.ReconciliationSection(
                account.currency(),
                label("opening") + " " + formats.date(act.from()),
                sides(account.opening()),
                account.movements().stream()
                        .map(m -> new AccountView.Moved(
                                formats.date(m.on()),
                                document(m.kind(), m.document()),
                                m.debit().isZero() ? "" : formats.amount(m.debit()),
                                m.credit().isZero() ? "" : formats.amount(m.credit())))
                        .toList(),
                new AccountView.Sides(formats.amount(account.debit()), formats.amount(account.credit())),
                label("closing") + " " + formats.date(act.to()),
                sides(account.closing()),
                conclusion(account));
    }

    private AccountView.Sides sides(Money balance) {
        var written = formats.amount(absolute(balance));
        return balance.amount().signum() < 0 ? new AccountView.Sides("", written) : new AccountView.Sides(written, "");
    }

    /// Who owes whom how much, as the law of the Baltic countries wants it said.
    private String conclusion(Reconciliation.Account account) {
        var closing = account.closing();
        if (closing.isZero()) {
            return label("even").replace("{0}", account.currency());
        }
        boolean theyOwe = closing.isPositive();
        var us = letter.from().name();
        var them = letter.to().name();
        return label("owes")
                .replace("{2}", formats.money(absolute(closing)))
                .replace("{0}", theyOwe ? them : us)
                .replace("{1}", theyOwe ? us : them);
    }

    private List<AccountView.Line> summary() {
        var lines = new ArrayList<AccountView.Line>();
        switch (letter) {
            case AccountLetter.OfStatement s ->
                s.account().balances().forEach(b -> {
                    lines.add(line("sum", b.ageing().unpaid()));
                    lines.add(line("overdue", b.ageing().overdue()));
                    if (!b.unused().isZero()) {
                        lines.add(line("unused", Reconciliation.negated(b.unused())));
                    }
                    lines.add(new AccountView.Line(balanceLabel(b), formats.money(absolute(b.balance())), "bold"));
                });
            case AccountLetter.OfReconciliation r ->
                r.account().accounts().forEach(a -> {
                    lines.add(balance("opening", formats.date(r.account().from()), a.opening(), "normal"));
                    lines.add(line("debit", a.debit()));
                    lines.add(line("credit", a.credit()));
                    lines.add(balance("closing", formats.date(r.account().to()), a.closing(), "bold"));
                });
        }
        return lines;
    }

    private AccountView.Line line(String label, Money amount) {
        return new AccountView.Line(label(label), formats.money(amount), "normal");
    }

    private AccountView.Line balance(String label, String on, Money amount, String weight) {
        return new AccountView.Line(label(label) + " " + on, formats.money(amount), weight);
    }

    /// Such as `Invoice RK-17`.
    String document(Reconciliation.Kind kind, String number) {
        return (label(kind.code()) + " " + number).strip();
    }

    String referenceLabel(String reference) {
        return label(Spayd.isVariableSymbol(reference) ? "symbol" : "reference");
    }

    String money(Money amount) {
        return formats.money(amount);
    }

    private static Money absolute(Money amount) {
        return amount.amount().signum() < 0 ? Reconciliation.negated(amount) : amount;
    }

    private static List<String> with(String first, List<String> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }
}
