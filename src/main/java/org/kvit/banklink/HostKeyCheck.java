package org.kvit.banklink;

import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;

/// Speaks to a server only if it proves one of the keys that we know it by, and remembers the one that it has shown.
/// This comes before we sign in: no password reaches a server that is not the one we mean.
final class HostKeyCheck implements ServerKeyVerifier {
    private final List<String> known;
    private volatile String shown = "";

    HostKeyCheck(List<String> known) {
        this.known = known;
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress server, PublicKey key) {
        shown = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
        return known.contains(shown);
    }

    /// Whether the server has proved to be the one that we know.
    boolean met() {
        return known.contains(shown);
    }

    /// The fingerprint of a key that we don't know.
    Optional<String> stranger() {
        return Optional.of(shown).filter(s -> !s.isEmpty() && !known.contains(s));
    }
}
