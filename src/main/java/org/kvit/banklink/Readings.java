package org.kvit.banklink;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.kvit.base.Actor;
import org.kvit.base.Refusal;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;

/// Has links read, each by one reader at a time, of all programs on the database.
@Service
class Readings implements DisposableBean {
    private static final int GOOD_BYE_SECONDS = 5;

    private final DataSource database;
    private final BankLinks links;
    private final LinkPolls polls;
    private final LinkReading reading;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Readings(DataSource database, BankLinks links, LinkPolls polls, LinkReading reading) {
        this.database = database;
        this.links = links;
        this.polls = polls;
        this.reading = reading;
    }

    /// Reads it if that is still to be done: somebody else may just have. Empty: they have, or are about to.
    Optional<LinkReading.Result> ifDue(BankLinkId id) throws SQLException {
        var claim = Claim.take(database, id);
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        try (var _ = claim.get()) {
            return polls.due().contains(id) ? Optional.of(reading.read(links.find(id))) : Optional.empty();
        }
    }

    /// @throws Refusal if it is being read, or isn't there
    LinkReading.Result now(BankLinkId id) {
        var link = links.find(id);
        try (var _ = claimed(id)) {
            return reading.read(link);
        }
    }

    /// Reads it beside the request that asks for it.
    /// @throws Refusal as [#now]
    void begin(BankLinkId id) {
        var link = links.find(id);
        var claim = claimed(id);
        var actor = Actor.current();
        threads.execute(() -> {
            try (claim) {
                actor.run(() -> reading.read(link));
            }
        });
    }

    @Override
    public void destroy() throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(GOOD_BYE_SECONDS, TimeUnit.SECONDS);
    }

    private Claim claimed(BankLinkId id) {
        try {
            return Claim.take(database, id).orElseThrow(() -> Refusal.conflict("banklink.busy"));
        } catch (SQLException e) {
            throw new org.springframework.dao.DataAccessResourceFailureException("no connection for a claim", e);
        }
    }
}
