package org.kvit.api;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.kvit.base.Refusal;

/// A request whose body has been read once into a temporary file, so that it can be fingerprinted
/// before it is worked on: bodies may be statement files of hundreds of megabytes, so it is never
/// held in memory. A form with files is taken apart by the server, onto its own disk: there the
/// parts are read.
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
        try {
            read(request, digest);
        } catch (IOException | RuntimeException e) {
            Files.delete(spool);
            throw e;
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

    private void read(HttpServletRequest request, MessageDigest digest) throws IOException {
        if (Optional.ofNullable(request.getContentType())
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .startsWith("multipart/")) {
            update(digest, parts(request));
            return;
        }
        try (var out = new DigestOutputStream(Files.newOutputStream(spool), digest)) {
            request.getInputStream().transferTo(out);
        }
    }

    private static void update(MessageDigest digest, Collection<Part> parts) throws IOException {
        try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            for (var part : parts) {
                out.write((part.getName() + "\n" + part.getSubmittedFileName() + "\n" + part.getSize() + "\n")
                        .getBytes(StandardCharsets.UTF_8));
                try (var content = part.getInputStream()) {
                    content.transferTo(out);
                }
            }
        }
    }

    private static Collection<Part> parts(HttpServletRequest request) throws IOException {
        try {
            return request.getParts();
        } catch (ServletException | IllegalStateException e) {
            throw Refusal.of(Refusal.Kind.TOO_LARGE, "api.status.413");
        }
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
