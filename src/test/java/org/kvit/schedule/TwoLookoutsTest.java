package org.kvit.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.kvit.Kvit;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.TestFiles;
import org.kvit.company.Companies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Two servers on one database look at the schedules of several companies at the same moments.
@KvitTest
class TwoLookoutsTest {
    private static final int COMPANIES = 5;
    private static final int LOOKS = 6;

    @Autowired
    private DataSource database;

    @Autowired
    private Companies companies;

    @Autowired
    private Firings firings;

    @Autowired
    private ReminderSchedules schedules;

    @Autowired
    private Lookout lookout;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void each_day_of_each_company_is_made_by_one_of_two_servers() throws Exception {
        var all = IntStream.range(0, COMPANIES)
                .mapToObj(_ -> TestCompany.found(companies))
                .toList();
        var offices = all.stream()
                .map(c -> new Planned(
                        c, firings, schedules, jdbc, transaction, c.actor().get(companies::today)))
                .toList();
        offices.forEach(office -> {
            office.overdue(1);
            office.set(Planned.DAILY);
        });
        try (var other = start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var together = new CyclicBarrier(2 * LOOKS);
            List<Future<?>> looks = new ArrayList<>();
            for (var each : List.of(lookout, other.getBean(Lookout.class))) {
                for (int i = 0; i < LOOKS; i++) {
                    int day = i % 2 + 1;
                    looks.add(threads.submit(() -> {
                        together.await();
                        each.lookOnce(offices.getFirst().in(day));
                        return day;
                    }));
                }
            }
            for (var look : looks) {
                look.get();
            }
            lookout.lookOnce(offices.getFirst().in(2));
        }
        for (var company : all) {
            assertThat(runs(company)).as("runs, and days with one").isIn("1 1 of 1", "2 2 of 2");
        }
    }

    /// How many runs there are, of how many days, and how many days were dealt with.
    private String runs(TestCompany company) {
        return company.actor()
                .get(() -> transaction.execute(
                        _ -> jdbc.sql("""
                SELECT (SELECT count(*) FROM reminder_run WHERE company_id = current_company()) || ' '
                       || count(DISTINCT run_id) || ' of ' || count(*)
                  FROM reminder_firing WHERE company_id = current_company()
                """).query((row, n) -> row.getString(1)).single()));
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(Kvit.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("dataSource", database))
                .run(
                        "--server.port=0",
                        "--kvit.database=provided",
                        "--kvit.data=" + TestFiles.DATA,
                        "--kvit.mail.worker=false",
                        "--kvit.bank.worker=false",
                        "--kvit.schedule.worker=false");
    }
}
