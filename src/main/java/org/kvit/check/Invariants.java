package org.kvit.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.kvit.attachment.AttachmentStore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// Checks the bound company's data against every invariant, on one snapshot.
@Service
public class Invariants {
    /// Of one invariant so many breaches are named: enough to see what is wrong, few enough to be read.
    static final int NAMED = 20;

    private static final List<Invariant> ALL = Stream.of(
                    MoneyInvariants.ALL,
                    SettlementInvariants.ALL,
                    BankInvariants.ALL,
                    ReminderInvariants.ALL,
                    DatabaseInvariants.ALL)
            .flatMap(List::stream)
            .toList();

    private final JdbcClient jdbc;
    private final AttachmentFiles files;

    Invariants(JdbcClient jdbc, AttachmentStore attachments) {
        this.jdbc = jdbc;
        this.files = new AttachmentFiles(jdbc, attachments);
    }

    /// How many things are looked at.
    public int count() {
        return ALL.size() + 1;
    }

    /// What is off, in the order of the invariants; empty when all is well. At most [#NAMED] of each.
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<Breach> broken() {
        files.hold();
        var breaches = new ArrayList<Breach>();
        ALL.forEach(invariant -> breaches.addAll(broken(invariant)));
        breaches.addAll(files.broken(NAMED));
        return breaches;
    }

    private List<Breach> broken(Invariant invariant) {
        return jdbc.sql("SELECT subject, coalesce(expected, '') AS expected, coalesce(found, '') AS found FROM ("
                        + invariant.sql() + ") off LIMIT " + NAMED)
                .query((row, n) -> new Breach(
                        invariant.sentence(),
                        row.getString("subject"),
                        row.getString("expected"),
                        row.getString("found")))
                .list();
    }
}
