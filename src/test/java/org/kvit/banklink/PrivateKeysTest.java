package org.kvit.banklink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.base.Refusal;

/// Keys as ssh-keygen writes them.
class PrivateKeysTest {
    private static final String PASSPHRASE = "korrekts zirgs";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-t ed25519",
                "-t ecdsa -b 384",
                "-t ecdsa -m PEM",
                "-t ecdsa -m PKCS8",
                "-t rsa -b 2048",
                "-t rsa -b 2048 -m PEM",
                "-t rsa -b 2048 -m PKCS8"
            })
    void a_key_of_each_form_is_read_and_its_public_half_is_the_one_that_belongs_to_it(String kind) throws IOException {
        var key = made(kind, "");
        assertThat(PrivateKeys.publicLine(PrivateKeys.parse(Files.readString(key), Optional.empty())))
                .isEqualTo(publicLine(key));
        var windows = Files.readString(key).replace("\n", "\r\n") + "\r\n\r\n";
        assertThat(PrivateKeys.publicLine(PrivateKeys.parse(windows, Optional.empty())))
                .isEqualTo(publicLine(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t ed25519", "-t rsa -b 2048 -m PEM"})
    void an_encrypted_key_needs_its_passphrase(String kind) throws IOException {
        var key = made(kind, PASSPHRASE);
        var text = Files.readString(key);
        assertThat(PrivateKeys.publicLine(PrivateKeys.parse(text, Optional.of(PASSPHRASE))))
                .isEqualTo(publicLine(key));
        assertThat(fault(text, Optional.of("wrong passphrase"))).isEqualTo("banklink.privateKey.passphrase");
        assertThat(fault(text, Optional.empty())).isEqualTo("banklink.privateKey.bad");
    }

    @Test
    void what_is_no_private_key_is_refused() throws IOException {
        var key = made("-t ed25519", "");
        var whole = Files.readString(key);
        for (var bad : List.of(
                "",
                "hello",
                publicLine(key),
                whole.substring(0, whole.length() / 2),
                whole.replace("AAAA", "????"),
                "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----",
                whole + "x".repeat(PrivateKeys.LONGEST))) {
            assertThat(fault(bad, Optional.empty())).as(bad).isEqualTo("banklink.privateKey.bad");
        }
    }

    private static String fault(String key, Optional<String> passphrase) {
        var words = new String[1];
        assertThatThrownBy(() -> PrivateKeys.parse(key, passphrase))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        r -> words[0] = r.faults().getFirst().words().key());
        return words[0];
    }

    private Path made(String kind, String passphrase) throws IOException {
        var key = directory.resolve("key");
        OpenSsh.said(Stream.concat(
                        Stream.of("ssh-keygen", "-q", "-C", "", "-N", passphrase, "-f", key.toString()),
                        Stream.of(kind.split(" ")))
                .toList());
        return key;
    }

    private static String publicLine(Path key) throws IOException {
        return Files.readString(Path.of(key + ".pub")).strip();
    }
}
