package org.kvit.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.kvit.base.Actor;
import org.kvit.base.CompanyId;
import org.kvit.base.UserId;
import org.kvit.company.Companies;
import org.kvit.company.NumberPattern;
import org.kvit.company.NumberSequences;
import org.kvit.company.People;
import org.kvit.invoice.Recording;
import org.kvit.schedule.Mode;
import org.kvit.schedule.ReminderSchedule;
import org.kvit.schedule.ReminderSchedules;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes the demo's company and its last year, relative to today: once, before the first page is served.
@Component
@ConditionalOnBooleanProperty("kvit.demo")
class SampleBooks implements SmartInitializingSingleton {
    private final Companies companies;
    private final People people;
    private final SampleLedger ledger;
    private final SampleOrderBook orderBook;
    private final SamplePapers papers;
    private final PastInvoicing invoicing;
    private final PastEvents events;
    private final SamplePolicies policies;
    private final NumberSequences sequences;
    private final ReminderSchedules schedules;
    private final JdbcClient jdbc;
    private final DemoDirectory directory;
    private final TransactionTemplate transaction;
    private final boolean missing;
    private final String language;

    SampleBooks(
            Companies companies,
            People people,
            SampleLedger ledger,
            SampleOrderBook orderBook,
            SamplePapers papers,
            PastInvoicing invoicing,
            PastEvents events,
            SamplePolicies policies,
            NumberSequences sequences,
            ReminderSchedules schedules,
            JdbcClient jdbc,
            DemoDirectory directory,
            TransactionTemplate transaction,
            @Value("${kvit.demo.make:false}") boolean missing,
            @Value("${kvit.demo.language:en}") String language) {
        this.companies = companies;
        this.people = people;
        this.ledger = ledger;
        this.orderBook = orderBook;
        this.papers = papers;
        this.invoicing = invoicing;
        this.events = events;
        this.policies = policies;
        this.sequences = sequences;
        this.schedules = schedules;
        this.jdbc = jdbc;
        this.directory = directory;
        this.transaction = transaction;
        this.missing = missing;
        this.language = language;
    }

    /// The company that was made, and what importing the statements beside it is to bring.
    record Made(CompanyId company, Map<SampleCompany.Person, UserId> people, ReadyStatements.All ready) {
        Actor acting(SampleCompany.Person person) {
            return Actor.of(company, java.util.Objects.requireNonNull(people.get(person)), "screen");
        }
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (missing) {
            make(language);
        }
    }

    Made make(String language) {
        var administrator = SampleCompany.ADMINISTRATOR;
        var founded = companies.found(
                SampleCompany.company(language), administrator.email(), administrator.name(), DemoSignIn.PASSWORD);
        var staff = new HashMap<>(Map.of(administrator, founded.administrator()));
        var acting = Actor.of(founded.company(), founded.administrator(), "screen");
        acting.run(() -> employ(staff, language));
        acting.run(() -> transaction.executeWithoutResult(_ -> settle()));
        var today = acting.get(companies::today);
        var customers = SampleCustomer.all();
        var trade = SampleTrade.until(today, customers);
        var past = PastStatements.of(trade, today);
        var orders = SampleOrders.of(trade, customers, today);
        var trips = SampleTrip.of(orders, today);
        var made = new Made(founded.company(), Map.copyOf(staff), ReadyStatements.of(trade, past, today));
        made.acting(SampleCompany.ACCOUNTANT)
                .run(() -> transaction.executeWithoutResult(_ -> {
                    ledger.write(trade, customers, today, language, Map.copyOf(staff));
                    ledger.importAll(past);
                    orderBook.write(orders, trips, language);
                    papers.write(orders, trips, language);
                    events.happen(trade, today, language);
                    policies.write(language);
                    invoicing.happen(orders, language);
                }));
        acting.run(() -> schedules.save(ReminderSchedule.STANDARD.in(Mode.PROPOSE)));
        write(made.ready());
        return made;
    }

    /// Invoices go on where the sample's end, and an account manager sees what their customers get.
    private void settle() {
        sequences.write(Recording.SERIES, Recording.STANDARD, new NumberPattern("BF-{year}-{number:5}"));
        jdbc.sql("UPDATE company SET copy_to_account_manager = true WHERE id = current_company()")
                .update();
    }

    private void employ(Map<SampleCompany.Person, UserId> staff, String language) {
        for (var person : java.util.List.of(
                SampleCompany.ACCOUNTANT, SampleCompany.MANAGER, SampleCompany.OWN_MANAGER, SampleCompany.READER)) {
            var user = people.add(person.email(), person.name(), DemoSignIn.PASSWORD, language, person.role());
            if (person.ownCustomersOnly()) {
                people.changeRole(user, person.role(), true);
            }
            staff.put(person, user);
        }
    }

    private void write(ReadyStatements.All ready) {
        try {
            Files.createDirectories(directory.statementDirectory());
            for (var statement : ready.statements()) {
                Files.writeString(
                        directory.statementDirectory().resolve(statement.name()),
                        CamtWriter.write(statement.statement()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
