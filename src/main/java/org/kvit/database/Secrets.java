package org.kvit.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.kvit.base.Refusal;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Encrypts what must be kept but not be read in the database or a copy of it, such as a mail server's
/// password:
/// AES-256-GCM, with
/// the key from `KVIT_KEY` (base64 of 32 bytes) or, without it, from the data directory
/// (`secrets/encryption.key`).
@Component
public class Secrets {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    @Autowired
    public Secrets(DataDirectory directory, @Value("${kvit.key:}") String key) {
        this(Optional.of(key.strip()).filter(k -> !k.isEmpty()).orElseGet(() -> directory.secret("encryption.key")));
    }

    /// @param key base64 of 32 bytes
    Secrets(String key) {
        this.key = new SecretKeySpec(bytes(key), "AES");
    }

    /// The key itself, base64: for a backup, which would be worth little without it.
    String key() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /// @return nonce, ciphertext and tag
    public byte[] encrypt(String secret) {
        try {
            var nonce = new byte[NONCE];
            random.nextBytes(nonce);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            var sealed = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /// @throws Refusal if it was encrypted with another key: the secret must be entered anew
    public String decrypt(byte[] sealed) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE));
            return new String(cipher.doFinal(sealed, NONCE, sealed.length - NONCE), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw Refusal.conflict("database.key");
        }
    }

    private static byte[] bytes(String key) {
        try {
            var bytes = (key.indexOf('-') >= 0 || key.indexOf('_') >= 0 ? Base64.getUrlDecoder() : Base64.getDecoder())
                    .decode(key);
            if (bytes.length == 32) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // said below, like a key of another length
        }
        throw Refusal.conflict("database.keyForm");
    }
}
