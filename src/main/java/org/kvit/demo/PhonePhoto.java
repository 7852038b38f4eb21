package org.kvit.demo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// A signed consignment note on the dashboard, as a driver photographs it: askew, badly lit, grainy. A PNG.
final class PhonePhoto {
    private static final int WIDTH = 360;
    private static final int HEIGHT = 480;
    private static final double COS = Math.cos(0.07);
    private static final double SIN = Math.sin(0.07);

    private final Random grain = new Random(7);

    private PhonePhoto() {}

    static byte[] bytes() {
        return new PhonePhoto().png();
    }

    private byte[] png() {
        var rows = new byte[HEIGHT * (1 + 3 * WIDTH)];
        int at = 0;
        for (int y = 0; y < HEIGHT; y++) {
            rows[at++] = 1; // filter: each pixel less the one left of it
            int red = 0;
            int green = 0;
            int blue = 0;
            for (int x = 0; x < WIDTH; x++) {
                int colour = colour(x, y);
                rows[at++] = (byte) ((colour >> 16) - red);
                rows[at++] = (byte) ((colour >> 8) - green);
                rows[at++] = (byte) (colour - blue);
                red = colour >> 16;
                green = colour >> 8;
                blue = colour;
            }
        }
        var out = new ByteArrayOutputStream(1 << 17);
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        var head = ByteBuffer.allocate(13).putInt(WIDTH).putInt(HEIGHT).put(new byte[] {8, 2, 0, 0, 0});
        chunk(out, "IHDR", head.array());
        chunk(out, "IDAT", deflated(rows));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    /// Red, green and blue, darker away from the light, in steps of eight.
    private int colour(int x, int y) {
        double u = (x - WIDTH / 2.0) * COS + (y - HEIGHT / 2.0) * SIN;
        double v = (y - HEIGHT / 2.0) * COS - (x - WIDTH / 2.0) * SIN;
        boolean paper = Math.abs(u) < 140 && Math.abs(v) < 198;
        boolean shade = !paper && Math.abs(u + 6) < 146 && Math.abs(v - 6) < 204;
        double far = Math.hypot(x - 120, y - 90) / 620;
        double light = (shade ? 0.55 : 1) * (1.08 - far) + (grain.nextInt(9) - 4) / 130.0;
        int base = paper ? printed(u, v) : 0x4a3c32;
        int red = level((base >> 16 & 255) * light);
        return red << 16 | level((base >> 8 & 255) * light) << 8 | level((base & 255) * light);
    }

    private static int level(double brightness) {
        return Math.clamp((long) brightness, 0, 255) & ~7;
    }

    /// What is on the paper at a point, from its middle.
    private static int printed(double u, double v) {
        double stamp = Math.hypot(u - 78, v - 138);
        if (Math.abs(stamp - 30) < 1.3 || Math.abs(stamp - 25) < 0.8) {
            return 0x5a54a8;
        }
        if (v > 110
                && v < 165
                && u > -40
                && Math.abs(v - 140 - 16 * Math.sin(u / 5) * Math.cos(u / 17)) < 1.4
                && u < 52) {
            return 0x1f2f7a;
        }
        boolean rule =
                Math.abs(u) < 128 && Math.abs(v) < 186 && (Math.abs((v + 186) % 53) < 1.1 || Math.abs(u) > 126.8);
        boolean halves = v < -27 && Math.abs(u) < 0.8;
        boolean heading = v < -186 && v > -194 && u > 96 && u < 128;
        if (rule || halves || heading) {
            return 0x35548c;
        }
        boolean line = Math.abs((v + 200) % 13 - 6) < 1.8 && v < 100 && Math.abs(u) < 116 && (v + 186) % 53 > 10;
        long word = 7919 * cell(u + 140, 7) + 104_729 * cell(v + 200, 13);
        return line && (word ^ word >>> 4) % 9 > 2 ? 0x3b3b40 : 0xece6d6;
    }

    private static long cell(double at, int size) {
        return (long) Math.floor(at / size);
    }

    private static byte[] deflated(byte[] rows) {
        try (var deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(rows);
            deflater.finish();
            var out = new ByteArrayOutputStream(1 << 17);
            var buffer = new byte[1 << 14];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        var body = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        var crc = new CRC32();
        crc.update(body);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(body);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
