package org.kvit.reminder;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.kvit.base.Refusal;
import org.kvit.document.Documents;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// A letter of a run: before it is sent as it would go out now, afterwards as it went.
@Controller
@RequestMapping("/reminder-runs/{run}/letters/{id}")
class LetterScreen {
    /// What a letter's HTML may do in the reader's browser: show itself.
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";

    private final RunReadings readings;
    private final LetterPreviews previews;
    private final ReminderLetter letters;
    private final Documents documents;

    LetterScreen(RunReadings readings, LetterPreviews previews, ReminderLetter letters, Documents documents) {
        this.readings = readings;
        this.previews = previews;
        this.letters = letters;
        this.documents = documents;
    }

    @GetMapping
    ModelAndView show(@PathVariable long run, @PathVariable long id) {
        var letter = readings.letter(new RunId(run), id);
        return new ModelAndView(
                "reminder/letter",
                Map.of(
                        "run",
                        readings.run(new RunId(run)),
                        "letter",
                        letter,
                        "subject",
                        previews.of(letter, run).map(letters::subject).orElse(""),
                        "sent",
                        readings.pdf(id).isPresent()));
    }

    @GetMapping("/pdf")
    ResponseEntity<byte[]> pdf(@PathVariable long run, @PathVariable long id) {
        var letter = readings.letter(new RunId(run), id);
        var sent = readings.pdf(id);
        var bytes = sent.isPresent()
                ? documents.get(sent.orElseThrow()).bytes()
                : letters.pdf(previews.of(letter, run).orElseThrow(LetterScreen::nothingLeft));
        var name = ContentDisposition.inline()
                .filename("kvit-" + id + ".pdf", StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .body(bytes);
    }

    @GetMapping("/html")
    ResponseEntity<String> html(@PathVariable long run, @PathVariable long id) {
        var model = previews.of(readings.letter(new RunId(run), id), run).orElseThrow(LetterScreen::nothingLeft);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", POLICY)
                .body(letters.html(model));
    }

    private static Refusal nothingLeft() {
        return Refusal.notFound("reminder.letter.nothingLeft");
    }
}
