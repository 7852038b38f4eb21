package org.kvit.base;

import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Who acts, and for which company. It is bound for the length of a call ([#call]); every transaction
/// that begins
/// inside it tells
/// the database, whose row-level security then shows that company's rows only and whose audit trail
/// names the user.
///
/// @param company the company worked for; empty before one is chosen (sign-in): such a transaction sees
/// no business row
/// @param user the person; empty for the program's own jobs
/// @param via `screen`, `api`, `cli` or `job`
public record Actor(Optional<CompanyId> company, Optional<UserId> user, String via) {
    private static final ScopedValue<Actor> CURRENT = ScopedValue.newInstance();
    private static final Actor NOBODY = new Actor(Optional.empty(), Optional.empty(), "job");

    public static Actor of(CompanyId company, UserId user, String via) {
        return new Actor(Optional.of(company), Optional.of(user), via);
    }

    /// The program itself, at work for a company: a scheduled job, the mail worker.
    public static Actor job(CompanyId company) {
        return new Actor(Optional.of(company), Optional.empty(), "job");
    }

    public static Actor current() {
        return CURRENT.orElse(NOBODY);
    }

    /// @throws NoSuchElementException outside any company: a programming error, never a user's
    public static CompanyId currentCompany() {
        return current().company.orElseThrow(() -> new NoSuchElementException("no company is bound to this call"));
    }

    public <T> T call(Callable<T> work) throws Exception {
        return ScopedValue.where(CURRENT, this).call(work::call);
    }

    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /// [#call] for work that throws no checked exception.
    public <T> T get(java.util.function.Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }
}
