package org.kvit.reminder;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The letters of a run one by one: each is read, changed for this once, sent, skipped, or the
/// customer is called.
@Controller
@RequestMapping("/reminder-runs/{run}")
class LetterCardScreen {
    private final LetterCards cards;
    private final RunReadings readings;
    private final ReminderRuns runs;
    private final Dispatcher dispatcher;
    private final EditedTexts edited;
    private final CallsInstead calls;

    LetterCardScreen(
            LetterCards cards,
            RunReadings readings,
            ReminderRuns runs,
            Dispatcher dispatcher,
            EditedTexts edited,
            CallsInstead calls) {
        this.cards = cards;
        this.readings = readings;
        this.runs = runs;
        this.dispatcher = dispatcher;
        this.edited = edited;
        this.calls = calls;
    }

    /// To the first letter that waits for a decision.
    @GetMapping("/one-by-one")
    String begin(@PathVariable long run, Page page) {
        if (page.may(Right.REMINDERS)) {
            runs.seen(new RunId(run));
        }
        return cards.first(new RunId(run))
                .map(id -> "redirect:" + place(run, id))
                .orElse("redirect:/reminder-runs/" + run);
    }

    /// @param done the letter that was decided just now
    @GetMapping("/letters/{id}/card")
    ModelAndView show(@PathVariable long run, @PathVariable long id, @RequestParam Optional<Long> done) {
        return shown(run, id, done, Optional.empty(), CallForm.EMPTY, Faults.NONE);
    }

    @PostMapping("/letters/{id}/dispatch")
    @Needs(Right.REMINDERS)
    String send(@PathVariable long run, @PathVariable long id) {
        // Pressed twice, the second finds it decided.
        if (readings.letter(new RunId(run), id).waits()) {
            dispatcher.sendNow(new RunId(run), id);
        }
        return next(run, id);
    }

    @PostMapping("/letters/{id}/skip")
    @Needs(Right.REMINDERS)
    String skip(@PathVariable long run, @PathVariable long id, @RequestParam(defaultValue = "true") boolean off) {
        readings.letter(new RunId(run), id);
        runs.skip(new RunId(run), id, off);
        return off ? next(run, id) : "redirect:" + place(run, id);
    }

    @PostMapping("/letters/{id}/call")
    @Needs(Right.REMINDERS)
    ModelAndView call(
            @PathVariable long run, @PathVariable long id, CallForm form, Page page, HttpServletResponse response) {
        if (!page.may(Right.CORRESPONDENCE)) {
            throw Refusal.conflict("reminder.call.right");
        }
        readings.letter(new RunId(run), id);
        try {
            calls.note(new RunId(run), id, form.note());
            return new ModelAndView(next(run, id));
        } catch (Refusal refusal) {
            return again(
                    refusal, response, shown(run, id, Optional.empty(), Optional.empty(), form, Faults.of(refusal)));
        }
    }

    @PostMapping("/letters/{id}/text")
    @Needs(Right.REMINDERS)
    ModelAndView write(
            @PathVariable long run,
            @PathVariable long id,
            @RequestParam String subject,
            @RequestParam String email,
            @RequestParam String title,
            @RequestParam String letter,
            @RequestParam String language,
            HttpServletResponse response) {
        readings.letter(new RunId(run), id);
        var texts = new LetterTexts(subject, email, title, letter);
        try {
            edited.save(id, language, texts);
            return new ModelAndView("redirect:" + place(run, id) + "#paper");
        } catch (Refusal refusal) {
            var typed = Optional.of(new LetterCard.Words(texts, language));
            return again(
                    refusal, response, shown(run, id, Optional.empty(), typed, CallForm.EMPTY, Faults.of(refusal)));
        }
    }

    @PostMapping("/letters/{id}/text/reset")
    @Needs(Right.REMINDERS)
    String reset(@PathVariable long run, @PathVariable long id) {
        readings.letter(new RunId(run), id);
        edited.reset(id);
        return "redirect:" + place(run, id);
    }

    private static ModelAndView again(Refusal refusal, HttpServletResponse response, ModelAndView page) {
        if (refusal.faults().isEmpty()) {
            throw refusal;
        }
        response.setStatus(refusal.kind().status());
        return page;
    }

    private ModelAndView shown(
            long run, long id, Optional<Long> done, Optional<LetterCard.Words> typed, CallForm call, Faults faults) {
        var model = new HashMap<String, Object>();
        model.put("it", cards.of(new RunId(run), id));
        model.put("done", done.map(letter -> readings.letter(new RunId(run), letter)));
        model.put("typed", typed);
        model.put("call", call);
        model.put("faults", faults);
        return new ModelAndView("reminder/card", model);
    }

    private String next(long run, long id) {
        return cards.after(new RunId(run), id)
                .map(other -> "redirect:" + place(run, other) + "?done=" + id)
                .orElse("redirect:/reminder-runs/" + run);
    }

    private static String place(long run, long id) {
        return "/reminder-runs/" + run + "/letters/" + id + "/card";
    }
}
