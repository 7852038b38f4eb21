package org.kvit.company;

import java.util.Optional;
import org.kvit.base.Actor;
import org.kvit.base.CompanyId;
import org.kvit.base.UserId;

/// The person behind a request and the company they have before them.
///
/// @param company empty for a person who belongs to no company (any more)
/// @param via `screen` or `api`
public record SignedIn(
        UserId user, String name, String email, String language, String theme, Optional<Place> company, String via) {

    /// A company as one of its people sees it.
    public record Place(CompanyId id, String name, Role role) {}

    public boolean may(Right right) {
        return company.map(c -> c.role().may(right)).orElse(false);
    }

    public Actor actor() {
        return new Actor(company.map(Place::id), Optional.of(user), via);
    }
}
