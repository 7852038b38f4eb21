package org.kvit.banklink;

import java.util.List;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.database.Secrets;
import org.kvit.payment.StatementSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The bank links of the bound company.
@Service
public class BankLinks implements StatementSource {
    /// A company has no use for more.
    private static final int MOST = 50;

    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final AllowedDirectories directories;

    BankLinks(JdbcClient jdbc, Secrets secrets, AllowedDirectories directories) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.directories = directories;
    }

    @Transactional(readOnly = true)
    public List<BankLink> all() {
        return jdbc.sql("SELECT * FROM bank_link WHERE company_id = current_company() ORDER BY lower(name), id")
                .query((row, n) -> BankLinkRow.link(row))
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public boolean anyActive() {
        return jdbc.sql("SELECT EXISTS (SELECT FROM bank_link WHERE company_id = current_company() AND active)")
                .query(Boolean.class)
                .single();
    }

    /// @throws Refusal if the bound company has no such link
    @Transactional(readOnly = true)
    public BankLink find(BankLinkId id) {
        return jdbc.sql("SELECT * FROM bank_link WHERE company_id = current_company() AND id = :id")
                .param("id", id.value())
                .query((row, n) -> BankLinkRow.link(row))
                .optional()
                .orElseThrow(() -> Refusal.notFound("banklink.notFound"));
    }

    /// @throws Refusal naming each field that won't do
    @Transactional
    BankLinkId add(Setup setup) {
        check(setup, BankLink.Secrets.NONE);
        if (all().size() >= MOST) {
            throw Refusal.conflict("banklink.tooMany", MOST);
        }
        try {
            long id = new BankLinkRow(setup, sealed(setup, BankLink.Secrets.NONE))
                    .fill(jdbc.sql(BankLinkRow.INSERT))
                    .query(Long.class)
                    .single();
            jdbc.sql("INSERT INTO bank_link_state (company_id, link_id) VALUES (current_company(), :id)")
                    .param("id", id)
                    .update();
            return new BankLinkId(id);
        } catch (DuplicateKeyException e) {
            throw Refusal.invalid("name", "banklink.name.taken");
        }
    }

    /// Takes the place of all that was set up. It is read anew at once.
    /// @throws Refusal as [#add]
    @Transactional
    void change(BankLinkId id, Setup setup) {
        var kept = kept(find(id), setup);
        check(setup, kept);
        try {
            new BankLinkRow(setup, sealed(setup, kept))
                    .fill(jdbc.sql(BankLinkRow.UPDATE))
                    .param("id", id.value())
                    .update();
        } catch (DuplicateKeyException e) {
            throw Refusal.invalid("name", "banklink.name.taken");
        }
        jdbc.sql("""
                UPDATE bank_link_state SET next_poll_at = now(), failures = 0, problem = NULL
                 WHERE company_id = current_company() AND link_id = :id
                """).param("id", id.value()).update();
    }

    /// What it brought stays.
    @Transactional
    public void remove(BankLinkId id) {
        find(id);
        jdbc.sql("DELETE FROM bank_link WHERE company_id = current_company() AND id = :id")
                .param("id", id.value())
                .update();
    }

    /// What the link signs in with.
    /// @throws Refusal if it was encrypted with another key
    @Transactional(readOnly = true)
    BankLink.Secrets secrets(BankLinkId id) {
        return jdbc.sql("""
                SELECT password, private_key, passphrase FROM bank_link WHERE company_id = current_company() AND id = :id
                """)
                .param("id", id.value())
                .query((row, n) -> new BankLink.Secrets(
                        opened(row.getBytes("password")),
                        opened(row.getBytes("private_key")),
                        opened(row.getBytes("passphrase"))))
                .single();
    }

    /// The secrets to try a setup with that isn't saved: those typed, else those kept for the same server and user.
    /// @throws Refusal naming each field that won't do
    @Transactional(readOnly = true)
    BankLink.Secrets secretsOf(Optional<BankLinkId> id, Setup setup) {
        var kept = id.map(i -> kept(find(i), setup)).orElse(BankLink.Secrets.NONE);
        check(setup, kept);
        return merged(setup, kept);
    }

    /// The secrets that a change may keep. A password is for one server and one user: whoever points the link
    /// elsewhere must know it.
    private BankLink.Secrets kept(BankLink link, Setup setup) {
        return link.server()
                .filter(s -> setup.sftp() && s.sameAs(setup.host(), setup.port(), setup.user()))
                .map(_ -> secrets(link.id()))
                .orElse(BankLink.Secrets.NONE);
    }

    private void check(Setup setup, BankLink.Secrets kept) {
        SetupRules.check(setup, directories);
        if (!setup.sftp()) {
            return;
        }
        var secrets = merged(setup, kept);
        if (setup.signIn().needsPassword() && secrets.password().isEmpty()) {
            throw Refusal.invalid("password", "banklink.password.missing");
        }
        if (setup.signIn().needsKey()) {
            PrivateKeys.parse(
                    secrets.privateKey()
                            .orElseThrow(() -> Refusal.invalid("privateKey", "banklink.privateKey.missing")),
                    secrets.passphrase());
        }
    }

    /// A new key comes with its own passphrase, or none.
    private static BankLink.Secrets merged(Setup setup, BankLink.Secrets kept) {
        boolean newKey = !setup.privateKey().isBlank();
        return new BankLink.Secrets(
                filled(setup.password())
                        .or(kept::password)
                        .filter(_ -> setup.signIn().needsPassword()),
                filled(setup.privateKey())
                        .or(kept::privateKey)
                        .filter(_ -> setup.signIn().needsKey()),
                filled(setup.passphrase())
                        .or(() -> newKey ? Optional.empty() : kept.passphrase())
                        .filter(_ -> setup.signIn().needsKey()));
    }

    private BankLinkRow.Sealed sealed(Setup setup, BankLink.Secrets kept) {
        if (!setup.sftp()) {
            return BankLinkRow.Sealed.NOTHING;
        }
        var all = merged(setup, kept);
        return new BankLinkRow.Sealed(
                all.password().map(secrets::encrypt),
                all.privateKey().map(secrets::encrypt),
                all.passphrase().map(secrets::encrypt),
                all.privateKey().map(k -> PrivateKeys.publicLine(PrivateKeys.parse(k, all.passphrase()))));
    }

    private Optional<String> opened(byte @org.jspecify.annotations.Nullable [] sealed) {
        return Optional.ofNullable(sealed).map(secrets::decrypt);
    }

    private static Optional<String> filled(String secret) {
        return Optional.of(secret).filter(s -> !s.isBlank());
    }
}
