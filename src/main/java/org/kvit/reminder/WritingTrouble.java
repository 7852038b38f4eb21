package org.kvit.reminder;

import java.sql.SQLException;
import java.util.Optional;
import org.kvit.base.Words;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// What keeps ordered letters from being written, in words for whoever looks at their run.
final class WritingTrouble {
    /// PostgreSQL's appendix A: disk full.
    private static final String NO_SPACE = "53100";

    private WritingTrouble() {}

    static Words words(RuntimeException trouble) {
        if (sql(trouble).map(SQLException::getSQLState).filter(NO_SPACE::equals).isPresent()) {
            return Words.of("reminder.trouble.space");
        }
        return trouble instanceof DataAccessException || trouble instanceof TransactionException
                ? Words.of("reminder.trouble.database")
                : Words.of("reminder.trouble.other");
    }

    /// In the database's own words, in one line.
    static String reason(RuntimeException trouble) {
        var said = sql(trouble).map(Throwable::getMessage).orElseGet(trouble::getMessage);
        return String.valueOf(said).replaceAll("\\s*\\R\\s*", "; ");
    }

    private static Optional<SQLException> sql(Throwable trouble) {
        for (var cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }
}
