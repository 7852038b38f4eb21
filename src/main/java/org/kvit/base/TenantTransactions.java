package org.kvit.base;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;

/// Begins every transaction by telling the database who acts for which company ([Actor#current]). The
/// settings are the
/// transaction's own (`set_config(…, true)`), so a pooled connection never carries them into somebody
/// else's work; a
/// statement
/// outside a transaction has no company and sees no business row.
@Component
class TenantTransactions extends JdbcTransactionManager {
    private static final long serialVersionUID = 1L;
    private static final String SETTINGS =
            "SELECT set_config('kvit.company', ?, true), set_config('kvit.actor', ?, true), set_config('kvit.via', ?, true)";

    TenantTransactions(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        try {
            announce(Actor.current());
        } catch (SQLException e) {
            doCleanupAfterCompletion(transaction);
            throw new CannotCreateTransactionException("the database did not take the transaction's company", e);
        }
    }

    private void announce(Actor actor) throws SQLException {
        var connection = DataSourceUtils.getConnection(obtainDataSource());
        try (var settings = connection.prepareStatement(SETTINGS)) {
            settings.setString(
                    1, actor.company().map(c -> Long.toString(c.value())).orElse(""));
            settings.setString(
                    2, actor.user().map(u -> Long.toString(u.value())).orElse(""));
            settings.setString(3, actor.via());
            settings.execute();
        }
    }
}
