package org.kvit.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The real browser: Debian's chromium, headless. One for the test run; each test has a context
/// (cookies) of its own.
final class Browser {
    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final Playwright PLAYWRIGHT =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private static final com.microsoft.playwright.Browser CHROMIUM = PLAYWRIGHT
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--disable-quic",
                            "--no-first-run")));

    /// Only what is wrong is worked out in full (`resultTypes`), and sounds, of which there are none,
    /// aren't waited for (`preload`): axe takes half the time.
    private static final String AXE = """
            async () => (await axe.run({exclude: [['iframe[sandbox]']]}, {
              runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
              resultTypes: ['violations'],
              preload: false,
            })).violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html} ${n.failureSummary}`))
            """;

    private Browser() {}

    static BrowserContext open(String base, int width) {
        var context = CHROMIUM.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(base)
                .setViewportSize(width, 900)
                .setLocale("en-GB")
                .setAcceptDownloads(true));
        context.setDefaultTimeout(20_000);
        return context;
    }

    /// A page with axe in it and in each that it goes to: quicker where all are looked at.
    static Page withAxe(BrowserContext context) {
        var page = context.newPage();
        page.addInitScript(AxeBuilder.getAxeScript());
        return page;
    }

    /// What axe finds against WCAG 2.2 AA on the page as it is now: rule, and the element at fault. A
    /// mail or a letter shown in a frame is left out: no script runs there, also not axe's, and to ask
    /// for one would wait forever.
    @SuppressWarnings("unchecked") // it is what the script returns
    static List<String> accessibilityFaults(Page page) {
        if ((boolean) page.evaluate("typeof axe === 'undefined'")) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        return (List<String>) page.evaluate(AXE);
    }

    /// Everything that the page complains of in its console, from now on.
    static List<String> complaints(Page page) {
        var all = new ArrayList<String>();
        page.onConsoleMessage(m -> {
            if (m.type().equals("error")) {
                all.add(m.text());
            }
        });
        page.onPageError(all::add);
        return all;
    }

    private static Path executable() {
        return Stream.concat(Stream.ofNullable(System.getenv("KVIT_CHROMIUM")), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no chromium here: ./kvit test installs it, or names what to install"));
    }
}
