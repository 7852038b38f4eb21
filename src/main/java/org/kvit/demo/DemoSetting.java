package org.kvit.demo;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// What the demo has besides the program's own: its directory, its mailbox, and a clock that can be set back.
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("kvit.demo")
class DemoSetting {
    @Bean
    DemoDirectory demoDirectory(@Value("${kvit.data}") Path path) {
        return new DemoDirectory(path);
    }

    @Bean
    Mailbox mailbox(DemoDirectory directory) {
        return Mailbox.in(directory.mailbox());
    }

    @Bean
    @Primary
    TimeTravel timeTravel(@Qualifier("clock") Clock clock) {
        return new TimeTravel(clock);
    }
}
