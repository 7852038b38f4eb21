package org.kvit.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/// Our typeface, parsed: Noto Sans regular and bold, cut down to the alphabets of letters
/// (`fonts/README.md`). A parsed
/// font reads from one position and so serves one document at a time; as many are kept as were ever used
/// at once.
record Type(TrueTypeFont regular, TrueTypeFont bold) {
    static final String FAMILY = "Noto Sans";
    private static final Queue<Type> SPARE = new ConcurrentLinkedQueue<>();

    /// Give it back with [#giveBack] when the document is written.
    static Type take() {
        var spare = SPARE.poll();
        return spare != null ? spare : new Type(parsed("NotoSans-Regular.ttf"), parsed("NotoSans-Bold.ttf"));
    }

    void giveBack() {
        SPARE.add(this);
    }

    private static TrueTypeFont parsed(String name) {
        try (var in = Type.class.getResourceAsStream("/fonts/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its font " + name);
            }
            return new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
