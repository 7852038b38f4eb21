package org.kvit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import javax.sql.DataSource;
import org.kvit.company.QuickPasswords;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/// A test of the whole program, without its web server, on a real PostgreSQL. The context is shared by all of them:
/// each test makes a
/// company of its own ([TestCompany]).
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "kvit.mail.worker=false",
            "kvit.bank.worker=false",
            "kvit.schedule.worker=false",
            "kvit.inbox.worker=false",
            "kvit.bank.settle=0s",
            "kvit.bank.directories=target/test-bank/{company}",
            "kvit.database=provided",
            TestFiles.DATA_PROPERTY
        })
@Import({KvitTest.Database.class, QuickPasswords.class})
public @interface KvitTest {
    @TestConfiguration(proxyBeanMethods = false)
    class Database {
        private static final TestDatabase.Fresh FRESH = TestDatabase.fresh();

        @Bean
        @Primary
        DataSource dataSource() {
            return FRESH.app();
        }

        /// As the tables' owner: for a test that makes the database itself misbehave.
        public static DataSource owner() {
            return FRESH.owner();
        }
    }
}
