package org.kvit.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.kvit.base.Words;
import org.kvit.database.DataDirectory;
import org.kvit.database.Installation;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.Environment;

/// Starts as much of the program as a command needs: everything with its web server, or just the services.
final class Program {
    private final Class<?> application;
    private final Locale language;
    private final Complaint words;

    Program(Class<?> application, Locale language) {
        this.application = application;
        this.language = language;
        this.words = new Complaint(language);
    }

    /// A command's work, with the services at hand.
    interface Work<T> {
        T with(Services services) throws Exception;
    }

    /// Does a job and stops again: no web server, no background work, no more services made than the job uses.
    <T> T job(Settings settings, Work<T> work) throws Exception {
        try (var context = start(WebApplicationType.NONE, settings)) {
            return work.with(new Services(context));
        }
    }

    /// Starts everything, says so, and stays until it is told to stop.
    void serve(Settings settings, Work<?> onceReady) throws Exception {
        var stopped = new CountDownLatch(1);
        var context = start(WebApplicationType.SERVLET, settings);
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent) {
                stopped.countDown();
            }
        });
        onceReady.with(new Services(context));
        stopped.await();
    }

    /// The settings as the program would see them; nothing is started.
    Environment settings(Settings settings) {
        try (var context = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .run(settings.arguments())) {
            return context.getEnvironment();
        }
    }

    /// Where the installation is, for what is done to it as a whole.
    Installation installation(Settings settings) {
        var set = settings(settings);
        return new Installation(
                new DataDirectory(Path.of(set.getRequiredProperty("kvit.data"))),
                Optional.of(set.getProperty("kvit.db.url", "")).filter(url -> !url.isBlank()),
                set.getProperty("kvit.key", ""));
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    String text(String key, Object... args) {
        return text(Words.of(key, args));
    }

    String text(Words words) {
        return this.words.text(words);
    }

    Locale language() {
        return language;
    }

    private ConfigurableApplicationContext start(WebApplicationType web, Settings settings) {
        return new SpringApplicationBuilder(application)
                .web(web)
                .lazyInitialization(web == WebApplicationType.NONE)
                .properties("kvit.db.use=" + (web == WebApplicationType.NONE ? "JOB" : "SERVER"))
                .run(settings.arguments());
    }
}
