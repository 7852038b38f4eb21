package org.kvit.reminder;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kvit.company.Companies;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What a letter would say if it went out now: its invoices as proposed, their amounts as they are.
@Component
class LetterPreviews {
    private final Companies companies;
    private final Policies policies;
    private final ReminderRuns runs;
    private final RunReadings readings;
    private final OpenItems items;
    private final Addressees addressees;
    private final LetterTemplates templates;
    private final LetterAdditions additions;
    private final EditedTexts edited;

    LetterPreviews(
            Companies companies,
            Policies policies,
            ReminderRuns runs,
            RunReadings readings,
            OpenItems items,
            Addressees addressees,
            LetterTemplates templates,
            LetterAdditions additions,
            EditedTexts edited) {
        this.companies = companies;
        this.policies = policies;
        this.runs = runs;
        this.readings = readings;
        this.items = items;
        this.addressees = addressees;
        this.templates = templates;
        this.additions = additions;
        this.edited = edited;
    }

    /// Empty if nothing that it listed is owed any more.
    @Transactional(readOnly = true)
    public Optional<LetterModel> of(ReminderRun.Letter letter, long run) {
        return shown(letter, run).map(Shown::model);
    }

    /// @param template whose words it has, unless a person gave it others
    record Shown(LetterModel model, String template) {}

    @Transactional(readOnly = true)
    public Optional<Shown> shown(ReminderRun.Letter letter, long run) {
        var all = policies.all();
        var now = runs.circumstances(readings.run(new RunId(run)).asOf());
        var customer = List.of(letter.customer());
        var proposed = letter.lines().stream()
                .filter(line -> letter.skipped() || line.counts())
                .map(ReminderRun.Line::invoice)
                .toList();
        var owed =
                items
                        .of(ReminderRuns.span(all, now.asOf()), customer)
                        .getOrDefault(letter.customer(), List.of())
                        .stream()
                        .filter(item -> proposed.contains(item.id()))
                        .toList();
        var to = Objects.requireNonNull(addressees.of(customer).get(letter.customer()));
        return all.of(to)
                .level(letter.level())
                .filter(_ -> !owed.isEmpty())
                .map(level -> shown(letter, model(new ReminderPlan.Letter(to, level, owed), now), level.template()));
    }

    private Shown shown(ReminderRun.Letter letter, LetterModel model, String template) {
        return new Shown(
                edited.of(letter.id()).map(text -> text.on(model)).orElse(model),
                LetterWordings.speaking(template, model.isOverdue()));
    }

    private LetterModel model(ReminderPlan.Letter letter, Circumstances now) {
        var known = additions.known(List.of(letter), now.today());
        return LetterModels.of(companies.own(), templates.wordings(), letter, now.asOf(), now.today())
                .charging(known.charges(letter).charges())
                .enclosing(!known.printed().isEmpty());
    }
}
