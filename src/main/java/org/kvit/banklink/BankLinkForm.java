package org.kvit.banklink;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.base.Refusal;

/// A bank link's settings as typed. What is secret is never shown again.
public final class BankLinkForm {
    private static final List<String> FIELDS = List.of(
            "name",
            "kind",
            "active",
            "directory",
            "pattern",
            "after",
            "archive",
            "everyMinutes",
            "fromHour",
            "toHour",
            "host",
            "port",
            "user",
            "signIn",
            "hostKeys");
    private static final List<String> SECRETS = List.of("password", "privateKey", "passphrase");
    private static final int SSH = 22;
    private static final int USUAL_MINUTES = 15;

    private final Map<String, String> values;

    private BankLinkForm(Map<String, String> values) {
        this.values = values;
    }

    static BankLinkForm fresh() {
        return new BankLinkForm(Map.of(
                "kind",
                BankLink.Kind.SFTP.code(),
                "active",
                "true",
                "pattern",
                "*",
                "after",
                "archive",
                "archive",
                "archive",
                "everyMinutes",
                Integer.toString(USUAL_MINUTES),
                "port",
                Integer.toString(SSH),
                "signIn",
                BankLink.SignIn.KEY.code()));
    }

    static BankLinkForm of(HttpServletRequest request) {
        var values = new HashMap<String, String>();
        Stream.concat(FIELDS.stream(), SECRETS.stream())
                .forEach(f -> values.put(
                        f, Optional.ofNullable(request.getParameter(f)).orElse("")));
        return new BankLinkForm(values);
    }

    static BankLinkForm of(BankLink link) {
        var values = new HashMap<>(fresh().values);
        values.put("name", link.name());
        values.put("kind", link.kind().code());
        values.put("active", Boolean.toString(link.active()));
        values.put("directory", link.directory());
        values.put("pattern", link.pattern());
        values.put("after", link.archive().isPresent() ? "archive" : "leave");
        values.put("archive", link.archive().orElse("archive"));
        values.put("everyMinutes", Integer.toString(link.timetable().everyMinutes()));
        link.timetable().hours().ifPresent(h -> {
            values.put("fromHour", Integer.toString(h.from()));
            values.put("toHour", Integer.toString(h.to()));
        });
        link.server().ifPresent(s -> {
            values.put("host", s.host());
            values.put("port", Integer.toString(s.port()));
            values.put("user", s.user());
            values.put("signIn", s.signIn().code());
            values.put("hostKeys", String.join(" ", s.hostKeys()));
        });
        return new BankLinkForm(values);
    }

    /// Empty for what is secret.
    public String value(String field) {
        return SECRETS.contains(field) ? "" : values.getOrDefault(field, "");
    }

    public boolean is(String field, String value) {
        return value(field).equals(value);
    }

    BankLinkForm with(String field, String value) {
        var changed = new HashMap<>(values);
        changed.put(field, value);
        return new BankLinkForm(changed);
    }

    /// @throws Refusal for words that are none of a choice; all else is judged when it is saved
    Setup setup() {
        return new Setup(
                typed("name"),
                kind(typed("kind")),
                typed("active").equals("true"),
                directory(),
                typed("pattern"),
                typed("after").equals("archive") ? typed("archive") : "",
                number("everyMinutes"),
                hours(typed("fromHour"), typed("toHour")),
                typed("host"),
                number("port"),
                typed("user"),
                signIn(typed("signIn")),
                values.getOrDefault("password", ""),
                values.getOrDefault("privateKey", ""),
                values.getOrDefault("passphrase", ""),
                Stream.of(typed("hostKeys").split("[\\s,]+"))
                        .filter(k -> !k.isEmpty())
                        .toList());
    }

    static BankLink.Kind kind(String code) {
        try {
            return BankLink.Kind.of(code);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("kind", "banklink.kind.bad");
        }
    }

    static BankLink.SignIn signIn(String code) {
        try {
            return BankLink.SignIn.of(code.isEmpty() ? BankLink.SignIn.KEY.code() : code);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("signIn", "banklink.signIn.bad");
        }
    }

    /// A server's directory may be left empty: the one that the user arrives in.
    private String directory() {
        var directory = typed("directory");
        return directory.isEmpty() && typed("kind").equals(BankLink.Kind.SFTP.code()) ? "." : directory;
    }

    private static Optional<Timetable.Hours> hours(String from, String to) {
        return from.isEmpty() && to.isEmpty()
                ? Optional.empty()
                : Optional.of(new Timetable.Hours(number(from, 2), number(to, 2)));
    }

    private int number(String field) {
        return number(typed(field), 5);
    }

    /// What is no number is none that will do.
    private static int number(String text, int digits) {
        return text.matches("\\d{1," + digits + "}") ? Integer.parseInt(text) : -1;
    }

    private String typed(String field) {
        return values.getOrDefault(field, "").strip();
    }
}
