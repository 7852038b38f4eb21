package org.kvit.mail;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Through which gateway the bound company's faxes leave.
@Service
public class FaxGateways {
    private final JdbcClient jdbc;

    FaxGateways(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Empty: no faxes can be sent.
    @Transactional(readOnly = true)
    public Optional<FaxGateway> own() {
        return jdbc.sql("SELECT pattern FROM fax_gateway WHERE company_id = current_company()")
                .query((row, n) -> new FaxGateway(row.getString(1)))
                .optional();
    }

    /// @param gateway empty: no faxes any more
    @Transactional
    public void save(Optional<FaxGateway> gateway) {
        if (gateway.isEmpty()) {
            jdbc.sql("DELETE FROM fax_gateway WHERE company_id = current_company()")
                    .update();
            return;
        }
        jdbc.sql("""
                INSERT INTO fax_gateway (company_id, pattern) VALUES (current_company(), :pattern)
                    ON CONFLICT (company_id) DO UPDATE SET pattern = EXCLUDED.pattern
                """).param("pattern", gateway.orElseThrow().pattern()).update();
    }
}
