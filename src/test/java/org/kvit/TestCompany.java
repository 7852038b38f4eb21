package org.kvit;

import java.util.UUID;
import org.kvit.base.Actor;
import org.kvit.base.CompanyId;
import org.kvit.base.UserId;
import org.kvit.company.Companies;
import org.kvit.company.Company;
import org.kvit.company.ReferenceKinds;

/// A company of a test's own, with its administrator.
public record TestCompany(CompanyId id, UserId administrator, String email) {
    public static final String PASSWORD = "correct horse battery staple";

    /// Its invoices have the references that a test gives them, and no others.
    public static TestCompany found(Companies companies) {
        return found(companies, Company.named("Baltic Freight SIA", "LV").withReferences(ReferenceKinds.NONE));
    }

    public static TestCompany found(Companies companies, Company company) {
        var email = "anna-" + UUID.randomUUID() + "@baltic.example";
        var founded = companies.found(company, email, "Anna Ozola", PASSWORD);
        return new TestCompany(founded.company(), founded.administrator(), email);
    }

    /// The administrator at a screen.
    public Actor actor() {
        return Actor.of(id, administrator, "screen");
    }
}
