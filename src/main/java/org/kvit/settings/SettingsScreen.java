package org.kvit.settings;

import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// Everything that can be set, and how far it is.
@Controller
@RequestMapping("/settings")
class SettingsScreen {
    private final Overviews overviews;

    SettingsScreen(Overviews overviews) {
        this.overviews = overviews;
    }

    @GetMapping
    ModelAndView index() {
        return new ModelAndView("settings/index", Map.of("overview", overviews.own()));
    }
}
