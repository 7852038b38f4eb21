package org.kvit.reminder;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The pile of letters to be posted: printed, taken to the post, ticked off.
@Controller
class PostalLettersScreen {
    private static final int POSTED_SHOWN = 50;

    private final PostalLetters letters;
    private final RunReadings readings;

    PostalLettersScreen(PostalLetters letters, RunReadings readings) {
        this.letters = letters;
        this.readings = readings;
    }

    @GetMapping("/reminder-runs/to-post")
    ModelAndView list(@RequestParam Optional<Integer> noted) {
        return new ModelAndView(
                "reminder/toPost",
                Map.of(
                        "waiting", letters.waiting(Optional.empty()),
                        "count", letters.count(Optional.empty()),
                        "posted", letters.posted(POSTED_SHOWN),
                        "noted", noted));
    }

    @GetMapping("/reminder-runs/to-post/print")
    void print(HttpServletResponse response) throws IOException {
        write(letters.waiting(Optional.empty()), "letters.pdf", response);
    }

    @GetMapping("/reminder-runs/{run}/print")
    void print(@PathVariable long run, HttpServletResponse response) throws IOException {
        readings.run(new RunId(run));
        write(letters.waiting(Optional.of(new RunId(run))), "letters-" + run + ".pdf", response);
    }

    /// @param letter those that were on the page and are ticked: what was added to the pile since
    /// isn't posted yet
    @PostMapping("/reminder-runs/to-post/posted")
    @Needs(Right.REMINDERS)
    String posted(@RequestParam(defaultValue = "") List<Long> letter) {
        return "redirect:/reminder-runs/to-post?noted=" + letters.post(letter);
    }

    @PostMapping("/reminder-runs/to-post/undone")
    @Needs(Right.REMINDERS)
    String undone(@RequestParam long letter) {
        letters.takeBack(letter);
        return "redirect:/reminder-runs/to-post";
    }

    private void write(List<PostalLetters.Piece> pile, String name, HttpServletResponse response) throws IOException {
        var file = Files.createTempFile("kvit-letters", ".pdf");
        try {
            letters.print(pile, file);
            response.setContentType(MediaType.APPLICATION_PDF_VALUE);
            response.setHeader("Content-Disposition", "inline; filename=\"" + name + "\"");
            response.setContentLengthLong(Files.size(file));
            Files.copy(file, response.getOutputStream());
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
