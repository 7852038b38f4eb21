package org.kvit.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.kvit.job.Jobs;
import org.kvit.payment.ImportedFile;
import org.kvit.payment.StatementImports;
import tools.jackson.databind.json.JsonMapper;

/// A bank's statement comes, and comes again.
final class StatementScenario implements Scenario {
    private static final String ANCHOR = "read and copied only";
    private static final String FIRST = "imported";
    private static final String AGAIN = "imported again";

    private final Server server;
    private final Program program;
    private final Path directory;
    private final Books books;

    StatementScenario(Server server, Program program, Path directory, Books books) {
        this.server = server;
        this.program = program;
        this.directory = directory;
        this.books = books;
    }

    @Override
    public List<Figure> figures() {
        return List.of(new Figure("import", FIRST, ANCHOR, 3), new Figure("again", AGAIN, FIRST, 0.4));
    }

    @Override
    public List<Integer> sizes(boolean quick) {
        return quick ? List.of(100, 200) : List.of(10_000, 30_000, 100_000);
    }

    @Override
    public void prepare(int size) throws Exception {
        server.books(books.kind(), books::fill);
        Files.deleteIfExists(file(size));
        SampleStatement.write(file(size), books, size);
    }

    @Override
    public void once(int size, Steps steps) throws Exception {
        program.leaves();
        program.worksOn(server.copyOf(server.books(books.kind(), books::fill)));
        try (var connection = server.connectToCopy()) {
            int read = steps.time(ANCHOR, () -> BareImport.run(file(size), connection));
            expect("read", size, read);
            BareImport.remove(connection);
        }
        var first = steps.time(FIRST, () -> program.as(Books.COMPANY, () -> imported(size)));
        expect("new", size, first.statements().getFirst().added());
        var again = steps.time(AGAIN, () -> program.as(Books.COMPANY, () -> imported(size)));
        expect("known", size, again.statements().getFirst().duplicates());
    }

    /// As the command line does it, with a record of the job.
    private ImportedFile imported(int size) throws Exception {
        var imports = program.the(StatementImports.class);
        var job = program.the(Jobs.class)
                .doNow(
                        StatementImports.KIND,
                        "statement.xml",
                        progress -> List.of(imports.run(file(size), "statement.xml", progress)));
        return program.the(JsonMapper.class).treeToValue(job.result().orElseThrow(), ImportedFile[].class)[0];
    }

    private Path file(int size) {
        return directory.resolve("statement-" + books.kind() + "-" + size + ".xml");
    }

    private static void expect(String what, int expected, int found) {
        if (expected != found) {
            throw new IllegalStateException("%d entries were %s, not %d".formatted(found, what, expected));
        }
    }
}
