package org.kvit.reminder;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/reminder-stop`: whether all reminders of the company are stopped.
@RestController
@RequestMapping("/api/v1/reminder-stop")
class ReminderStopApi {
    private final ReminderStops stops;

    ReminderStopApi(ReminderStops stops) {
        this.stops = stops;
    }

    /// @param stoppedBy who did it; empty for a program without a user
    record StopBody(
            boolean stopped,
            @Nullable Instant stoppedAt,
            @Nullable String stoppedBy,
            @Nullable String reason) {}

    record ReasonBody(@Nullable String reason) {}

    @GetMapping
    StopBody standing() {
        return stops.standing()
                .map(s -> new StopBody(true, s.at(), s.by().orElse(null), s.reason()))
                .orElse(new StopBody(false, null, null, null));
    }

    @PutMapping
    @Needs(Right.REMINDERS)
    StopBody stop(@RequestBody ReasonBody body) {
        stops.stop(body.reason() == null ? "" : body.reason());
        return standing();
    }

    @DeleteMapping
    @Needs(Right.ADMINISTRATION)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resume() {
        stops.resume();
    }
}
