package org.kvit.payment;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.api.Cursor;
import org.kvit.ui.ListParameters;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;

/// Everything that the list's address says: what is filtered, how it is sorted. The link window bears it too: so it
/// knows which payment is the next one, and where to come back to.
///
/// @param state `unlinked` if it isn't said; `all` for all
public record PaymentsAddress(
        @Nullable String state,
        @Nullable String query,
        @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
        @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
        @Nullable String account,
        @Nullable String currency,
        @Nullable String amountFrom,
        @Nullable String amountTo,
        @Nullable Long customer,
        @Nullable Long statement,
        @Nullable String sort) {
    private static final String PATH = "/payments";
    private static final int DECIMALS = 2;
    private static final List<String> NAMES = List.of(
            "state",
            "query",
            "from",
            "to",
            "account",
            "currency",
            "amountFrom",
            "amountTo",
            "customer",
            "statement",
            "sort");

    public PaymentFilter filter() {
        return new PaymentFilter(
                shownState().equals("all") ? "" : shownState(),
                text("query"),
                Optional.ofNullable(from),
                Optional.ofNullable(to),
                text("account"),
                text("currency").toUpperCase(Locale.ROOT),
                amount("amountFrom"),
                amount("amountTo"),
                Optional.ofNullable(customer).orElse(0L),
                Optional.ofNullable(statement).orElse(0L));
    }

    public PaymentOrder order() {
        return PaymentOrder.of(text("sort"));
    }

    /// What a parameter says; empty if nothing.
    public String text(String name) {
        return parameters().text(name);
    }

    /// All that it says, by parameter.
    public Map<String, String> said() {
        var said = new LinkedHashMap<String, String>();
        NAMES.stream().filter(n -> !text(n).isEmpty()).forEach(n -> said.put(n, text(n)));
        return said;
    }

    public String shownState() {
        return text("state").isEmpty() ? "unlinked" : text("state");
    }

    /// Whether anything but the state narrows the list.
    public boolean isNarrowed() {
        return parameters("").isNarrowed();
    }

    /// Whether one of the filters is set that are folded away at first.
    public boolean hasDetails() {
        return from != null
                || to != null
                || !(text("account") + text("currency") + text("amountFrom") + text("amountTo")).isEmpty();
    }

    /// Whether an amount was typed that is none: it filters nothing.
    public boolean isNoAmount(String name) {
        return !text(name).isEmpty() && amount(name).isEmpty();
    }

    /// The list as it is.
    public String list() {
        return at(PATH);
    }

    /// The list with another value of one parameter. @param value empty: without it
    public String with(String name, String value) {
        return parameters().with(PATH, name, value);
    }

    public String inState(String code) {
        return with("state", code.equals("unlinked") ? "" : code);
    }

    /// In the same state and order, narrowed by nothing else.
    public String cleared() {
        return new ListParameters().put("state", state).put("sort", sort).with(PATH, "", "");
    }

    public String sortedBy(PaymentOrder.Column column) {
        return with("sort", order().clicked(column).code());
    }

    public String behind(Cursor cursor) {
        return with("after", cursor.opaque());
    }

    /// @param format `csv` or `xlsx`
    public String file(String format) {
        return parameters().with(PATH + "/export", "format", format);
    }

    /// Another page that knows the list. @param path such as `/payments/17`
    public String at(String path) {
        return parameters().with(path, "", "");
    }

    /// [#at] with something to be said there.
    public String at(String path, String name, String value) {
        return parameters().with(path, name, value);
    }

    public String window(PaymentId payment) {
        return at(PATH + "/" + payment.value());
    }

    /// The list, at the place where a payment stands in it. @param saved the payment whose links were saved, or empty
    public String closing(PaymentId payment, String saved) {
        return parameters().put("saved", saved).with(PATH, "at", Long.toString(payment.value()));
    }

    /// The list, with what was accepted in it.
    String accepted(Acceptances.Accepted accepted) {
        return parameters()
                .put("accepted", accepted.accepted())
                .put("gone", accepted.gone())
                .with(PATH, "change", Long.toString(accepted.change()));
    }

    private Optional<BigDecimal> amount(String name) {
        return TypedAmount.parse(text(name), DECIMALS, Locale.ENGLISH);
    }

    private ListParameters parameters() {
        return parameters(state);
    }

    private ListParameters parameters(@Nullable String shown) {
        return new ListParameters()
                .put("state", shown)
                .put("query", query)
                .put("from", from)
                .put("to", to)
                .put("account", account)
                .put("currency", currency)
                .put("amountFrom", amountFrom)
                .put("amountTo", amountTo)
                .put("customer", customer)
                .put("statement", statement)
                .put("sort", sort);
    }
}
