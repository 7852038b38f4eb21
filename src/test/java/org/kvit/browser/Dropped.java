package org.kvit.browser;

import com.microsoft.playwright.Page;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;

/// A file that a hand drops on an attachments tab.
record Dropped(String name, byte[] content) {
    /// Hands files to the tab as a hand that lets go of them there.
    private static final String DROP = """
            (place, files) => {
              const carried = new DataTransfer();
              for (const { name, content } of files) carried.items.add(new File([Uint8Array.from(atob(content), c => c.charCodeAt(0))], name));
              for (const type of ['dragenter', 'dragover', 'drop']) place.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: carried }));
            }
            """;

    static void on(Page page, Dropped... files) {
        page.locator("#attachment-upload")
                .evaluate(DROP, Stream.of(files).map(Dropped::asJson).toList());
    }

    private Map<String, String> asJson() {
        return Map.of("name", name, "content", Base64.getEncoder().encodeToString(content));
    }
}
