package org.kvit.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.ApiClient;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.company.People;
import org.kvit.company.Role;
import org.kvit.company.Tokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@KvitTest
class CustomersApiTest {
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final String WHOLE = """
            {"externalId": "C-1", "name": " Daugava SIA ", "registrationNumber": "40003123456", "vatNumber": "LV40003123456",
             "street": "Brīvības iela 1", "city": "Rīga", "postalCode": "LV-1010", "country": "lv", "language": "lv", "currency": "EUR",
             "paymentTermsDays": 30, "creditLimit": "5000.5", "email": "info@daugava.example", "phone": "+371 67000000",
             "fax": "+371 67000001", "receivesInvoices": true, "remindByEmail": false, "remindByFax": true, "note": "Pays on Fridays",
             "remindersOff": {"reason": "In dispute", "until": "2999-12-31"},
             "contacts": [{"name": "Jana", "role": "Accounts payable", "email": "jana@daugava.example", "receivesInvoices": true,
                           "remindByEmail": true}]}""";

    @Autowired
    Tokens tokens;

    @Autowired
    Companies companies;

    @Autowired
    People people;

    @LocalServerPort
    int port;

    @Test
    void a_customer_is_made_with_its_contacts_and_read_as_it_was_given() {
        var api = api(company());
        var made = api.post(CUSTOMERS, WHOLE);
        assertThat(made.status()).isEqualTo(201);
        var read = api.get(CUSTOMERS + "/" + made.body().get("id").asLong()).body();
        assertThat(read).isEqualTo(made.body());
        assertThat(read.get("name").asString()).isEqualTo("Daugava SIA");
        assertThat(read.get("country").asString()).isEqualTo("LV");
        assertThat(read.get("creditLimit").asString()).isEqualTo("5000.50");
        assertThat(read.get("remindByEmail").asBoolean()).isFalse();
        assertThat(read.get("remindByFax").asBoolean()).isTrue();
        assertThat(read.at("/remindersOff/until").asString()).isEqualTo("2999-12-31");
        assertThat(read.get("reminders").asString()).isEqualTo("off");
        assertThat(read.at("/contacts/0/remindByEmail").asBoolean()).isTrue();
        assertThat(read.at("/contacts/0/remindByFax").asBoolean()).isFalse();
        assertThat(read.at("/contacts/0/phone").isNull()).isTrue();
    }

    @Test
    void a_name_and_a_country_are_enough_and_an_address_given_is_reminded() {
        var api = api(company());
        var bare = api.post(CUSTOMERS, Map.of("name", "Tallinna Tööstus", "country", "EE"))
                .body();
        assertThat(bare.get("language").asString()).isEqualTo("et");
        assertThat(bare.get("currency").asString()).isEqualTo("EUR");
        assertThat(bare.get("paymentTermsDays").asInt()).isEqualTo(14);
        assertThat(bare.get("remindByEmail").asBoolean()).isFalse();
        assertThat(bare.get("reminders").asString()).isEqualTo("no_address");
        var reached = api.post(CUSTOMERS, Map.of("name", "Daugava", "email", "info@daugava.example"))
                .body();
        assertThat(reached.get("country").asString()).isEqualTo("LV");
        assertThat(reached.get("reminders").asString()).isEqualTo("reachable");
    }

    @Test
    void what_was_read_can_be_put_back_and_changes_nothing() {
        var company = company();
        var api = api(company);
        var made = api.post(CUSTOMERS, WHOLE).body();
        var path = CUSTOMERS + "/" + made.get("id").asLong();
        var manager = Map.of("name", "Gauja", "accountManagerEmail", company.email());
        var managed = api.put(path, manager).body();
        assertThat(managed.get("accountManagerId").asLong())
                .isEqualTo(company.administrator().value());
        assertThat(api.put(path, managed).body()).isEqualTo(managed);
    }

    @Test
    void a_put_empties_what_it_does_not_name_and_keeps_what_cannot_be_empty() {
        var api = api(company());
        var path = CUSTOMERS + "/" + api.post(CUSTOMERS, WHOLE).body().get("id").asLong();
        var put = api.put(path, Map.of("name", "Daugava", "email", "new@daugava.example"))
                .body();
        assertThat(put.get("externalId").isNull()).isTrue();
        assertThat(put.get("fax").isNull()).isTrue();
        assertThat(put.get("remindByFax").asBoolean()).isFalse();
        assertThat(put.get("remindersOff").isNull()).isTrue();
        assertThat(put.get("paymentTermsDays").asInt()).isEqualTo(30);
        assertThat(put.get("language").asString()).isEqualTo("lv");
        assertThat(put.get("contacts").size()).isEqualTo(1);
    }

    @Test
    void contacts_of_a_put_are_the_whole_new_set() {
        var api = api(company());
        var made = api.post(CUSTOMERS, WHOLE).body();
        var path = CUSTOMERS + "/" + made.get("id").asLong();
        var jana = made.at("/contacts/0/id").asLong();
        var both = List.of(
                Map.of("id", jana, "name", "Jana Liepa"),
                Map.of("name", "Anna", "email", "anna@daugava.example", "remindByEmail", true));
        var put = api.put(path, Map.of("name", "Daugava", "contacts", both)).body();
        assertThat(put.at("/contacts/0/id").asLong()).isEqualTo(jana);
        assertThat(put.at("/contacts/0/name").asString()).isEqualTo("Jana Liepa");
        assertThat(put.at("/contacts/1/name").asString()).isEqualTo("Anna");
        assertThat(put.get("reminders").asString()).isEqualTo("reachable");
        var twice = List.of(Map.of("id", jana, "name", "Jana"), Map.of("id", jana, "name", "Jana"));
        assertThat(api.put(path, Map.of("name", "Daugava", "contacts", twice))
                        .body()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("contacts[1].id");
        var strange = List.of(Map.of("id", 1, "name", "Jana"));
        assertThat(api.put(path, Map.of("name", "Daugava", "contacts", strange)).status())
                .isEqualTo(404);
        assertThat(api.put(path, Map.of("name", "Daugava", "contacts", List.of()))
                        .body()
                        .get("contacts")
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name": ""}                                                              | name
            {"name": "X", "country": "XX"}                                            | country
            {"name": "X", "language": "fr"}                                           | language
            {"name": "X", "currency": "EURO"}                                         | currency
            {"name": "X", "paymentTermsDays": 366}                                    | paymentTermsDays
            {"name": "X", "creditLimit": "-1"}                                        | creditLimit
            {"name": "X", "creditLimit": "1e400000"}                                  | creditLimit
            {"name": "X", "email": "x"}                                               | email
            {"name": "X", "remindByEmail": true}                                      | email
            {"name": "X", "remindByFax": true}                                        | fax
            {"name": "X", "remindersOff": {}}                                         | remindersOff.reason
            {"name": "X", "remindersOff": {"reason": "x", "until": "2001-01-01"}}     | remindersOff.until
            {"name": "X", "accountManagerId": 1}                                      | accountManagerId
            {"name": "X", "accountManagerEmail": "nobody@nowhere.example"}            | accountManagerEmail
            {"name": "X", "contacts": [{"name": "Y", "remindByEmail": true}]}         | contacts[0].email
            {"name": "X", "contacts": [null]}                                         | contacts[0].name
            """)
    void what_wont_do_is_refused_and_the_field_named(String body, String field) {
        var answer = api(company()).post(CUSTOMERS, body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("errors").size()).isEqualTo(1);
        assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(answer.body().at("/errors/0/message").asString()).doesNotContain("customer.");
    }

    @Test
    void an_external_id_that_is_taken_is_refused_in_words() {
        var api = api(company());
        api.post(CUSTOMERS, WHOLE);
        var answer = api.post(CUSTOMERS, Map.of("name", "Gauja", "externalId", "C-1"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo("externalId");
        assertThat(answer.body().at("/errors/0/message").asString()).contains("C-1");
        assertThat(api(company()).post(CUSTOMERS, WHOLE).status()).isEqualTo(201);
    }

    @Test
    void a_list_is_searched_and_read_page_by_page() {
        var api = api(company());
        for (int i = 1; i <= 7; i++) {
            var contact = Map.of("name", "Jana " + i);
            api.post(CUSTOMERS, Map.of("name", "Daugava " + i, "contacts", List.of(contact)));
        }
        api.post(CUSTOMERS, Map.of("name", "Gauja"));
        var names = new ArrayList<String>();
        String after = "";
        while (after != null) {
            var page =
                    api.get(CUSTOMERS + "?query=daugava&limit=3&after=" + after).body();
            page.get("items").forEach(item -> {
                names.add(item.get("name").asString());
                assertThat(item.at("/contacts/0/name").asString()).startsWith("Jana");
            });
            after = page.get("next").stringValue(null);
        }
        assertThat(names)
                .containsExactly(
                        "Daugava 1", "Daugava 2", "Daugava 3", "Daugava 4", "Daugava 5", "Daugava 6", "Daugava 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=1001", "?after=hm", "/hm"})
    void what_makes_no_sense_is_refused(String query) {
        assertThat(api(company()).get(CUSTOMERS + query).status()).isEqualTo(400);
    }

    @Test
    void another_companys_customer_is_not_there() {
        var theirs = api(company()).post(CUSTOMERS, WHOLE).body();
        var path = CUSTOMERS + "/" + theirs.get("id").asLong();
        var api = api(company());
        assertThat(api.get(path).status()).isEqualTo(404);
        assertThat(api.put(path, WHOLE).status()).isEqualTo(404);
        assertThat(api.get(CUSTOMERS).body().get("items").size()).isZero();
    }

    @Test
    void an_account_manager_reads_their_own_customers_and_a_reader_changes_none() {
        var company = company();
        var all = api(company);
        var manager = member(company, Role.ACCOUNT_MANAGER, true);
        var hers = all.post(CUSTOMERS, Map.of("name", "Hers", "accountManagerEmail", manager.email()))
                .body();
        var other = all.post(CUSTOMERS, Map.of("name", "Other")).body();
        var own = api(manager);
        assertThat(own.get(CUSTOMERS).body().get("items").size()).isEqualTo(1);
        assertThat(own.get(CUSTOMERS + "/" + hers.get("id").asLong()).status()).isEqualTo(200);
        assertThat(own.get(CUSTOMERS + "/" + other.get("id").asLong()).status()).isEqualTo(404);
        assertThat(own.put(CUSTOMERS + "/" + other.get("id").asLong(), WHOLE).status())
                .isEqualTo(404);
        var reader = api(member(company, Role.READ_ONLY, false));
        assertThat(reader.get(CUSTOMERS).body().get("items").size()).isEqualTo(2);
        assertThat(reader.post(CUSTOMERS, WHOLE).status()).isEqualTo(403);
    }

    @Test
    void the_same_idempotency_key_makes_one_customer() {
        var api = api(company());
        var key = Map.of("Idempotency-Key", "k-1");
        var first = api.post(CUSTOMERS, WHOLE, key);
        var again = api.post(CUSTOMERS, WHOLE, key);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(api.get(CUSTOMERS).body().get("items").size()).isEqualTo(1);
        assertThat(api.post(CUSTOMERS, Map.of("name", "Gauja"), key).status()).isEqualTo(422);
    }

    private TestCompany company() {
        return TestCompany.found(companies);
    }

    private TestCompany member(TestCompany company, Role role, boolean ownOnly) {
        var email = UUID.randomUUID() + "@baltic.example";
        var user = company.actor().get(() -> {
            var added = people.add(email, "Māris Krūmiņš", TestCompany.PASSWORD, "lv", role);
            people.changeRole(added, role, ownOnly);
            return added;
        });
        return new TestCompany(company.id(), user, email);
    }

    private ApiClient api(TestCompany company) {
        return new ApiClient(port, company.actor().get(() -> tokens.create(company.administrator(), "test")));
    }
}
