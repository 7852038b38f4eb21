package org.kvit.banklink;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Optional;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.kvit.base.Refusal;

/// Private keys as OpenSSH and OpenSSL write them: OpenSSH's own form, PKCS#1, PKCS#8, SEC 1.
final class PrivateKeys {
    /// Characters; an RSA key of 16,384 bits has fewer.
    static final int LONGEST = 20_000;

    private PrivateKeys() {}

    /// @throws Refusal of the field `privateKey`, whose words repeat nothing of the key
    static KeyPair parse(String key, Optional<String> passphrase) {
        if (key.length() > LONGEST || !key.contains("PRIVATE KEY-----")) {
            throw Refusal.invalid("privateKey", "banklink.privateKey.bad");
        }
        try {
            var provider = passphrase.map(FilePasswordProvider::of).orElse(FilePasswordProvider.EMPTY);
            var bytes = (key.strip() + "\n").getBytes(StandardCharsets.UTF_8);
            var keys = SecurityUtils.loadKeyPairIdentities(
                    null, NamedResource.ofName("key"), new ByteArrayInputStream(bytes), provider);
            if (keys != null && keys.iterator().hasNext()) {
                return keys.iterator().next();
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // a wrong passphrase shows itself in as many ways as there are forms; the words name both causes
        }
        throw Refusal.invalid(
                "privateKey", passphrase.isPresent() ? "banklink.privateKey.passphrase" : "banklink.privateKey.bad");
    }

    /// As it stands in `authorized_keys`, and as banks want it.
    static String publicLine(KeyPair pair) {
        return PublicKeyEntry.toString(pair.getPublic());
    }
}
