package org.kvit.bank;

import java.io.IOException;
import java.io.InputStream;
import org.kvit.base.Refusal;

/// Counts what is read of one or more files in a row, and refuses to read on beyond the [Limits].
final class BoundedInput extends InputStream {
    private final InputStream in;
    private final Limits limits;
    private long total;
    private long token;

    BoundedInput(InputStream in, Limits limits) {
        this.in = in;
        this.limits = limits;
    }

    /// An element began or ended: what comes now is another token.
    void anew() {
        token = 0;
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int read = in.read(buffer, from, length);
        count(Math.max(0, read));
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
