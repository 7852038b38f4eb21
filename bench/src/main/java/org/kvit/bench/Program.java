package org.kvit.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.kvit.Kvit;
import org.kvit.base.Actor;
import org.kvit.base.CompanyId;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// The program's services, as its command line starts them, on whatever database is given to it.
final class Program implements AutoCloseable {
    private final Switched source = new Switched();
    private final ConfigurableApplicationContext context;
    private Optional<HikariDataSource> current = Optional.empty();

    /// It has no database until it is given the first.
    private static final class Switched extends DelegatingDataSource {
        @Override
        public void afterPropertiesSet() {}
    }

    /// @param smtp the port on loopback of the mail server that takes all mail
    Program(Path directory, int smtp) {
        context = new SpringApplicationBuilder(Kvit.class)
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .properties(
                        "kvit.database=provided",
                        "kvit.mail.worker=false",
                        "kvit.schedule.worker=false",
                        "kvit.inbox.worker=false",
                        "kvit.bank.worker=false",
                        "kvit.smtp.url=smtp://127.0.0.1:" + smtp,
                        "kvit.smtp.sender=office@baltic-freight.example",
                        "kvit.home=" + directory,
                        "kvit.data=" + directory)
                .initializers(
                        c -> ((GenericApplicationContext) c).registerBean("dataSource", DataSource.class, () -> source))
                .run();
    }

    /// Goes on in another database; the one before is left.
    void worksOn(HikariDataSource database) {
        leaves();
        source.setTargetDataSource(database);
        current = Optional.of(database);
    }

    /// Leaves the database that it works on, so that it can be removed.
    void leaves() {
        current.ifPresent(HikariDataSource::close);
        current = Optional.empty();
    }

    <T> T the(Class<T> service) {
        return context.getBean(service);
    }

    BeanFactory beans() {
        return context;
    }

    <T> T as(CompanyId company, Callable<T> work) throws Exception {
        return new Actor(Optional.of(company), Optional.empty(), "cli").call(work);
    }

    @Override
    public void close() {
        context.close();
        leaves();
    }
}
