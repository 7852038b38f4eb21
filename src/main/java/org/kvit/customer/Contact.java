package org.kvit.customer;

import java.util.Optional;

/// A person or a desk at a customer.
///
/// @param id empty before it is kept for the first time
/// @param role what they do there, such as "Accounts payable"
public record Contact(Optional<ContactId> id, String name, Optional<String> role, ContactPoint at) {}
