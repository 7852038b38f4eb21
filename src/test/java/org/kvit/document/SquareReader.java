package org.kvit.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.tukaani.xz.LZMAInputStream;

/// A Slovak banking app's reader of PAY by square, written from the standard and not from our writer.
public final class SquareReader {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
    private static final byte PROPERTIES = 2 * 5 * 9 + 3;

    private SquareReader() {}

    /// @param header its four parts: type, version, document type, reserved
    /// @param fields of the payload, in their order
    public record Read(List<Integer> header, List<String> fields) {}

    public static Read read(String text) throws IOException {
        var bytes = ByteBuffer.wrap(bytes(text)).order(ByteOrder.LITTLE_ENDIAN);
        var header = new byte[] {bytes.get(), bytes.get()};
        int length = bytes.getShort() & 0xffff;
        var compressed = new byte[bytes.remaining()];
        bytes.get(compressed);
        byte[] plain;
        try (var lzma = new LZMAInputStream(new ByteArrayInputStream(compressed), length, PROPERTIES, 128 * 1024)) {
            lzma.enableRelaxedEndCondition(); // the length is known; an end mark behind it is the writer's choice
            plain = lzma.readAllBytes();
        }
        var fields = Arrays.copyOfRange(plain, 4, plain.length);
        var crc = new CRC32();
        crc.update(fields);
        if ((int) crc.getValue()
                != ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN).getInt()) {
            throw new IOException("the checksum doesn't fit");
        }
        return new Read(
                List.of((header[0] >> 4) & 15, header[0] & 15, (header[1] >> 4) & 15, header[1] & 15),
                List.of(new String(fields, StandardCharsets.UTF_8).split("\t", -1)));
    }

    private static byte[] bytes(String text) {
        var out = new byte[text.length() * 5 / 8];
        for (int bit = 0; bit < out.length * 8; bit++) {
            int letter = ALPHABET.indexOf(text.charAt(bit / 5));
            if (letter < 0) {
                throw new IllegalArgumentException("not Base32hex: " + text);
            }
            int value = (letter >> (4 - bit % 5)) & 1;
            out[bit / 8] |= (byte) (value << (7 - bit % 8));
        }
        return out;
    }
}
