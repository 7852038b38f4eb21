package org.kvit.demo;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A page of lines and plain words as PDF, in a thousandth of the time that typesetting takes. Its type is
/// the reader's own Helvetica, which has no letters with marks: they lose them, as on many a freight
/// document.
final class PlainPdf {
    private static final int WIDTH = 595;
    private static final int HEIGHT = 842;

    private final StringBuilder drawn = new StringBuilder();

    /// All that is drawn from now on has this colour, each part from 0 to 1.
    PlainPdf colour(double red, double green, double blue) {
        return put("RG", red, green, blue).put("rg", red, green, blue);
    }

    PlainPdf lines(double width) {
        return put("w", width);
    }

    /// Lengths are points, from the top left. @param degrees clockwise, about the page's middle
    PlainPdf turned(double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double x = WIDTH / 2.0;
        double y = HEIGHT / 2.0;
        return put("cm", cos, -sin, sin, cos, x - x * cos - y * sin, y + x * sin - y * cos);
    }

    PlainPdf box(double x, double y, double width, double height) {
        return put("re S", x, HEIGHT - y - height, width, height);
    }

    PlainPdf filled(double x, double y, double width, double height) {
        return put("re f", x, HEIGHT - y - height, width, height);
    }

    PlainPdf text(double x, double y, double size, String text) {
        return written("/F1", x, y, size, text);
    }

    PlainPdf bold(double x, double y, double size, String text) {
        return written("/F2", x, y, size, text);
    }

    private PlainPdf written(String font, double x, double y, double size, String text) {
        drawn.append("BT ").append(font).append(' ');
        put("Tf", size).put("Td", x, HEIGHT - y);
        drawn.append('(').append(escaped(text)).append(") Tj ET\n");
        return this;
    }

    /// A curve through points as a pen draws it: x, y, x, y, and so on; the first, then three for each
    /// part.
    PlainPdf pen(double... points) {
        put("m", points[0], HEIGHT - points[1]);
        for (int i = 2; i + 5 < points.length; i += 6) {
            put(
                    "c",
                    points[i],
                    HEIGHT - points[i + 1],
                    points[i + 2],
                    HEIGHT - points[i + 3],
                    points[i + 4],
                    HEIGHT - points[i + 5]);
        }
        return put("S");
    }

    PlainPdf circle(double x, double y, double radius) {
        double k = 0.5523 * radius;
        double[] right = {x + radius, y, x + radius, y + k, x + k, y + radius, x, y + radius};
        double[] left = {x - k, y + radius, x - radius, y + k, x - radius, y, x - radius, y - k};
        double[] back = {x - k, y - radius, x, y - radius, x + k, y - radius, x + radius, y - k, x + radius, y};
        return pen(Stream.of(right, left, back).flatMapToDouble(Arrays::stream).toArray());
    }

    private PlainPdf put(String operator, double... numbers) {
        for (double number : numbers) {
            drawn.append(BigDecimal.valueOf(Math.round(number * 10_000), 4).toPlainString())
                    .append(' ');
        }
        drawn.append(operator).append('\n');
        return this;
    }

    private static String escaped(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('ł', 'l')
                .replace('–', '-')
                .replaceAll("([()\\\\])", "\\\\$1")
                .replaceAll("[^ -~]", " ");
    }

    byte[] bytes() {
        var objects = List.of(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>"
                        .formatted(WIDTH, HEIGHT),
                "<< /Length %d >>\nstream\n%sendstream".formatted(drawn.length(), drawn),
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>");
        var out = new ByteArrayOutputStream(8192);
        var starts = new ArrayList<Integer>();
        write(out, "%PDF-1.4\n");
        for (int i = 0; i < objects.size(); i++) {
            starts.add(out.size());
            write(out, "%d 0 obj\n%s\nendobj\n".formatted(i + 1, objects.get(i)));
        }
        int table = out.size();
        write(out, "xref\n0 %d\n0000000000 65535 f \n".formatted(objects.size() + 1));
        starts.forEach(start -> write(out, "%010d 00000 n \n".formatted(start)));
        write(
                out,
                "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n".formatted(objects.size() + 1, table));
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
