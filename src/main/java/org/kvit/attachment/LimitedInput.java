package org.kvit.attachment;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.kvit.base.Refusal;

/// A file as it comes in, refused as soon as it is larger than it may be, or when its sender goes
/// away.
final class LimitedInput extends FilterInputStream {
    private final long limit;
    private long count;

    /// @param limit in bytes
    LimitedInput(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    static Refusal tooLarge(long limit) {
        return Refusal.of(Refusal.Kind.TOO_LARGE, "attachment.tooLarge", limit >> 20);
    }

    @Override
    public int read() throws IOException {
        throw new IOException("read by blocks");
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = next(bytes, from, length);
        count += Math.max(0, read);
        if (count > limit) {
            throw tooLarge(limit);
        }
        return read;
    }

    private int next(byte[] bytes, int from, int length) {
        try {
            return super.read(bytes, from, length);
        } catch (IOException e) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "attachment.cutOff");
        }
    }
}
