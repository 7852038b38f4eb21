package org.kvit.bank;

import java.io.IOException;
import java.io.InputStream;
import org.kvit.base.Refusal;

/// Counts what is read of one or more files in a row, and refuses to read on beyond the [Limits].
final class BoundedInput extends InputStream {
    private final InputStream in;
    private final Limits limits;
    private byte[] head = {};
    private int headAt;
    private long total;
    private long token;

    BoundedInput(InputStream in, Limits limits) {
        this.in = in;
        this.limits = limits;
    }

    /// An element or a line began or ended: what comes now is another token.
    void anew() {
        token = 0;
    }

    /// What the file at hand begins with, at most so many bytes of it; they are read again after this.
    byte[] head(int most) throws IOException {
        head = in.readNBytes(most);
        headAt = 0;
        return head;
    }

    @Override
    public int read() throws IOException {
        int read = headAt < head.length ? head[headAt++] & 0xff : in.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int read = headAt < head.length ? readHead(buffer, from, length) : in.read(buffer, from, length);
        count(Math.max(0, read));
        return read;
    }

    private int readHead(byte[] buffer, int from, int length) {
        int read = Math.min(length, head.length - headAt);
        System.arraycopy(head, headAt, buffer, from, read);
        headAt += read;
        return read;
    }

    private void count(int read) {
        total += read;
        token += read;
        if (total > limits.bytes()) {
            throw Refusal.of(Refusal.Kind.TOO_LARGE, "bank.bad.bytes", limits.bytes() >> 20);
        }
        if (token > limits.token()) {
            throw Refusal.of(Refusal.Kind.INVALID, "bank.bad.token", limits.token() >> 10);
        }
    }
}
