package org.kvit.banklink;

import java.util.List;
import java.util.Map;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// The bank links: how they stand, what they brought, and what a person has to see to.
@Controller
@RequestMapping("/settings/bank-links")
@Needs(value = Right.RECEIVABLES, alsoToRead = true)
class BankLinksScreen {
    private static final int FILES = 50;
    private static final int POLLS = 20;
    private static final int FAILED = 50;

    private final LinkViews views;
    private final LinkPolls polls;
    private final LinkFiles files;
    private final Readings readings;

    BankLinksScreen(LinkViews views, LinkPolls polls, LinkFiles files, Readings readings) {
        this.views = views;
        this.polls = polls;
        this.files = files;
        this.readings = readings;
    }

    @GetMapping
    ModelAndView list() {
        return new ModelAndView("banklink/links", Map.of("links", views.all()));
    }

    @GetMapping("/{id}")
    ModelAndView show(@PathVariable long id) {
        var link = new BankLinkId(id);
        var view = views.find(link);
        List<LinkPolls.Poll> latest = polls.latest(link, POLLS);
        return new ModelAndView(
                "banklink/link",
                Map.of(
                        "it",
                        view,
                        "failed",
                        files.failed(link, FAILED),
                        "files",
                        files.latest(link, FILES),
                        "polls",
                        latest));
    }

    /// Beside this request; the page looks again until it is done.
    @PostMapping("/{id}/readings")
    String read(@PathVariable long id) {
        readings.begin(new BankLinkId(id));
        return "redirect:/settings/bank-links/" + id;
    }

    /// Asked again and again while it is being read.
    @GetMapping("/{id}/progress")
    ResponseEntity<String> progress(@PathVariable long id) {
        boolean running =
                polls.state(views.find(new BankLinkId(id)).link().id()).running();
        return running
                ? ResponseEntity.noContent().build()
                : ResponseEntity.ok()
                        .header("HX-Refresh", "true")
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body("");
    }

    /// At once: whoever says so has mended something.
    @PostMapping("/{id}/files/{file}/retry")
    String again(@PathVariable long id, @PathVariable long file) {
        files.decide(new BankLinkId(id), file, LinkFiles.State.AGAIN);
        return read(id);
    }

    @PostMapping("/{id}/files/{file}/dismissal")
    String dismiss(@PathVariable long id, @PathVariable long file) {
        files.decide(new BankLinkId(id), file, LinkFiles.State.DISMISSED);
        return "redirect:/settings/bank-links/" + id;
    }
}
