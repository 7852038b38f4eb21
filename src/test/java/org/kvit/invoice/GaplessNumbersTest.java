package org.kvit.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kvit.Kvit;
import org.kvit.TestCompany;
import org.kvit.TestDatabase;
import org.kvit.TestFiles;
import org.kvit.company.Companies;
import org.kvit.order.OrderId;
import org.kvit.receivable.Ledger;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A hundred people issue invoices at once, on two servers with one database, and every third of them
/// thinks better of it: the numbers have neither gap nor double.
class GaplessNumbersTest {
    private static final int ISSUERS = 100;

    @Test
    void numbers_have_neither_gap_nor_double() throws Exception {
        var database = TestDatabase.fresh();
        try (var one = start(database);
                var other = start(database);
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var company = TestCompany.found(one.getBean(Companies.class));
            var orders = company.actor().call(() -> orders(one));
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < ISSUERS; i++) {
                var server = i % 2 == 0 ? one : other;
                var order = orders.get(i);
                boolean thinksBetter = i % 3 == 0;
                all.add(people.submit(() -> company.actor().call(() -> issue(server, order, thinksBetter))));
            }
            for (var each : all) {
                each.get();
            }
            int kept = (int) IntStream.range(0, ISSUERS).filter(i -> i % 3 != 0).count();
            assertThat(company.actor().call(() -> numbers(one)))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, kept).boxed().toList());
        }
    }

    private static ConfigurableApplicationContext start(TestDatabase.Fresh database) {
        return new SpringApplicationBuilder(Kvit.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("dataSource", database.app()))
                .run(
                        "--server.port=0",
                        "--kvit.database=provided",
                        "--kvit.data=" + TestFiles.DATA,
                        "--kvit.mail.worker=false");
    }

    private static List<OrderId> orders(ConfigurableApplicationContext server) {
        var jdbc = server.getBean(JdbcClient.class);
        var transaction = server.getBean(TransactionTemplate.class);
        var customer = new Ledger(jdbc, transaction).customer("Daugava");
        var book = new OrderBook(jdbc, transaction);
        return IntStream.range(0, ISSUERS)
                .mapToObj(i -> book.order(customer, "O-" + i, "EUR", "10"))
                .toList();
    }

    private static boolean issue(ConfigurableApplicationContext server, OrderId order, boolean thinksBetter) {
        server.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            server.getBean(Issuing.class).issue(order, true);
            if (thinksBetter) {
                status.setRollbackOnly();
            }
        });
        return true;
    }

    private static List<Integer> numbers(ConfigurableApplicationContext server) {
        return server.getBean(TransactionTemplate.class)
                .execute(_ -> server.getBean(JdbcClient.class)
                        .sql("SELECT right(number, 5)::int FROM invoice WHERE company_id = current_company()")
                        .query(Integer.class)
                        .list());
    }
}
