package org.kvit.banklink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.job.Jobs;
import org.kvit.payment.StatementImports;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/// What a test of bank links needs of the world: a company, its links, and somebody who reads them.
/// Made by the context's bean factory, so that all tests share one context.
class LinkOffice {
    final BankLinks links;
    final LinkPolls polls;
    final LinkFiles files;
    final Readings readings;
    private final Sources sources;
    private final FileImport imports;
    private final Jobs jobs;
    private final Companies companies;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final DataSource database;

    LinkOffice(
            BankLinks links,
            LinkPolls polls,
            LinkFiles files,
            Readings readings,
            Sources sources,
            FileImport imports,
            Jobs jobs,
            Companies companies,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            DataSource database) {
        this.database = database;
        this.links = links;
        this.polls = polls;
        this.files = files;
        this.readings = readings;
        this.sources = sources;
        this.imports = imports;
        this.jobs = jobs;
        this.companies = companies;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /// One company's bank links.
    final class Desk {
        final TestCompany company = TestCompany.found(companies);

        /// The directory of this machine that the company may read, empty.
        Path directory() throws IOException {
            var directory = Path.of("target/test-bank/" + company.id().value()).toAbsolutePath();
            FileSystemUtils.deleteRecursively(directory);
            return Files.createDirectories(directory);
        }

        BankLinkId add(Setup setup) {
            return company.actor().get(() -> links.add(setup));
        }

        void change(BankLinkId id, Setup setup) {
            company.actor().run(() -> links.change(id, setup));
        }

        LinkReading.Result read(BankLinkId id) {
            return company.actor().get(() -> readings.now(id));
        }

        /// With something that happens between the two looks.
        LinkReading.Result read(BankLinkId id, Settling meanwhile) {
            var reading = new LinkReading(links, sources, polls, files, imports, meanwhile);
            return company.actor().get(() -> reading.read(links.find(id)));
        }

        LinkPolls.State state(BankLinkId id) {
            return company.actor().get(() -> polls.state(id));
        }

        List<LinkFiles.Entry> files(BankLinkId id) {
            return company.actor().get(() -> files.latest(id, 100));
        }

        List<String> amounts() {
            return rows("SELECT trim_scale(amount)::text FROM payment ORDER BY id");
        }

        /// What the imports' page lists.
        List<Jobs.Job> imports() {
            return company.actor().get(() -> jobs.recent(List.of(StatementImports.KIND), 100));
        }

        List<String> rows(String sql) {
            return company.actor()
                    .get(() -> Objects.requireNonNull(transaction.execute(_ ->
                            jdbc.sql(sql).query((row, n) -> row.getString(1)).list())));
        }
    }

    DataSource database() {
        return database;
    }

    Desk desk() {
        return new Desk();
    }

    /// A link to a directory of an SFTP server, by a key.
    static Setup sftp(OpenSsh server, String directory) {
        return sftp(server.port(), server.user(), server.privateKey(), directory, server.fingerprint());
    }

    static Setup sftp(int port, String user, String key, String directory, String hostKey) {
        return new Setup(
                "Swedbank",
                BankLink.Kind.SFTP,
                true,
                directory,
                "*",
                "archive",
                15,
                Optional.empty(),
                "127.0.0.1",
                port,
                user,
                BankLink.SignIn.KEY,
                "",
                key,
                "",
                hostKey.isEmpty() ? List.of() : List.of(hostKey));
    }
}
