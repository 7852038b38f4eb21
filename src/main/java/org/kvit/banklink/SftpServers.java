package org.kvit.banklink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.kvit.base.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Connects to SFTP servers, and says in words why it can't.
final class SftpServers {
    private static final Logger log = LoggerFactory.getLogger(SftpServers.class);
    /// Of a name with several addresses, so many are tried.
    private static final int MOST_ADDRESSES = 4;

    private SftpServers() {}

    /// @throws Refusal `banklink.problem.hostKey.new` with the fingerprint, if no key is known yet: nothing is said to
    /// the server then; `banklink.problem.hostKey.changed` if it shows another one; and why else it can't be done
    static Source open(BankLink.Server server, BankLink.Secrets secrets, String directory) {
        var check = new HostKeyCheck(server.hostKeys());
        var client = SshClients.started(check, server.signIn());
        boolean open = false;
        try {
            var session = connected(client, server);
            signIn(session, server, secrets, check);
            var source = new SftpSource(client, SftpClientFactory.instance().createSftpClient(session), directory);
            open = true;
            return source;
        } catch (IOException e) {
            log.debug("the SFTP server's channel", e);
            throw Refusal.conflict("banklink.problem.noSftp", server.host());
        } finally {
            if (!open) {
                client.stop();
            }
        }
    }

    private static ClientSession connected(SshClient client, BankLink.Server server) {
        for (var address : addresses(server.host())) {
            try {
                return client.connect(server.user(), new InetSocketAddress(address, server.port()))
                        .verify(SshClients.TO_CONNECT)
                        .getSession();
            } catch (IOException e) {
                log.debug("{} does not answer", address, e);
            }
        }
        throw Refusal.conflict("banklink.problem.unreachable", server.host(), Integer.toString(server.port()));
    }

    private static Iterable<InetAddress> addresses(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .limit(MOST_ADDRESSES)
                    .toList();
        } catch (UnknownHostException e) {
            throw Refusal.conflict("banklink.problem.unknownHost", host);
        }
    }

    private static void signIn(
            ClientSession session, BankLink.Server server, BankLink.Secrets secrets, HostKeyCheck check) {
        secrets.password().filter(_ -> server.signIn().needsPassword()).ifPresent(session::addPasswordIdentity);
        secrets.privateKey()
                .filter(_ -> server.signIn().needsKey())
                .map(key -> PrivateKeys.parse(key, secrets.passphrase()))
                .ifPresent(session::addPublicKeyIdentity);
        try {
            session.auth().verify(SshClients.TO_CONNECT);
        } catch (IOException e) {
            log.debug("no sign-in", e);
            throw refused(server, check);
        }
    }

    private static Refusal refused(BankLink.Server server, HostKeyCheck check) {
        var stranger = check.stranger();
        if (stranger.isPresent()) {
            return server.hostKeys().isEmpty()
                    ? Refusal.conflict("banklink.problem.hostKey.new", stranger.get())
                    : Refusal.conflict(
                            "banklink.problem.hostKey.changed", stranger.get(), String.join(", ", server.hostKeys()));
        }
        return check.met()
                ? Refusal.conflict("banklink.problem.signIn", server.user())
                : Refusal.conflict("banklink.problem.notSsh", server.host(), Integer.toString(server.port()));
    }
}
