package org.kvit.attachment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.kvit.ui.Page;

/// How large a file is, as people say it.
public final class FileSize {
    private static final long KB = 1 << 10;
    private static final long MB = 1 << 20;

    private FileSize() {}

    /// @param bytes 0 and more
    public static String text(Page page, long bytes) {
        return bytes < MB
                ? page.text("attachment.size.kb", page.number(Math.max(1, (bytes + KB - 1) / KB)))
                : page.text("attachment.size.mb", page.number(megabytes(bytes)));
    }

    /// To the first decimal, if it isn't zero.
    private static BigDecimal megabytes(long bytes) {
        var exact = BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(MB), 1, RoundingMode.HALF_UP);
        return exact.stripTrailingZeros().scale() <= 0 ? exact.setScale(0, RoundingMode.UNNECESSARY) : exact;
    }
}
