package org.kvit.search;

import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The search line at the top of every page.
@Controller
class SearchScreen {
    private final Search search;

    SearchScreen(Search search) {
        this.search = search;
    }

    @GetMapping("/search")
    ModelAndView search(@RequestParam(defaultValue = "") String q) {
        var found = search.find(q);
        return found.only()
                .map(page -> new ModelAndView("redirect:" + page))
                .orElseGet(() -> new ModelAndView("search/results", Map.of("query", q.strip(), "found", found)));
    }
}
