package org.kvit.reminder;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// `/api/v1/reminder-policy`: when an unpaid invoice is reminded.
@RestController
@RequestMapping("/api/v1/reminder-policy")
class ReminderPolicyApi {
    private static final String ONCE = "once";
    private static final String EMAIL = "email";

    private final Policies policies;

    ReminderPolicyApi(Policies policies) {
        this.policies = policies;
    }

    /// @param level 1 to 9; its place in the list if it is left out
    /// @param repeat `"once"`, or `{"everyDays": K, "max": R}`
    /// @param minAmount in the company's own currency
    /// @param channels `email`
    record LevelBody(
            @Nullable Integer level,
            @Nullable String name,
            @Nullable Integer fromDays,
            @Nullable Integer toDays,
            @Nullable JsonNode repeat,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal minAmount,

            @Nullable List<String> channels) {}

    record PolicyBody(@Nullable List<LevelBody> levels) {}

    @GetMapping
    PolicyBody own() {
        return new PolicyBody(
                policies.own().levels().stream().map(ReminderPolicyApi::body).toList());
    }

    @PutMapping
    @Needs(Right.ADMINISTRATION)
    PolicyBody save(@RequestBody PolicyBody body) {
        var levels = body.levels() == null ? List.<LevelBody>of() : body.levels();
        var faults = new ArrayList<Refusal.Fault>();
        var read = new ArrayList<ReminderLevel>();
        for (int i = 0; i < levels.size(); i++) {
            read.add(level(i, levels.get(i), faults));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        policies.save(new ReminderPolicy(read));
        return own();
    }

    private static ReminderLevel level(int i, LevelBody body, List<Refusal.Fault> faults) {
        var field = "levels[" + i + "].";
        if (body.fromDays() == null) {
            faults.add(new Refusal.Fault(field + "fromDays", Words.of("reminder.policy.from", -365, 3650)));
        }
        if (body.channels() != null && !body.channels().equals(List.of(EMAIL))) {
            faults.add(new Refusal.Fault(field + "channels", Words.of("reminder.policy.channel")));
        }
        return new ReminderLevel(
                body.level() == null ? i + 1 : body.level(),
                body.name() == null ? "" : body.name().strip(),
                body.fromDays() == null ? 0 : body.fromDays(),
                number(body.toDays()),
                repeat(field, body.repeat(), faults),
                body.minAmount() == null ? BigDecimal.ZERO : body.minAmount());
    }

    private static Repeat repeat(String field, @Nullable JsonNode repeat, List<Refusal.Fault> faults) {
        if (repeat == null
                || repeat.isNull()
                || (repeat.isString() && repeat.stringValue().equals(ONCE))) {
            return new Repeat.Once();
        }
        var days = repeat.path("everyDays");
        var most = repeat.path("max");
        boolean daysFit = days.isMissingNode() || days.isNull() || days.isInt();
        boolean mostFits = most.isMissingNode() || most.isNull() || most.isInt();
        if (!repeat.isObject() || !daysFit || !mostFits) {
            faults.add(new Refusal.Fault(field + "repeat", Words.of("reminder.policy.repeat")));
            return new Repeat.Once();
        }
        return new Repeat.Every(
                days.isInt() ? days.intValue() : ReminderPolicy.USUAL_PAUSE,
                most.isInt() ? OptionalInt.of(most.intValue()) : OptionalInt.empty());
    }

    private static LevelBody body(ReminderLevel level) {
        return new LevelBody(
                level.level(),
                level.name(),
                level.fromDays(),
                level.toDays().isPresent() ? level.toDays().getAsInt() : null,
                body(level.repeat()),
                level.minAmount(),
                List.of(EMAIL));
    }

    private static JsonNode body(Repeat repeat) {
        var json = JsonNodeFactory.instance;
        return switch (repeat) {
            case Repeat.Once _ -> json.stringNode(ONCE);
            case Repeat.Every every -> {
                var node = json.objectNode().put("everyDays", every.days());
                every.atMost().ifPresent(most -> node.put("max", most));
                yield node;
            }
        };
    }

    private static OptionalInt number(@Nullable Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
