package org.kvit.banklink;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.ui.Page;

/// A bank link as the API gives it: without its secrets.
///
/// @param archive null: files stay where they are
/// @param fromHour read only from this hour on, until `toHour` begins; both null: around the clock
/// @param publicKey of the private key that we sign in with
record BankLinkBody(
        long id,
        String name,
        String kind,
        boolean active,
        String directory,
        String pattern,
        @Nullable String archive,
        int everyMinutes,
        @Nullable Integer fromHour,
        @Nullable Integer toHour,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String user,
        @Nullable String signIn,
        @Nullable String publicKey,
        List<String> hostKeys,
        State state) {

    /// @param failures polls in a row that could not read the directory
    /// @param problem why, the last time
    /// @param failedFiles that a person has to see to
    record State(
            boolean running,
            @Nullable Instant polledAt,
            Instant nextPollAt,
            int failures,
            @Nullable String problem,
            int failedFiles) {}

    static BankLinkBody of(LinkView view, Page page) {
        var link = view.link();
        var hours = link.timetable().hours();
        Optional<BankLink.Server> server = link.server();
        return new BankLinkBody(
                link.id().value(),
                link.name(),
                link.kind().code(),
                link.active(),
                link.directory(),
                link.pattern(),
                link.archive().orElse(null),
                link.timetable().everyMinutes(),
                hours.map(Timetable.Hours::from).orElse(null),
                hours.map(Timetable.Hours::to).orElse(null),
                server.map(BankLink.Server::host).orElse(null),
                server.map(BankLink.Server::port).orElse(null),
                server.map(BankLink.Server::user).orElse(null),
                server.map(s -> s.signIn().code()).orElse(null),
                server.flatMap(BankLink.Server::publicKey).orElse(null),
                server.map(BankLink.Server::hostKeys).orElse(List.of()),
                new State(
                        view.state().running(),
                        view.state().polledAt().orElse(null),
                        view.state().nextAt(),
                        view.state().failures(),
                        view.state().problem().map(page::words).orElse(null),
                        view.failed()));
    }
}
