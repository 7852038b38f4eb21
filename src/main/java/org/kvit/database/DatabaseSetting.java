package org.kvit.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The program's database and its pool of connections. Tests that bring a database of their own say
/// `kvit.database=provided`.
@Configuration(proxyBeanMethods = false)
class DatabaseSetting {
    @Bean
    DataDirectory dataDirectory(@Value("${kvit.data}") Path path) {
        return new DataDirectory(path).prepared();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "kvit.database", havingValue = "own", matchIfMissing = true)
    static class Own {
        @Bean(destroyMethod = "close")
        Databases.Open database(
                DataDirectory directory,
                @Value("${kvit.db.url:}") String url,
                @Value("${kvit.db.use:SERVER}") Databases.Use use) {
            return Databases.open(directory, Optional.of(url).filter(u -> !u.isBlank()), use);
        }

        @Bean(destroyMethod = "close")
        DataSource dataSource(Databases.Open database, @Value("${kvit.db.connections:16}") int connections) {
            var config = new HikariConfig();
            config.setPoolName("kvit");
            config.setJdbcUrl(database.app().url());
            config.setUsername(database.app().user());
            config.setPassword(database.app().password());
            database.app().init().ifPresent(config::setConnectionInitSql);
            config.setMaximumPoolSize(connections);
            config.setMinimumIdle(Math.min(2, connections));
            config.setConnectionTimeout(20_000);
            return new HikariDataSource(config);
        }
    }
}
