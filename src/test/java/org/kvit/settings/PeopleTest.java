package org.kvit.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.ApiClient;
import org.kvit.KvitTest;
import org.kvit.ScreenClient;
import org.kvit.TestCompany;
import org.kvit.base.Refusal;
import org.kvit.base.UserId;
import org.kvit.company.Companies;
import org.kvit.company.History;
import org.kvit.company.People;
import org.kvit.company.Role;
import org.kvit.company.SignIns;
import org.kvit.company.Tokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class PeopleTest {
    private static final String NEW = "a new sentence nobody guesses";

    @Autowired
    private Companies companies;

    @Autowired
    private People people;

    @Autowired
    private Tokens tokens;

    @Autowired
    private SignIns signIns;

    @Autowired
    private History history;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @LocalServerPort
    private int port;

    private TestCompany company;
    private ScreenClient anna;
    private String mail;

    @BeforeEach
    void signIn() {
        company = TestCompany.found(companies);
        anna = ScreenClient.signedIn(port, company.email(), TestCompany.PASSWORD);
        mail = "peteris-" + company.email();
    }

    @Test
    void whoever_is_let_in_signs_in_with_the_first_password_and_may_do_what_their_role_says() {
        var id = add(Role.ACCOUNTANT);
        var peteris = ScreenClient.signedIn(port, mail, TestCompany.PASSWORD);
        assertThat(peteris.get("/").status()).isEqualTo(200);
        assertThat(peteris.get("/settings/people").status()).isEqualTo(403);
        anna.post(page(id), "role", "administrator");
        assertThat(peteris.get("/settings/people").status()).isEqualTo(200);
    }

    @Test
    void a_weak_password_or_a_person_who_is_here_already_is_refused_beside_the_field() {
        add(Role.ACCOUNTANT);
        var again =
                anna.post("/settings/people", "name", "Pēteris", "email", mail, "role", "accountant", "password", NEW);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("id=\"e-email\"");
        var weak = anna.post(
                "/settings/people", "name", "Ilze", "email", "i@x.example", "role", "accountant", "password", "short");
        assertThat(weak.status()).isEqualTo(422);
        assertThat(weak.text()).contains("id=\"e-password\"", "value=\"Ilze\"").doesNotContain("value=\"short\"");
    }

    @Test
    void whoever_is_removed_sees_nothing_any_more_by_screen_or_token_and_keeps_their_name_in_the_history() {
        var id = add(Role.ADMINISTRATOR);
        var peteris = ScreenClient.signedIn(port, mail, TestCompany.PASSWORD);
        var api = new ApiClient(port, company.actor().get(() -> tokens.create(id, "script")));
        assertThat(api.get("/api/v1/company").status()).isEqualTo(200);
        peteris.post(page(company.administrator()), "role", "administrator", "ownCustomersOnly", "true");
        var saved = peteris.post(
                "/settings/company",
                "name",
                "Renamed SIA",
                "country",
                "LV",
                "timeZone",
                "Europe/Riga",
                "currency",
                "EUR",
                "language",
                "lv",
                "daysAfterSending",
                "3",
                "statementLimitDays",
                "4");

        assertThat(saved.location()).as("%s %s", saved.status(), saved.text()).isNotEmpty();
        var gone = anna.post(page(id) + "/departure");
        assertThat(gone.location()).startsWith("/settings/people?removed=");
        assertThat(peteris.get("/").location()).isEqualTo("/sign-in");
        assertThat(api.get("/api/v1/company").status()).isEqualTo(401);
        assertThat(company.actor()
                        .get(() -> history.of("company", company.id().value()))
                        .getFirst()
                        .user())
                .contains("Pēteris");
        assertThat(anna.get("/settings/people").text()).contains("No longer here (1)");
    }

    @Test
    void whoever_comes_back_has_a_place_again_but_not_their_old_tokens() {
        var id = add(Role.ACCOUNT_MANAGER);
        var token = company.actor().get(() -> tokens.create(id, "script"));
        anna.post(page(id), "role", "account_manager", "ownCustomersOnly", "true");
        anna.post(page(id) + "/departure");
        var back =
                anna.post("/settings/people", "name", "Pēteris", "email", mail, "role", "accountant", "password", NEW);
        assertThat(back.location()).as("%s %s", back.status(), back.text()).isEqualTo(page(id) + "?added=true");
        var place = company.actor().get(() -> people.find(id));
        assertThat(place.role()).isEqualTo(Role.ACCOUNTANT);
        assertThat(place.ownCustomersOnly()).isFalse();
        assertThat(tokens.bearer(token)).isEmpty();
        ScreenClient.signedIn(port, mail, TestCompany.PASSWORD); // their own password, as before
    }

    @Test
    void who_looks_after_customers_hands_them_over_before_they_go() {
        var id = add(Role.ACCOUNT_MANAGER);
        var customer = customerOf(id);
        var refused = anna.post(page(id) + "/departure");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("id=\"e-successor\"", "Pēteris looks after: 1.", "id=\"successor\"");
        assertThat(anna.post(page(id) + "/departure", "successor", "999999999").status())
                .isEqualTo(422);
        anna.post(
                page(id) + "/departure",
                "successor",
                Long.toString(company.administrator().value()));
        assertThat(managerOf(customer)).isEqualTo(company.administrator().value());
        assertThat(company.actor().get(people::all))
                .extracting(People.Person::id)
                .doesNotContain(id);
    }

    @Test
    void customers_may_be_left_without_an_account_manager() {
        var id = add(Role.ACCOUNT_MANAGER);
        var customer = customerOf(id);
        anna.post(page(id) + "/departure", "successor", "nobody");
        assertThat(managerOf(customer)).isZero();
    }

    @Test
    void the_last_administrator_stays_and_nobody_removes_themselves() {
        var own = page(company.administrator());
        assertThat(anna.post(own + "/departure").status()).isEqualTo(409);
        var demoted = anna.post(own, "role", "read_only");
        assertThat(demoted.status()).isEqualTo(409);
        assertThat(demoted.text()).contains("id=\"e-role\"");
        assertThat(anna.get("/settings/people").status()).isEqualTo(200);
    }

    @Test
    void two_administrators_who_demote_each_other_at_the_same_moment_leave_one() throws Exception {
        var other = add(Role.ADMINISTRATOR);
        try (var both = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            both.invokeAll(java.util.List.of(() -> demoted(company.administrator()), () -> demoted(other)));
        }
        assertThat(company.actor().get(people::all))
                .extracting(People.Person::role)
                .containsOnlyOnce(Role.ADMINISTRATOR);
    }

    @Test
    void a_forgotten_password_is_reset_and_ends_all_sign_ins_of_that_person() {
        var id = add(Role.ACCOUNTANT);
        var token = signIns.begin(id);
        assertThat(anna.post(page(id) + "/password", "password", "short").text())
                .contains("id=\"e-password\"");
        assertThat(anna.post(page(id) + "/password", "password", NEW).location())
                .isEqualTo(page(id) + "?reset=true");
        assertThat(signIns.find(token)).isEmpty();
        ScreenClient.signedIn(port, mail, NEW);
    }

    @Test
    void the_password_of_somebody_who_works_for_another_company_too_is_theirs_alone() {
        var id = add(Role.ACCOUNTANT);
        TestCompany.found(companies).actor().run(() -> people.add(mail, "Pēteris", NEW, "lv", Role.READ_ONLY));
        var refused = anna.post(page(id) + "/password", "password", NEW);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("id=\"elsewhere\"");
        ScreenClient.signedIn(port, mail, TestCompany.PASSWORD);
    }

    @Test
    void the_database_lets_nobody_but_an_administrator_reset_a_password_and_not_of_a_stranger() {
        var id = add(Role.ACCOUNTANT);
        var stranger = TestCompany.found(companies).administrator();
        assertThat(reset(company.administrator(), stranger)).isFalse();
        assertThat(reset(id, company.administrator())).isFalse();
        assertThat(reset(company.administrator(), company.administrator())).isFalse();
        assertThat(reset(company.administrator(), id)).isTrue();
    }

    @Test
    void another_companys_person_is_not_there() {
        var theirs = TestCompany.found(companies).administrator();
        assertThat(anna.get(page(theirs)).status()).isEqualTo(404);
        assertThat(anna.post(page(theirs), "role", "read_only").status()).isEqualTo(404);
        assertThat(anna.post(page(theirs) + "/departure").status()).isEqualTo(404);
        assertThatThrownBy(() -> company.actor().run(() -> people.remove(theirs)))
                .isInstanceOf(Refusal.class);
    }

    private boolean reset(UserId actor, UserId person) {
        return org.kvit.base.Actor.of(company.id(), actor, "screen")
                .get(() -> java.util.Objects.requireNonNull(
                        transaction.execute(_ -> jdbc.sql("SELECT reset_password(:person, 'x')")
                                .param("person", person.value())
                                .query(Boolean.class)
                                .single())));
    }

    private boolean demoted(UserId who) {
        company.actor().run(() -> people.changeRole(who, Role.ACCOUNTANT, false));
        return true;
    }

    private UserId add(Role role) {
        return company.actor().get(() -> people.add(mail, "Pēteris", TestCompany.PASSWORD, "en", role));
    }

    private long customerOf(UserId manager) {
        return company.actor()
                .get(() -> java.util.Objects.requireNonNull(transaction.execute(_ -> jdbc.sql("""
                        INSERT INTO customer (company_id, name, country, account_manager_id)
                        VALUES (current_company(), 'Daugava', 'LV', :manager) RETURNING id
                        """)
                        .param("manager", manager.value())
                        .query(Long.class)
                        .single())));
    }

    private long managerOf(long customer) {
        return company.actor()
                .get(() -> java.util.Objects.requireNonNull(transaction.execute(_ -> jdbc.sql(
                                "SELECT coalesce(account_manager_id, 0) FROM customer WHERE company_id = current_company() AND id = :id")
                        .param("id", customer)
                        .query(Long.class)
                        .single())));
    }

    private static String page(UserId person) {
        return "/settings/people/" + person.value();
    }
}
