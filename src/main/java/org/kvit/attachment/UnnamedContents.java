package org.kvit.attachment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.kvit.base.Actor;
import org.kvit.database.Content;
import org.kvit.database.ContentDirectory;
import org.kvit.database.ContentHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Contents of the bound company that no row names any more or yet, and their removal. Whoever
/// keeps a content and names it holds its lock until the row is committed, so that it isn't removed
/// in between. While a backup copies the files all of them stay; [#sweep] finds them later, and
/// also what a crash left between a file and its row.
@Component
class UnnamedContents {
    private static final Logger log = LoggerFactory.getLogger(UnnamedContents.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AttachmentStore store;

    UnnamedContents(JdbcClient jdbc, PlatformTransactionManager transactions, AttachmentStore store) {
        this.jdbc = jdbc;
        this.store = store;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /// Written down at once, before [#lockToKeep]: this content will lie in the store before a row
    /// names it.
    void expect(ContentHash hash) {
        transaction.executeWithoutResult(_ -> write(hash));
    }

    /// Until the caller's transaction ends, nobody else keeps or removes this content. If it
    /// succeeds, what [#expect] wrote is struck out; if it fails, nothing is kept.
    ///
    /// @return false if it was struck out meanwhile, by a sweep or another upload: then it is to be
    /// expected anew
    boolean lockToKeep(ContentHash hash) {
        lock(hash);
        boolean expected = strike(hash);
        if (expected) {
            afterwards(TransactionSynchronization.STATUS_ROLLED_BACK, hash);
        }
        return expected;
    }

    /// A row that named this content is gone, if the caller's transaction succeeds.
    void unname(ContentHash hash) {
        write(hash);
        afterwards(TransactionSynchronization.STATUS_COMMITTED, hash);
    }

    /// Removes what could not be removed when its last row went, and what never got a row. What
    /// can't be removed now either waits for the next sweep, and nothing else with it.
    void sweep() {
        var hashes = transaction.execute(_ -> jdbc.sql(
                        "SELECT sha256 FROM unnamed_content WHERE company_id = current_company() ORDER BY since LIMIT 10000")
                .query((row, n) -> ContentHash.of(row.getBytes(1)))
                .list());
        Objects.requireNonNull(hashes).forEach(this::sweepOut);
    }

    private void sweepOut(ContentHash hash) {
        try {
            removeUnlessNamed(hash);
        } catch (RuntimeException e) {
            log.warn(
                    "{} of company {} could not be swept out",
                    hash.hex(),
                    Actor.currentCompany().value(),
                    e);
        }
    }

    private void afterwards(int status, ContentHash hash) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int ended) {
                if (ended == status) {
                    removeUnlessNamed(hash);
                }
            }
        });
    }

    private void removeUnlessNamed(ContentHash hash) {
        transaction.executeWithoutResult(_ -> {
            if (nobodyReadsAll()) {
                lock(hash);
                if (!isNamed(hash)) {
                    remove(new Content(Actor.currentCompany(), hash));
                }
                strike(hash);
            }
        });
    }

    private void write(ContentHash hash) {
        jdbc.sql("""
                INSERT INTO unnamed_content (company_id, sha256) VALUES (current_company(), :hash)
                    ON CONFLICT (company_id, sha256) DO NOTHING
                """).param("hash", hash.bytes()).update();
    }

    /// Whether it was written down.
    private boolean strike(ContentHash hash) {
        return jdbc.sql("DELETE FROM unnamed_content WHERE company_id = current_company() AND sha256 = :hash")
                        .param("hash", hash.bytes())
                        .update()
                == 1;
    }

    private void lock(ContentHash hash) {
        jdbc.sql(
                        "SELECT pg_advisory_xact_lock(hashtextextended('attachment ' || current_company() || ' ' || :hash, 0))")
                .param("hash", hash.hex())
                .query()
                .listOfRows();
    }

    private boolean nobodyReadsAll() {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock_shared(:key)")
                .param("key", ContentDirectory.REMOVING)
                .query(Boolean.class)
                .single();
    }

    private boolean isNamed(ContentHash hash) {
        return jdbc.sql(
                        "SELECT EXISTS (SELECT FROM attachment WHERE company_id = current_company() AND sha256 = :hash)")
                .param("hash", hash.bytes())
                .query(Boolean.class)
                .single();
    }

    private void remove(Content content) {
        try {
            store.remove(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
