package org.kvit.document;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.Map;

/// A QR code (ISO/IEC 18004), error correction M, text in UTF-8: a square of dark and light modules,
/// without the quiet
/// zone of four modules around it.
///
/// On a page of [PdfRenderer]: `<object class="qr" data="…the text…" alt="…"/>`; its size comes from the
/// style sheet
/// and includes the quiet zone.
public record QrCode(ByteMatrix modules) {
    static final int QUIET = 4;

    /// @param text up to about 2,300 bytes
    /// @throws IllegalArgumentException if it is longer than a QR code holds
    public static QrCode of(String text) {
        try {
            var hints = Map.of(EncodeHintType.CHARACTER_SET, "UTF-8");
            return new QrCode(
                    Encoder.encode(text, ErrorCorrectionLevel.M, hints).getMatrix());
        } catch (WriterException e) {
            throw new IllegalArgumentException("too much text for a QR code", e);
        }
    }

    /// Modules along one side: 21 to 177.
    public int size() {
        return modules.getWidth();
    }

    public boolean isDark(int column, int row) {
        return modules.get(column, row) == 1;
    }

    /// The dark modules, drawn to fill a square with its quiet zone. One path, so that no renderer
    /// leaves a hairline
    /// between two modules.
    Shape within(double x, double y, double side) {
        var path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (int row = 0; row < size(); row++) {
            for (int column = 0; column < size(); ) {
                int run = run(column, row);
                if (run > 0) {
                    path.append(new Rectangle(column + QUIET, row + QUIET, run, 1), false);
                }
                column += Math.max(1, run);
            }
        }
        var module = side / (size() + 2 * QUIET);
        return path.createTransformedShape(new AffineTransform(module, 0, 0, module, x, y));
    }

    /// Dark modules in a row from here.
    private int run(int column, int row) {
        int end = column;
        while (end < size() && isDark(end, row)) {
            end++;
        }
        return end - column;
    }
}
