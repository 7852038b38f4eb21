package org.kvit.banklink;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A link's row, there and back.
record BankLinkRow(Setup setup, Sealed sealed) {
    static final String INSERT = """
            INSERT INTO bank_link (company_id, name, kind, active, directory, pattern, archive, every_minutes, from_hour, to_hour,
                                   host, port, username, password, private_key, passphrase, public_key, host_keys)
            VALUES (current_company(), :name, :kind, :active, :directory, :pattern, nullif(:archive, ''), :everyMinutes, :from, :to,
                    :host, :port, :user, :password, :privateKey, :passphrase, :publicKey, :hostKeys)
            RETURNING id
            """;
    static final String UPDATE = """
            UPDATE bank_link
               SET name = :name, kind = :kind, active = :active, directory = :directory, pattern = :pattern, archive = nullif(:archive, ''),
                   every_minutes = :everyMinutes, from_hour = :from, to_hour = :to, host = :host, port = :port, username = :user,
                   password = :password, private_key = :privateKey, passphrase = :passphrase, public_key = :publicKey, host_keys = :hostKeys
             WHERE company_id = current_company() AND id = :id
            """;

    /// The secrets, encrypted; and the public key, which is none.
    record Sealed(
            Optional<byte[]> password,
            Optional<byte[]> privateKey,
            Optional<byte[]> passphrase,
            Optional<String> publicKey) {
        static final Sealed NOTHING =
                new Sealed(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    JdbcClient.StatementSpec fill(JdbcClient.StatementSpec sql) {
        return sql.param("name", setup.name())
                .param("kind", setup.kind().code())
                .param("active", setup.active())
                .param("directory", setup.directory())
                .param("pattern", setup.pattern())
                .param("archive", setup.archive())
                .param("everyMinutes", setup.everyMinutes())
                .param("from", setup.hours().map(Timetable.Hours::from).orElse(null))
                .param("to", setup.hours().map(Timetable.Hours::to).orElse(null))
                .param("host", setup.sftp() ? setup.host() : null)
                .param("port", setup.sftp() ? setup.port() : null)
                .param("user", setup.sftp() ? setup.user() : null)
                .param("password", sealed.password().orElse(null))
                .param("privateKey", sealed.privateKey().orElse(null))
                .param("passphrase", sealed.passphrase().orElse(null))
                .param("publicKey", sealed.publicKey().orElse(null))
                .param("hostKeys", setup.sftp() ? setup.hostKeys().toArray(String[]::new) : new String[0]);
    }

    static BankLink link(ResultSet row) throws SQLException {
        var kind = BankLink.Kind.of(row.getString("kind"));
        return new BankLink(
                new BankLinkId(row.getLong("id")),
                row.getString("name"),
                kind,
                row.getBoolean("active"),
                row.getString("directory"),
                row.getString("pattern"),
                Optional.ofNullable(row.getString("archive")),
                new Timetable(row.getInt("every_minutes"), hours(row)),
                kind == BankLink.Kind.SFTP ? Optional.of(server(row)) : Optional.empty());
    }

    private static Optional<Timetable.Hours> hours(ResultSet row) throws SQLException {
        int from = row.getInt("from_hour");
        return row.wasNull() ? Optional.empty() : Optional.of(new Timetable.Hours(from, row.getInt("to_hour")));
    }

    private static BankLink.Server server(ResultSet row) throws SQLException {
        boolean password = row.getBytes("password") != null;
        boolean key = row.getBytes("private_key") != null;
        return new BankLink.Server(
                row.getString("host"),
                row.getInt("port"),
                row.getString("username"),
                List.of((String[])
                        Objects.requireNonNull(row.getArray("host_keys")).getArray()),
                key && password ? BankLink.SignIn.BOTH : key ? BankLink.SignIn.KEY : BankLink.SignIn.PASSWORD,
                Optional.ofNullable(row.getString("public_key")));
    }
}
