package org.kvit.api;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A request whose body has been read once into a temporary file, so that it can be fingerprinted before
/// it is worked
/// on: bodies
/// may be statement files of hundreds of megabytes, so it is never held in memory.
final class SpooledRequest extends HttpServletRequestWrapper implements AutoCloseable {
    private final Path spool;
    private final byte[] fingerprint;
    private final InputStream body;

    SpooledRequest(HttpServletRequest request) throws IOException {
        super(request);
        spool = Files.createTempFile("kvit-request", ".spool");
        var digest = sha256();
        digest.update((request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString() + "\n")
                .getBytes(StandardCharsets.UTF_8));
        try (var out = new DigestOutputStream(Files.newOutputStream(spool), digest)) {
            request.getInputStream().transferTo(out);
        }
        fingerprint = digest.digest();
        body = Files.newInputStream(spool);
    }

    byte[] fingerprint() {
        return fingerprint.clone();
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Body(body);
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        body.close();
        Files.deleteIfExists(spool);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static final class Body extends ServletInputStream {
        private final InputStream in;
        private boolean finished;

        Body(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            finished = next < 0;
            return next;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = in.read(bytes, from, length);
            finished = count < 0;
            return count;
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("this body is read synchronously");
        }
    }
}
