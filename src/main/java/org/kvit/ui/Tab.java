package org.kvit.ui;

/// One tab of an object's page; each is an address of its own, so that a link leads to it.
///
/// @param count what stands behind it, such as how many payments; 0 is not shown
public record Tab(String href, String text, boolean current, long count) {
    public Tab(String href, String text, boolean current) {
        this(href, text, current, 0);
    }
}
