package org.kvit.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.kvit.base.Actor;
import org.kvit.base.CompanyId;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.springframework.context.ConfigurableApplicationContext;

/// The program's services, made as they are asked for.
record Services(ConfigurableApplicationContext context) {
    <T> T the(Class<T> service) {
        return context.getBean(service);
    }

    String setting(String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    /// Works for one company: the one of that name or id, or the only one there is.
    /// @throws Refusal if there is none, or several and none was named
    <T> T in(Optional<String> company, Callable<T> work) throws Exception {
        return in(only(company), work);
    }

    <T> T in(CompanyId company, Callable<T> work) throws Exception {
        return new Actor(Optional.of(company), Optional.empty(), "cli").call(work);
    }

    CompanyId only(Optional<String> company) {
        var companies = the(Companies.class);
        var found = company.map(companies::named).orElseGet(companies::all);
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw company.map(c -> Refusal.notFound(found.isEmpty() ? "cli.company.unknown" : "cli.company.ambiguous", c))
                .orElseGet(() -> Refusal.conflict(found.isEmpty() ? "cli.company.none" : "cli.company.several"));
    }
}
