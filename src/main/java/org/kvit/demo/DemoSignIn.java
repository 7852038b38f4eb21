package org.kvit.demo;

/// With what one signs in to the demo: the administrator's address, and everybody's password. Printed for all
/// to see, they guard nothing.
public final class DemoSignIn {
    public static final String EMAIL = "anna@baltic-freight.example";
    public static final String PASSWORD = "paid-in-full-and-on-time";

    private DemoSignIn() {}
}
