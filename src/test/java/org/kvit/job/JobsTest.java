package org.kvit.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class JobsTest {
    @Autowired
    Jobs jobs;

    @Autowired
    JobRecords records;

    @Autowired
    Companies companies;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private TestCompany company;

    @BeforeEach
    void company() {
        company = TestCompany.found(companies);
    }

    @Test
    void a_work_goes_on_beside_its_starter_and_keeps_its_result() throws Exception {
        var gate = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        long id = company.actor()
                .get(() -> jobs.start("test", "a.csv", progress -> {
                    gate.await();
                    ended.countDown();
                    return List.of("made");
                }));
        assertThat(find(id).running()).isTrue();
        assertThat(find(id).by()).contains("Anna Ozola");
        gate.countDown();
        ended.await();
        // The result is written right after the work has ended.
        while (find(id).running()) {
            Thread.onSpinWait();
        }
        assertThat(find(id).result().orElseThrow().get(0).asString()).isEqualTo("made");
        assertThat(company.actor().get(() -> jobs.recent(List.of("test"), 5)))
                .extracting(Jobs.Job::name)
                .containsExactly("a.csv");
    }

    @Test
    void a_work_whose_program_has_fallen_silent_reads_as_failed_until_it_speaks_again() {
        long id = company.actor().get(() -> records.open("test", ""));
        assertThat(find(id).running()).isTrue();
        change("UPDATE job SET seen_at = now() - interval '31 seconds' WHERE id = " + id);
        assertThat(find(id).failed()).isTrue();
        assertThat(find(id).problem().orElseThrow().key()).isEqualTo("job.interrupted");
        company.actor().run(() -> records.beat(id));
        assertThat(find(id).running()).isTrue();
    }

    @Test
    void parts_of_a_work_share_its_progress() throws Exception {
        var job = company.actor()
                .call(() -> jobs.doNow("test", "", progress -> {
                    progress.part(1, 2).at(1, 2);
                    // What is told is written beside the work.
                    while (find(progress.job()).percent() == 0) {
                        Thread.onSpinWait();
                    }
                    return find(progress.job()).percent();
                }));
        assertThat(job.result().orElseThrow().asInt()).isEqualTo(75);
    }

    private Jobs.Job find(long id) {
        return company.actor().get(() -> jobs.find(id));
    }

    private void change(String sql) {
        company.actor()
                .run(() -> transaction.executeWithoutResult(_ -> jdbc.sql(sql).update()));
    }
}
