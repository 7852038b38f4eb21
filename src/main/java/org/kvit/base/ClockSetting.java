package org.kvit.base;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The one clock of the program. With `KVIT_DATE` it pretends that today is that date and runs on from
/// there, so that
/// any day can be
/// played in a demo or a test.
@Configuration(proxyBeanMethods = false)
class ClockSetting {
    @Bean
    Clock clock(@Value("${kvit.date:}") String date) {
        if (date.isBlank()) {
            return Clock.systemUTC();
        }
        var now = Clock.systemUTC();
        var days = LocalDate.parse(date).toEpochDay() - LocalDate.now(now).toEpochDay();
        return Clock.offset(now, Duration.ofDays(days)).withZone(ZoneOffset.UTC);
    }
}
