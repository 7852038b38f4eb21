package org.kvit.order;

/// A tab of an order's page, at `/orders/{id}/{path}`. Other modules hang theirs in as beans; what
/// it shows is theirs, in the frame that [OrderFrames] gives.
public interface OrderTab {
    /// The last part of its address.
    String path();

    /// Key of its name.
    String textKey();

    /// What stands behind it; 0 is not shown.
    long count(OrderId order);

    /// Its place among the tabs. The overview is first, at 10; the history is last, at 90.
    int order();
}
