package org.kvit.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `kvit bench`: measures jobs beside their anchors, and says how they compare.
@Command(
        name = "kvit bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how long jobs take, each beside an anchor measured in the same run,",
            "on a database of its own under target/bench, which is kept for the next run."
        },
        footer = {"", "The table is written to target/bench.md and target/bench.json too."})
public final class Bench implements Callable<Integer> {
    private static final int INVOICES = 1_000_000;
    private static final int FEW_INVOICES = 2_000;

    @Parameters(paramLabel = "JOB", description = "import, again, plan, send; without any: all")
    List<String> jobs = new ArrayList<>();

    @Option(names = "--quick", description = "tiny sizes, once each: whether it all still works")
    boolean quick;

    @Option(names = "--size", paramLabel = "N", description = "so many items only")
    Optional<Integer> size = Optional.empty();

    @Option(names = "--runs", paramLabel = "N", description = "repetitions of which the median counts (5)")
    Optional<Integer> runs = Optional.empty();

    @Option(names = "--explain", description = "write plans of slow statements into target/bench/data/postgres.log")
    boolean explain;

    @Option(names = "--root", hidden = true)
    Path root = Path.of("");

    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        var directory = Files.createDirectories(root.toAbsolutePath().resolve("target/bench"));
        var books = Books.of(quick ? FEW_INVOICES : INVOICES);
        int repetitions = runs.orElse(quick ? 1 : 5);
        try (var sink = Sink.open();
                var program = new Program(directory.resolve("data"), sink.port());
                var server = Server.startedIn(directory.resolve("data"), explain)) {
            var scenarios = chosen(List.of(
                    new StatementScenario(server, program, directory, books),
                    new PlanScenario(server, program),
                    new SendScenario(server, program, sink)));
            var environment = Environment.of(server, root.toAbsolutePath(), books);
            out.println(environment);
            var results = new ArrayList<Result>();
            for (var scenario : scenarios) {
                var sizes = size.map(List::of).orElse(scenario.sizes(quick));
                results.addAll(new Harness(out, repetitions, !quick, directory.resolve("data/postgres"))
                        .measure(scenario, sizes).stream()
                                .filter(r -> jobs.isEmpty()
                                        || jobs.contains(r.figure().job()))
                                .toList());
            }
            var report = new Report(environment, repetitions, results);
            out.println();
            out.print(report.table());
            report.write(root.toAbsolutePath().resolve("target"));
        }
        return CommandLine.ExitCode.OK;
    }

    private List<Scenario> chosen(List<Scenario> all) {
        for (var job : jobs) {
            if (all.stream()
                    .flatMap(s -> s.figures().stream())
                    .noneMatch(f -> f.job().equals(job))) {
                throw new CommandLine.ParameterException(new CommandLine(this), "No job is called " + job + ".");
            }
        }
        return all.stream()
                .filter(s -> jobs.isEmpty() || s.figures().stream().anyMatch(f -> jobs.contains(f.job())))
                .toList();
    }
}
