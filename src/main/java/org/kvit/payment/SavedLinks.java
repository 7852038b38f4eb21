package org.kvit.payment;

/// A payment whose links were changed, and the change that can be undone. @param change when it was made, in
/// microseconds since 1970
public record SavedLinks(Payment payment, long change) {
    public String undoPath() {
        return "/payments/" + payment.id().value() + "/undo";
    }
}
