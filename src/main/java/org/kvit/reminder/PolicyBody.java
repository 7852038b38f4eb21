package org.kvit.reminder;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The levels of a policy as programs read and write them.
record PolicyBody(@Nullable List<LevelBody> levels) {
    private static final String ONCE = "once";

    /// @param level 1 to 9; its place in the list if it is left out
    /// @param repeat `"once"`, or `{"everyDays": K, "max": R}`
    /// @param minAmount per letter, in the company's own currency
    /// @param minimums per letter in another currency: `{"CZK": "100.00"}`
    /// @param channels of `email`, `fax`, `print`; by e-mail if it is left out
    /// @param template `friendly`, `firm`, `final` or a company's own; by the level's number if it is left out
    /// @param attach the invoices: `none`, `each` as a PDF, or all in `one`
    /// @param fees by currency: `{"EUR": "5.00"}`
    /// @param interest whether late interest stands on the letter
    record LevelBody(
            @Nullable Integer level,
            @Nullable String name,
            @Nullable Integer fromDays,
            @Nullable Integer toDays,
            @Nullable JsonNode repeat,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal minAmount,

            @Nullable Map<String, @Nullable String> minimums,
            @Nullable List<String> channels,
            @Nullable String template,
            @Nullable String attach,
            @Nullable Map<String, @Nullable String> fees,
            @Nullable Boolean interest) {

        private ReminderLevel level(int i, List<Refusal.Fault> faults) {
            var field = "levels[" + i + "].";
            if (fromDays == null) {
                faults.add(new Refusal.Fault(field + "fromDays", Words.of("reminder.policy.from", -365, 3650)));
            }
            int number = level == null ? i + 1 : level;
            return new ReminderLevel(
                    number,
                    name == null ? "" : name.strip(),
                    fromDays == null ? 0 : fromDays,
                    toDays == null ? OptionalInt.empty() : OptionalInt.of(toDays),
                    PolicyBody.repeat(field, repeat, faults),
                    minAmount == null ? BigDecimal.ZERO : minAmount,
                    amounts(field + "minimums", minimums, faults),
                    channels(field, faults),
                    template == null ? ReminderLevel.usualTemplate(number) : template.strip(),
                    attach(field, faults),
                    amounts(field + "fees", fees, faults),
                    interest != null && interest);
        }

        private Set<Channel> channels(String field, List<Refusal.Fault> faults) {
            if (channels == null) {
                return Set.of(Channel.EMAIL);
            }
            var read = EnumSet.noneOf(Channel.class);
            for (var code : channels) {
                Channel.of(code)
                        .ifPresentOrElse(
                                read::add,
                                () -> faults.add(new Refusal.Fault(
                                        field + "channels", Words.of("reminder.policy.channel", code))));
            }
            return read;
        }

        private AttachedInvoices attach(String field, List<Refusal.Fault> faults) {
            var read = Optional.ofNullable(attach).flatMap(AttachedInvoices::of);
            if (attach != null && read.isEmpty()) {
                faults.add(new Refusal.Fault(field + "attach", Words.of("reminder.policy.attach")));
            }
            return read.orElse(AttachedInvoices.NONE);
        }
    }

    static PolicyBody of(ReminderPolicy policy) {
        return new PolicyBody(bodies(policy));
    }

    static List<LevelBody> bodies(ReminderPolicy policy) {
        return policy.levels().stream().map(PolicyBody::body).toList();
    }

    /// @throws Refusal naming each field that won't do
    ReminderPolicy policy() {
        var given = levels == null ? List.<LevelBody>of() : levels;
        var faults = new ArrayList<Refusal.Fault>();
        var read = new ArrayList<ReminderLevel>();
        for (int i = 0; i < given.size(); i++) {
            read.add(given.get(i).level(i, faults));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return new ReminderPolicy(read);
    }

    private static Map<String, BigDecimal> amounts(
            String field, @Nullable Map<String, @Nullable String> typed, List<Refusal.Fault> faults) {
        var read = new HashMap<String, BigDecimal>();
        if (typed != null) {
            typed.forEach((currency, amount) -> {
                if (amount == null || !amount.matches("\\d{1,12}(\\.\\d{1,4})?")) {
                    faults.add(new Refusal.Fault(field, Words.of("reminder.policy.amount", currency)));
                } else {
                    read.put(currency, new BigDecimal(amount));
                }
            });
        }
        return read;
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
                written(level.minimums()),
                LevelRows.codes(level.channels()),
                level.template(),
                level.attach().code(),
                written(level.fees()),
                level.interest());
    }

    private static Map<String, @Nullable String> written(Map<String, BigDecimal> amounts) {
        var written = new TreeMap<String, @Nullable String>();
        amounts.forEach((currency, amount) ->
                written.put(currency, new Money(amount, currency).amount().toPlainString()));
        return written;
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
}
