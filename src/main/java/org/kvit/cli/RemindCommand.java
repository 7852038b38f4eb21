package org.kvit.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.kvit.base.Words;
import org.kvit.company.Companies;
import org.kvit.mail.MailWorker;
import org.kvit.reminder.Dispatcher;
import org.kvit.reminder.ReminderRun;
import org.kvit.reminder.ReminderRuns;
import org.kvit.reminder.RunId;
import org.kvit.reminder.RunReadings;
import org.kvit.reminder.RunReport;
import org.kvit.ui.Formats;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `kvit remind`: proposes reminders and says what is left out and why; with `--send` sends them and
/// waits until they are with
/// the mail server.
@Command(name = "remind", mixinStandardHelpOptions = true)
final class RemindCommand implements Callable<Integer> {
    private static final Duration TO_DELIVER = Duration.ofMinutes(30);
    private static final int ALL = Integer.MAX_VALUE;

    private final Program program;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--date", paramLabel = "DATE", descriptionKey = "date")
    Optional<LocalDate> date = Optional.empty();

    @Option(names = "--send")
    boolean send;

    @Option(names = "--json")
    boolean asJson;

    @Option(names = "--company", paramLabel = "NAME|ID")
    Optional<String> company = Optional.empty();

    @Mixin
    Settings settings = new Settings();

    RemindCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws Exception {
        return program.job(settings, services -> services.in(company, () -> remind(services)));
    }

    private Integer remind(Services services) {
        var dispatcher = services.the(Dispatcher.class);
        var readings = services.the(RunReadings.class);
        if (send) {
            dispatcher.finishOthers();
        }
        var run = services.the(ReminderRuns.class)
                .propose(date.orElseGet(() -> services.the(Companies.class).today()), Optional.empty());
        long waiting = 0;
        if (send && readings.run(run).state() == ReminderRun.State.PROPOSED) {
            dispatcher.sendNow(run, Optional.empty());
            var queue = services.the(MailWorker.class).drain(TO_DELIVER);
            waiting = queue.now() + queue.later();
        }
        boolean well = asJson ? json(services, run) : words(readings, run, waiting);
        return well ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private boolean json(Services services, RunId run) {
        var report = services.the(RunReport.class).of(run, program::text);
        spec.commandLine().getOut().println(services.the(JsonMapper.class).writeValueAsString(report));
        return report.letters().stream().noneMatch(l -> l.state().equals("failed"));
    }

    private boolean words(RunReadings readings, RunId run, long waiting) {
        var out = spec.commandLine().getOut();
        var letters = readings.letters(run, OptionalInt.empty(), 0, ALL);
        letters.forEach(letter -> out.println(line(letter)));
        leftOut(readings, run, out);
        long sent = letters.stream().filter(l -> l.state().equals("sent")).count();
        long failed = letters.stream()
                .filter(l -> l.state().equals("failed") || l.state().equals("uncertain"))
                .count();
        out.println(
                send
                        ? program.text("cli.remind.sent", sent, failed)
                        : program.text("cli.remind.proposed", letters.size()));
        if (waiting > 0) {
            spec.commandLine().getErr().println(program.text("cli.remind.waiting", waiting));
        }
        return failed == 0;
    }

    private String line(ReminderRun.Letter letter) {
        return program.text(
                "cli.remind.letter",
                letter.customerName(),
                letter.level(),
                program.text("reminder.letter.state." + letter.state()),
                String.join(", ", letter.recipients()),
                String.join(
                        ", ",
                        letter.lines().stream()
                                .filter(ReminderRun.Line::counts)
                                .map(ReminderRun.Line::number)
                                .toList()),
                String.join(
                        ", ",
                        letter.sums().stream()
                                .map(new Formats(program.language())::money)
                                .toList()));
    }

    private void leftOut(RunReadings readings, RunId run, PrintWriter out) {
        List<ReminderRun.LeftOut> left = readings.leftOut(run, 0, ALL);
        left.forEach(
                o -> out.println(program.text("cli.remind.leftOut", o.number(), o.customerName(), words(o.reason()))));
    }

    private String words(Words words) {
        return program.text(words);
    }
}
