package org.kvit.bank;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.kvit.base.Refusal;

/// A text file line by line, within the [Limits], whichever way its lines end. What is UTF-8 is read as
/// such, each line by itself, and what is not by the code page that its banks use: so a line reads the
/// same in whatever file it comes. Also a [Reader] of the same text, for formats that know lines of
/// their own.
final class TextLines extends Reader {
    private static final int BLOCK = 1 << 13;

    private final BoundedInput bounded;
    private final InputStream in;
    private final Charset codePage;
    private final int longest;
    private final byte[] block = new byte[BLOCK];
    private int at;
    private int filled;
    private byte[] line = new byte[256];
    private int length;
    private int number;
    private boolean ended;
    private boolean afterReturn;
    private boolean brokenOff;
    private String served = "";
    private int servedTo;

    /// @param longest bytes of a line
    TextLines(BoundedInput bounded, Charset codePage, int longest) throws IOException {
        this.bounded = bounded;
        this.codePage = codePage;
        this.longest = longest;
        bounded.anew();
        at = 0;
        filled = Math.max(0, bounded.read(block, 0, BLOCK));
        if (isUtf16()) {
            in = asUtf8(block, filled, bounded);
            filled = 0;
        } else {
            in = bounded;
        }
    }

    /// The next line without its break; empty at the end. Signs that no text has are left out.
    /// @throws Refusal if it is too long, or this is no text
    Optional<String> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        length = 0;
        while (true) {
            if (at == filled && !fill()) {
                ended = true;
                brokenOff = length > 0;
                return length == 0 ? Optional.empty() : Optional.of(decoded());
            }
            byte next = block[at++];
            if (next == '\n' && afterReturn) {
                afterReturn = false;
            } else if (next == '\n' || next == '\r') {
                afterReturn = next == '\r';
                return Optional.of(decoded());
            } else {
                afterReturn = false;
                add(next);
            }
        }
    }

    /// The number of the line read last, from 1.
    int line() {
        return number;
    }

    /// Whether the file ended within a line.
    boolean brokenOff() {
        return brokenOff;
    }

    @Override
    public int read(char[] buffer, int from, int most) throws IOException {
        if (servedTo == served.length()) {
            var next = next();
            if (next.isEmpty()) {
                return -1;
            }
            served = next.get() + "\n";
            servedTo = 0;
        }
        int read = Math.min(most, served.length() - servedTo);
        served.getChars(servedTo, servedTo + read, buffer, from);
        servedTo += read;
        return read;
    }

    @Override
    public void close() {
        // what is read from stays its owner's
    }

    private boolean fill() throws IOException {
        bounded.anew();
        filled = Math.max(0, in.read(block, 0, BLOCK));
        at = 0;
        return filled > 0;
    }

    private void add(byte next) {
        if (next == 0) {
            throw Refusal.of(Refusal.Kind.INVALID, "bank.bad.notStatement");
        }
        if (length == longest) {
            throw Refusal.of(Refusal.Kind.INVALID, "bank.bad.line", number + 1, longest >> 10);
        }
        if (length == line.length) {
            line = java.util.Arrays.copyOf(line, Math.min(longest, length * 2));
        }
        line[length++] = next;
    }

    private String decoded() {
        number++;
        boolean plain = true;
        for (int i = 0; i < length && plain; i++) {
            plain = line[i] >= ' ';
        }
        if (plain) {
            return new String(line, 0, length, StandardCharsets.ISO_8859_1);
        }
        var text = utf8().orElseGet(() -> new String(line, 0, length, codePage));
        return text.codePoints()
                .filter(c -> (c >= ' ' && c != 0x7f && c != 0xfeff) || c == '\t')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private Optional<String> utf8() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(line, 0, length))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private boolean isUtf16() {
        int mark = filled < 2 ? 0 : ((block[0] & 0xff) << 8) | (block[1] & 0xff);
        return mark == 0xfeff || mark == 0xfffe;
    }

    private static InputStream asUtf8(byte[] begun, int length, InputStream rest) {
        var whole = new java.io.SequenceInputStream(
                new java.io.ByteArrayInputStream(java.util.Arrays.copyOf(begun, length)), rest);
        var reader = new InputStreamReader(whole, StandardCharsets.UTF_16);
        return new InputStream() {
            private byte[] some = {};
            private int next;

            @Override
            public int read() throws IOException {
                if (next == some.length) {
                    var signs = new char[BLOCK / 4];
                    int read = reader.read(signs);
                    if (read < 0) {
                        return -1;
                    }
                    some = new String(signs, 0, read).getBytes(StandardCharsets.UTF_8);
                    next = 0;
                }
                return some[next++] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int one = length == 0 ? 0 : read();
                if (one < 0 || length == 0) {
                    return one;
                }
                into[from] = (byte) one;
                int more = Math.min(length - 1, some.length - next);
                System.arraycopy(some, next, into, from + 1, more);
                next += more;
                return more + 1;
            }
        };
    }
}
