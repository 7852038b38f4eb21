package org.kvit.banklink;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.kvit.api.Listing;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/bank-links`
@RestController
@RequestMapping("/api/v1/bank-links")
@Needs(value = Right.RECEIVABLES, alsoToRead = true)
class BankLinksApi {
    private final BankLinks links;
    private final LinkViews views;
    private final Readings readings;

    BankLinksApi(BankLinks links, LinkViews views, Readings readings) {
        this.links = links;
        this.views = views;
        this.readings = readings;
    }

    /// @param problem why the directory could not be read, or not to the end
    record ReadingBody(
            int imported,
            int known,
            int failed,
            int waiting,
            @Nullable String problem) {}

    @GetMapping
    Listing<BankLinkBody> list(Page page) {
        return new Listing<>(
                views.all().stream().map(v -> BankLinkBody.of(v, page)).toList(), null);
    }

    @GetMapping("/{id}")
    BankLinkBody find(@PathVariable long id, Page page) {
        return BankLinkBody.of(views.find(new BankLinkId(id)), page);
    }

    @PostMapping
    @Needs(Right.ADMINISTRATION)
    ResponseEntity<BankLinkBody> add(@RequestBody BankLinkEntry entry, Page page) {
        var id = links.add(entry.setup());
        return ResponseEntity.created(URI.create("/api/v1/bank-links/" + id.value()))
                .body(BankLinkBody.of(views.find(id), page));
    }

    @PutMapping("/{id}")
    @Needs(Right.ADMINISTRATION)
    BankLinkBody change(@PathVariable long id, @RequestBody BankLinkEntry entry, Page page) {
        links.change(new BankLinkId(id), entry.setup());
        return find(id, page);
    }

    @DeleteMapping("/{id}")
    @Needs(Right.ADMINISTRATION)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long id) {
        links.remove(new BankLinkId(id));
    }

    /// Reads the link now, and answers when that is done.
    @PostMapping("/{id}/readings")
    ReadingBody read(@PathVariable long id, Page page) {
        var result = readings.now(new BankLinkId(id));
        var tally = result.tally();
        return new ReadingBody(
                tally.imported(),
                tally.known(),
                tally.failed(),
                tally.waiting(),
                result.problem().map(page::words).orElse(null));
    }
}
