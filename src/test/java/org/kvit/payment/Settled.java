package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Refusal;
import org.kvit.check.Invariants;
import org.kvit.company.Companies;
import org.kvit.job.Jobs;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A company of a test's own with a bank, and what tests of its payments ask again and again.
@KvitTest
abstract class Settled {
    static final String ACCOUNT = "LV31HABA0001408042678";

    @Autowired
    Companies companies;

    @Autowired
    Jobs jobs;

    @Autowired
    StatementImports imports;

    @Autowired
    Links links;

    @Autowired
    Payments payments;

    @Autowired
    Invariants invariants;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    Bank bank;

    @BeforeEach
    void bank() {
        bank = new Bank(TestCompany.found(companies), jobs, imports, jdbc, transaction);
    }

    <T> T run(Supplier<T> work) {
        return bank.company().actor().get(work);
    }

    void link(PaymentId payment, Links.Wanted... wanted) {
        bank.company().actor().run(() -> links.replace(payment, List.of(wanted)));
    }

    static Links.Wanted wanted(long invoice, String amount) {
        return new Links.Wanted(invoice, new BigDecimal(amount));
    }

    Payment find(PaymentId id) {
        return run(() -> payments.find(id));
    }

    PaymentId newest() {
        return new PaymentId(bank.number("SELECT max(id)::text FROM payment"));
    }

    String open(long invoice) {
        return bank.rows("SELECT open_amount::text FROM invoice WHERE id = " + invoice)
                .getFirst();
    }

    List<?> sound() {
        return run(invariants::broken);
    }

    static Refusal refused(String key, ThrowingCallable work) {
        var told = new java.util.concurrent.atomic.AtomicReference<Refusal>();
        assertThatThrownBy(work).isInstanceOfSatisfying(Refusal.class, r -> {
            told.set(r);
            var keys = r.faults().isEmpty()
                    ? List.of(r.words().key())
                    : r.faults().stream().map(f -> f.words().key()).toList();
            org.assertj.core.api.Assertions.assertThat(keys).contains(key);
        });
        return java.util.Objects.requireNonNull(told.get());
    }
}
