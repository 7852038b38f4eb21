package org.kvit.payment;

import java.util.Map;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// What banks announced and have not booked yet: money in and out, so not everybody may look.
@Controller
@Needs(value = Right.RECEIVABLES, alsoToRead = true)
class AnnouncedScreen {
    private static final int SHOWN = 500;

    private final Announced announced;

    AnnouncedScreen(Announced announced) {
        this.announced = announced;
    }

    @GetMapping("/statements/announced")
    ModelAndView list() {
        return new ModelAndView("payment/announced", Map.of("entries", announced.list(SHOWN)));
    }
}
