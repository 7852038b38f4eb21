package org.kvit.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.api.Cursor;
import org.kvit.base.Actor;
import org.kvit.base.Refusal;
import org.kvit.base.UserId;
import org.kvit.company.Companies;
import org.kvit.company.People;
import org.kvit.company.Role;
import org.springframework.beans.factory.annotation.Autowired;

@KvitTest
class CustomersTest {
    @Autowired
    Companies companies;

    @Autowired
    People people;

    @Autowired
    Customers customers;

    @Autowired
    Contacts contacts;

    @Autowired
    CustomerHistory history;

    @Test
    void a_card_is_kept_as_it_was_given() {
        company().actor().run(() -> {
            var card = Cards.card("Daugava SIA");
            var jana = Cards.contact("Jana Kalniņa", Cards.mailed("jana@daugava.example"));
            var id = customers.create(card, List.of(jana));
            var kept = customers.find(id).card();
            assertThat(kept.creditLimit().orElseThrow()).isEqualByComparingTo("5000");
            assertThat(kept)
                    .usingRecursiveComparison()
                    .ignoringFields("creditLimit")
                    .isEqualTo(card);
            assertThat(contacts.of(id)).singleElement().satisfies(c -> {
                assertThat(c.name()).isEqualTo("Jana Kalniņa");
                assertThat(c.role()).contains("Accounts payable");
                assertThat(c.at()).isEqualTo(jana.at());
            });
        });
    }

    @Test
    void each_field_that_wont_do_is_named() {
        company().actor().run(() -> {
            var bad = new ClientCard(
                    " ",
                    Optional.of("x".repeat(101)),
                    Optional.of("4000\u00003123456"),
                    Optional.empty(),
                    new PostalAddress(Optional.of("x".repeat(201)), Optional.empty(), Optional.empty(), "XX"),
                    "fr",
                    "EURO",
                    366,
                    Settlement.USUAL,
                    Optional.of(new BigDecimal("-1")),
                    Optional.of(new UserId(Long.MAX_VALUE)),
                    new ContactPoint(Optional.of("a@x, b@x"), Optional.empty(), Optional.of("none"), true, true, true),
                    Optional.of(new RemindersOff("", Optional.empty())),
                    Optional.of("x".repeat(5001)));
            var people = List.of(
                    Cards.contact("", Cards.silent("no address")),
                    new Contact(
                            Optional.empty(),
                            "Jana",
                            Optional.empty(),
                            new ContactPoint(
                                    Optional.empty(), Optional.empty(), Optional.empty(), true, false, false)));
            assertThat(faultsOf(() -> customers.create(bad, people)))
                    .containsExactlyInAnyOrder(
                            "name",
                            "externalId",
                            "registrationNumber",
                            "street",
                            "country",
                            "language",
                            "currency",
                            "paymentTermsDays",
                            "creditLimit",
                            "accountManagerId",
                            "email",
                            "fax",
                            "remindersOff.reason",
                            "note",
                            "contacts[0].name",
                            "contacts[0].email",
                            "contacts[1].email");
        });
    }

    @Test
    void a_flag_without_its_address_is_refused() {
        company().actor().run(() -> {
            var flagged = new ContactPoint(Optional.empty(), Optional.empty(), Optional.empty(), false, true, true);
            var card = Cards.card("Daugava").withMain(flagged);
            assertThat(faultsOf(() -> customers.create(card, List.of(Cards.contact("Jana", flagged)))))
                    .containsExactlyInAnyOrder("email", "fax", "contacts[0].email", "contacts[0].fax");
        });
    }

    @Test
    void an_external_id_is_one_customers_only_within_a_company() {
        company().actor().run(() -> customers.create(Cards.known("Theirs", "C-1"), List.of()));
        company().actor().run(() -> {
            customers.create(Cards.known("Daugava", "C-1"), List.of());
            assertThat(faultsOf(() -> customers.create(Cards.known("Gauja", "C-1"), List.of())))
                    .containsExactly("externalId");
            var gauja = customers.create(Cards.known("Gauja", "C-2"), List.of());
            assertThat(faultsOf(() -> customers.save(gauja, Cards.known("Gauja", "C-1"))))
                    .containsExactly("externalId");
        });
    }

    @Test
    void a_customer_is_reached_by_its_main_address_or_by_a_contact() {
        company().actor().run(() -> {
            var main = customers.create(Cards.card("By its main address"), List.of());
            var contact = customers.create(
                    Cards.card("By a contact").withMain(Cards.silent("info@x.example")),
                    List.of(Cards.contact("Jana", Cards.mailed("jana@x.example"))));
            var nobody = customers.create(
                    Cards.card("By nobody").withMain(Cards.silent("info@x.example")),
                    List.of(Cards.contact("Jana", Cards.silent("jana@x.example"))));
            var off = customers.create(
                    Cards.off(Cards.card("Off"), new RemindersOff("Our own daughter company", Optional.empty())),
                    List.of());
            assertThat(listed(Reach.REACHABLE)).containsExactly(contact, main);
            assertThat(listed(Reach.NO_ADDRESS)).containsExactly(nobody);
            assertThat(listed(Reach.OFF)).containsExactly(off);
            customers.remindAt(nobody, "debts@x.example");
            assertThat(customers.find(nobody).reach()).isEqualTo(Reach.REACHABLE);
            assertThat(customers.find(nobody).card().main().email()).contains("debts@x.example");
        });
    }

    @Test
    void reminders_are_off_through_the_last_day_and_a_day_gone_by_is_no_last_day() {
        var company = company();
        company.actor().run(() -> {
            var today = companies.today();
            var id = customers.create(Cards.off(Cards.card("Daugava"), dispute(today)), List.of());
            assertThat(customers.find(id).reach()).isEqualTo(Reach.OFF);
            assertThat(dispute(today).on(today.plusDays(1))).isFalse();
            var late = Cards.off(Cards.card("Daugava"), dispute(today.minusDays(1)));
            assertThat(faultsOf(() -> customers.save(id, late))).containsExactly("remindersOff.until");
        });
    }

    @Test
    void contacts_saved_with_the_card_are_all_that_there_are() {
        company().actor().run(() -> {
            var id = customers.create(
                    Cards.card("Daugava"),
                    List.of(
                            Cards.contact("Jana", Cards.mailed("jana@x.example")),
                            Cards.contact("Pēteris", Cards.silent("peteris@x.example"))));
            var jana = contacts.of(id).getFirst();
            var renamed = new Contact(jana.id(), "Jana Liepa", jana.role(), jana.at());
            customers.save(
                    id, Cards.card("Daugava"), List.of(Cards.contact("Anna", Cards.silent("anna@x.example")), renamed));
            assertThat(contacts.of(id)).extracting(Contact::name).containsExactly("Jana Liepa", "Anna");
            assertThat(contacts.of(id).getFirst().id()).isEqualTo(jana.id());
            customers.save(id, Cards.card("Daugava"));
            assertThat(contacts.of(id)).hasSize(2);
            customers.save(id, Cards.card("Daugava"), List.of());
            assertThat(contacts.of(id)).isEmpty();
        });
    }

    @Test
    void a_contact_of_another_customer_is_not_taken_over() {
        company().actor().run(() -> {
            var daugava = customers.create(Cards.card("Daugava"), List.of());
            var gauja = customers.create(
                    Cards.card("Gauja"), List.of(Cards.contact("Jana", Cards.mailed("jana@gauja.example"))));
            var jana = contacts.of(gauja).getFirst();
            var janasId = jana.id().orElseThrow();
            assertThat(kindOf(() -> customers.save(daugava, Cards.card("Daugava"), List.of(jana))))
                    .isEqualTo(Refusal.Kind.NOT_FOUND);
            assertThat(kindOf(() -> contacts.change(daugava, janasId, jana))).isEqualTo(Refusal.Kind.NOT_FOUND);
            assertThat(kindOf(() -> contacts.remove(daugava, janasId))).isEqualTo(Refusal.Kind.NOT_FOUND);
            assertThat(contacts.of(gauja)).hasSize(1);
        });
    }

    @Test
    void a_contact_is_added_changed_and_removed() {
        company().actor().run(() -> {
            var id = customers.create(Cards.card("Daugava"), List.of());
            contacts.add(id, Cards.contact("Jana", Cards.silent("jana@x.example")));
            var jana = contacts.of(id).getFirst().id().orElseThrow();
            contacts.change(id, jana, Cards.contact("Jana", Cards.mailed("jana@x.example")));
            assertThat(contacts.of(id).getFirst().at().remindByEmail()).isTrue();
            assertThat(faultsOf(() -> contacts.change(id, jana, Cards.contact("", Cards.silent("jana@x.example")))))
                    .containsExactly("name");
            contacts.remove(id, jana);
            assertThat(contacts.of(id)).isEmpty();
        });
    }

    @Test
    void who_sees_their_own_customers_only_sees_and_makes_no_others() {
        var company = company();
        var manager = company.actor().get(() -> manager());
        var theirs =
                company.actor().get(() -> customers.create(Cards.managedBy(Cards.card("Theirs"), manager), List.of()));
        var others = company.actor()
                .get(() -> customers.create(
                        Cards.card("Others"), List.of(Cards.contact("Jana", Cards.mailed("jana@x.example")))));
        Actor.of(company.id(), manager, "screen").run(() -> {
            assertThat(names(CustomerFilter.ALL)).containsExactly("Theirs");
            assertThat(customers.count(CustomerFilter.ALL)).isEqualTo(1);
            assertThat(customers.search("Others", 10)).isEmpty();
            assertThat(contacts.of(others)).isEmpty();
            assertThat(kindOf(() -> customers.find(others))).isEqualTo(Refusal.Kind.NOT_FOUND);
            assertThat(kindOf(() -> customers.save(others, Cards.card("Mine")))).isEqualTo(Refusal.Kind.NOT_FOUND);
            assertThat(kindOf(() -> contacts.add(others, Cards.contact("X", Cards.silent("x@x.example")))))
                    .isEqualTo(Refusal.Kind.NOT_FOUND);
            var made = customers.create(Cards.card("New"), List.of());
            assertThat(customers.find(made).card().accountManager()).contains(manager);
            var given = Cards.managedBy(Cards.card("Theirs"), company.administrator());
            assertThat(faultsOf(() -> customers.save(theirs, given))).containsExactly("accountManagerId");
        });
    }

    @ParameterizedTest
    @EnumSource(CustomerOrder.Column.class)
    void a_list_is_read_page_by_page_in_any_order_and_nobody_twice(CustomerOrder.Column column) {
        company().actor().run(() -> {
            for (var name : List.of("Ādaži", "abava", "Bauska", "Ķekava", "Kuldīga", "Zilupe", "Zilupe")) {
                customers.create(Cards.card(name), List.of());
            }
            var upwards = pages(new CustomerOrder(column, false));
            assertThat(upwards).hasSize(7).doesNotHaveDuplicates();
            assertThat(pages(new CustomerOrder(column, true))).containsExactlyElementsOf(upwards.reversed());
        });
    }

    @Test
    void names_stand_as_people_read_them() {
        company().actor().run(() -> {
            List.of("Zilupe", "Ķekava", "abava", "Bauska", "Ādaži", "Kuldīga")
                    .forEach(name -> customers.create(Cards.card(name), List.of()));
            assertThat(names(CustomerFilter.ALL))
                    .containsExactly("abava", "Ādaži", "Bauska", "Ķekava", "Kuldīga", "Zilupe");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "daug",
                "40003123456",
                "c-77",
                "INFO@daugava",
                "jana k",
                "jana@other",
                "JĀNA KALNINA",
                " Daugava SIA "
            })
    void a_customer_is_found_by_its_names_numbers_and_addresses_and_those_of_its_contacts(String search) {
        company().actor().run(() -> {
            var jana = Cards.contact("Jana Kalniņa", Cards.mailed("jana@other.example"));
            customers.create(Cards.known("Daugava SIA", "C-77"), List.of(jana));
            assertThat(names(new CustomerFilter(search, Optional.empty()))).containsExactly("Daugava SIA");
            assertThat(names(new CustomerFilter("%_\\\u0000", Optional.empty())))
                    .isEmpty();
        });
    }

    @Test
    void a_search_puts_the_equal_number_first_and_then_the_name_that_begins_so() {
        company().actor().run(() -> {
            customers.create(Cards.known("Jaunā Gauja", "G-1"), List.of());
            customers.create(Cards.known("Gauja", "G-2"), List.of());
            customers.create(Cards.known("Zvirgzde", "gauja"), List.of());
            assertThat(customers.search("gauja", 10))
                    .extracting(Customers.Found::name)
                    .containsExactly("Zvirgzde", "Gauja", "Jaunā Gauja");
            assertThat(customers.search("gauja", 1)).hasSize(1);
            assertThat(customers.search("  ", 10)).isEmpty();
        });
    }

    @Test
    void the_history_tells_of_the_card_and_of_contacts_that_are_gone() {
        var company = company();
        company.actor().run(() -> {
            var id = customers.create(Cards.card("Daugava"), List.of());
            customers.save(id, Cards.managedBy(Cards.card("Daugava SIA"), company.administrator()));
            contacts.add(id, Cards.contact("Jana", Cards.silent("jana@x.example")));
            contacts.remove(id, contacts.of(id).getFirst().id().orElseThrow());
            var other = customers.create(
                    Cards.card("Gauja"), List.of(Cards.contact("Theirs", Cards.silent("x@x.example"))));
            assertThat(history.of(other)).hasSize(2);
            var sections = history.of(id);
            assertThat(sections).hasSize(2);
            var change = sections.getFirst().changes().getFirst();
            assertThat(change.fields())
                    .extracting(f -> f.name() + ": " + f.before().orElse("-") + " > "
                            + f.after().orElse("-"))
                    .containsExactly("account_manager_id: - > Anna Ozola", "name: Daugava > Daugava SIA");
            assertThat(sections.getLast().contact()).contains("Jana");
            assertThat(sections.getLast().gone()).isTrue();
            assertThat(sections.getLast().changes()).extracting(c -> c.action()).containsExactly("deleted", "created");
        });
    }

    private TestCompany company() {
        return TestCompany.found(companies);
    }

    private UserId manager() {
        var user = people.add(
                UUID.randomUUID() + "@baltic.example",
                "Māris Krūmiņš",
                TestCompany.PASSWORD,
                "lv",
                Role.ACCOUNT_MANAGER);
        people.changeRole(user, Role.ACCOUNT_MANAGER, true);
        return user;
    }

    private List<CustomerId> listed(Reach reach) {
        var filter = new CustomerFilter("", Optional.of(reach));
        var found = customers
                .list(filter, CustomerOrder.USUAL, Optional.empty(), 100)
                .customers();
        assertThat(found).allSatisfy(c -> assertThat(c.reach()).isEqualTo(reach));
        assertThat(customers.count(filter)).isEqualTo(found.size());
        return found.stream().map(Customer::id).toList();
    }

    private List<String> names(CustomerFilter filter) {
        var names = new ArrayList<String>();
        customers.each(filter, CustomerOrder.USUAL, c -> names.add(c.name()));
        assertThat(customers
                        .list(filter, CustomerOrder.USUAL, Optional.empty(), 100)
                        .customers())
                .extracting(Customer::name)
                .containsExactlyElementsOf(names);
        return names;
    }

    private List<CustomerId> pages(CustomerOrder order) {
        var ids = new ArrayList<CustomerId>();
        var after = Optional.<Cursor>empty();
        do {
            var listed = customers.list(CustomerFilter.ALL, order, after, 3);
            listed.customers().forEach(c -> ids.add(c.id()));
            after = listed.next();
        } while (after.isPresent());
        return ids;
    }

    private static RemindersOff dispute(LocalDate until) {
        return new RemindersOff("In dispute", Optional.of(until));
    }

    private static List<String> faultsOf(Runnable work) {
        return refusal(work).faults().stream().map(Refusal.Fault::field).toList();
    }

    private static Refusal.Kind kindOf(Runnable work) {
        return refusal(work).kind();
    }

    private static Refusal refusal(Runnable work) {
        return catchThrowableOfType(Refusal.class, work::run);
    }
}
