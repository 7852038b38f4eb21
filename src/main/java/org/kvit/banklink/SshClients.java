package org.kvit.banklink;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.auth.password.PasswordIdentityProvider;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.mac.Mac;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.client.impl.AbstractSftpClient;

/// SSH clients that know nothing but what they are told: no agent, no `known_hosts`, no configuration and no keys of
/// whom the program runs as; and no algorithm that is out of date.
final class SshClients {
    /// For each of: the connection, the sign-in, the channel.
    static final Duration TO_CONNECT = Duration.ofSeconds(15);
    /// A server that answers nothing for so long is given up.
    static final Duration TO_ANSWER = Duration.ofSeconds(60);
    private static final Duration BETWEEN_BEATS = Duration.ofSeconds(10);

    private static final List<NamedFactory<Signature>> SIGNATURES = List.of(
            BuiltinSignatures.ed25519,
            BuiltinSignatures.nistp256,
            BuiltinSignatures.nistp384,
            BuiltinSignatures.nistp521,
            BuiltinSignatures.rsaSHA512,
            BuiltinSignatures.rsaSHA256);

    private static final List<NamedFactory<Cipher>> CIPHERS = List.of(
            BuiltinCiphers.cc20p1305_openssh,
            BuiltinCiphers.aes256gcm,
            BuiltinCiphers.aes128gcm,
            BuiltinCiphers.aes256ctr,
            BuiltinCiphers.aes128ctr);
    private static final List<NamedFactory<Mac>> MACS = List.of(
            BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha512etm, BuiltinMacs.hmacsha256, BuiltinMacs.hmacsha512);

    private SshClients() {}

    /// Started.
    static SshClient started(HostKeyCheck check, BankLink.SignIn signIn) {
        var client = ClientBuilder.builder()
                .keyExchangeFactories(ClientBuilder.setUpDefaultKeyExchanges(false))
                .signatureFactories(SIGNATURES)
                .cipherFactories(CIPHERS)
                .macFactories(MACS)
                .serverKeyVerifier(check)
                .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
                .build();
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setPasswordIdentityProvider(PasswordIdentityProvider.EMPTY_PASSWORDS_PROVIDER);
        client.setUserInteraction(UserInteraction.NONE);
        client.setUserAuthFactories(ways(signIn));
        CoreModuleProperties.IO_CONNECT_TIMEOUT.set(client, TO_CONNECT);
        CoreModuleProperties.AUTH_TIMEOUT.set(client, TO_CONNECT);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, BETWEEN_BEATS);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, 3);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, TO_ANSWER.multipliedBy(2));
        CoreModuleProperties.DISCONNECT_TIMEOUT.set(client, Duration.ofSeconds(2));
        SftpModuleProperties.SFTP_CHANNEL_OPEN_TIMEOUT.set(client, TO_CONNECT);
        AbstractSftpClient.SFTP_CLIENT_CMD_TIMEOUT.set(client, TO_ANSWER);
        // A name is bytes: read as Latin-1 it comes back as it was, whatever it is meant to be.
        SftpModuleProperties.NAME_DECODING_CHARSET.set(client, StandardCharsets.ISO_8859_1);
        client.start();
        return client;
    }

    private static List<UserAuthFactory> ways(BankLink.SignIn signIn) {
        var password =
                List.<UserAuthFactory>of(UserAuthPasswordFactory.INSTANCE, UserAuthKeyboardInteractiveFactory.INSTANCE);
        return switch (signIn) {
            case KEY -> List.of(UserAuthPublicKeyFactory.INSTANCE);
            case PASSWORD -> password;
            case BOTH ->
                List.of(
                        UserAuthPublicKeyFactory.INSTANCE,
                        UserAuthPasswordFactory.INSTANCE,
                        UserAuthKeyboardInteractiveFactory.INSTANCE);
        };
    }
}
