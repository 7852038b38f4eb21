package org.kvit.banklink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.keyboard.DefaultKeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.KvitTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/// Signing in by a password, and by both: OpenSSH's server asks the machine's own accounts for passwords, so this one
/// is another.
@KvitTest
class PasswordLinkTest {
    private static final String PASSWORD = "slepens parole 7777";

    @Autowired
    private AutowireCapableBeanFactory beans;

    @TempDir
    Path bank;

    private final KeyPair hostKey;

    PasswordLinkTest() throws IOException {
        hostKey = hostKey();
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "keyboard-interactive"})
    void a_password_lets_in_whether_it_is_asked_for_or_sent(String way) throws IOException {
        Files.write(bank.resolve("a.xml"), Statement.of(Statement.DAY, "1", "10.00"));
        try (var server = server(way)) {
            var desk = beans.createBean(LinkOffice.class).desk();
            var link = desk.add(to(server, BankLink.SignIn.PASSWORD, PASSWORD, ""));
            assertThat(desk.read(link).problem()).isEmpty();
            assertThat(desk.amounts()).containsExactly("10");
            desk.change(link, to(server, BankLink.SignIn.PASSWORD, "wrong", ""));
            assertThat(desk.read(link).problem().orElseThrow().key()).isEqualTo("banklink.problem.signIn");
        }
    }

    @Test
    void a_server_that_asks_for_both_gets_both() throws IOException {
        Files.write(bank.resolve("a.xml"), Statement.of(Statement.DAY, "1", "10.00"));
        OpenSsh.keygen(bank.resolve("key"));
        var key = Files.readString(bank.resolve("key"));
        Files.delete(bank.resolve("key"));
        Files.delete(bank.resolve("key.pub"));
        try (var server = server("publickey,password")) {
            var desk = beans.createBean(LinkOffice.class).desk();
            var link = desk.add(to(server, BankLink.SignIn.BOTH, PASSWORD, key));
            assertThat(desk.read(link).problem()).isEmpty();
            assertThat(desk.amounts()).containsExactly("10");
            desk.change(link, to(server, BankLink.SignIn.KEY, "", key));
            assertThat(desk.read(link).problem().orElseThrow().key()).isEqualTo("banklink.problem.signIn");
        }
    }

    private SshServer server(String ways) throws IOException {
        var server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setUserAuthFactories(List.of(
                UserAuthPublicKeyFactory.INSTANCE,
                UserAuthPasswordFactory.INSTANCE,
                UserAuthKeyboardInteractiveFactory.INSTANCE));
        org.apache.sshd.core.CoreModuleProperties.AUTH_METHODS.set(server, ways);
        server.setPasswordAuthenticator((user, password, session) -> password.equals(PASSWORD));
        server.setKeyboardInteractiveAuthenticator(DefaultKeyboardInteractiveAuthenticator.INSTANCE);
        server.setPublickeyAuthenticator((user, any, session) -> true);
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(bank));
        server.start();
        return server;
    }

    private Setup to(SshServer server, BankLink.SignIn signIn, String password, String key) {
        return new Setup(
                "Banka",
                BankLink.Kind.SFTP,
                true,
                "/",
                "*",
                "archive",
                15,
                Optional.empty(),
                "127.0.0.1",
                server.getPort(),
                "kvit",
                signIn,
                password,
                key,
                "",
                List.of(KeyUtils.getFingerPrint(hostKey.getPublic())));
    }

    private static KeyPair hostKey() throws IOException {
        var directory = Files.createTempDirectory("kvit-host");
        var file = directory.resolve("key");
        OpenSsh.keygen(file);
        var key = PrivateKeys.parse(Files.readString(file), Optional.empty());
        Files.delete(file);
        Files.delete(directory.resolve("key.pub"));
        Files.delete(directory);
        return key;
    }
}
