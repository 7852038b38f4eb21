package org.kvit.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Refusal;
import org.springframework.beans.factory.annotation.Autowired;

@KvitTest
class SignInsTest {
    @Autowired
    private Companies companies;

    @Autowired
    private SignIns signIns;

    @Autowired
    private People people;

    @Autowired
    private Tokens tokens;

    private TestCompany company;
    private final String origin = UUID.randomUUID().toString();

    @BeforeEach
    void found() {
        company = TestCompany.found(companies);
    }

    @Test
    void who_signs_in_is_known_until_they_sign_out() {
        var token = signIns.begin(company.email().toUpperCase(java.util.Locale.ROOT), TestCompany.PASSWORD, origin);
        var who = signIns.find(token).orElseThrow();
        assertThat(who.company().orElseThrow().id()).isEqualTo(company.id());
        assertThat(who.may(Right.ADMINISTRATION)).isTrue();
        signIns.end(token);
        assertThat(signIns.find(token)).isEmpty();
    }

    @Test
    void a_wrong_password_and_an_unknown_address_are_refused_in_the_same_words() {
        assertThat(refusal(company.email(), "wrong password wrong"))
                .isEqualTo(refusal("nobody-" + origin + "@example.com", "wrong password wrong"));
    }

    @Test
    void after_eight_failures_even_the_right_password_has_to_wait() {
        for (int attempt = 0; attempt < 8; attempt++) {
            assertThat(refusal(company.email(), "wrong password wrong")).isEqualTo("company.signIn.wrong");
        }
        assertThat(refusal(company.email(), TestCompany.PASSWORD)).isEqualTo("company.signIn.tooMany");
    }

    @Test
    void a_changed_password_ends_the_old_sign_ins() {
        var token = signIns.begin(company.administrator());
        company.actor()
                .run(() -> people.changePassword(
                        company.administrator(), TestCompany.PASSWORD, "a new sentence nobody guesses"));
        assertThat(signIns.find(token)).isEmpty();
        assertThat(signIns.find(signIns.begin(company.email(), "a new sentence nobody guesses", origin)))
                .isPresent();
    }

    @Test
    void a_person_of_two_companies_chooses_between_them_and_no_other() {
        var second = TestCompany.found(companies);
        second.actor().run(() -> people.add(company.email(), "Anna", TestCompany.PASSWORD, "lv", Role.READ_ONLY));
        var token = signIns.begin(company.administrator());
        var who = signIns.find(token).orElseThrow();
        signIns.choose(token, who, second.id());
        var there = signIns.find(token).orElseThrow();
        assertThat(there.company().orElseThrow().id()).isEqualTo(second.id());
        assertThat(there.may(Right.CUSTOMERS)).isFalse();
        assertThatThrownBy(() -> signIns.choose(
                        token, there, TestCompany.found(companies).id()))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void a_token_speaks_for_its_user_in_its_company_until_it_is_revoked() {
        var token = company.actor().get(() -> tokens.create(company.administrator(), "script"));
        var who = tokens.bearer(token).orElseThrow();
        assertThat(who.company().orElseThrow().id()).isEqualTo(company.id());
        assertThat(tokens.bearer(token + "x")).isEmpty();
        var kept = company.actor().get(tokens::all).getFirst();
        assertThat(kept.hint()).isEqualTo(token.substring(0, 10));
        company.actor().run(() -> tokens.revoke(kept.id()));
        assertThat(tokens.bearer(token)).isEmpty();
    }

    @Test
    void the_last_administrator_stays_one() {
        assertThatThrownBy(() ->
                        company.actor().run(() -> people.changeRole(company.administrator(), Role.READ_ONLY, false)))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.words().key()).isEqualTo("company.person.lastAdministrator"));
    }

    private String refusal(String email, String password) {
        try {
            signIns.begin(email, password, origin);
            return "";
        } catch (Refusal refusal) {
            return refusal.faults().isEmpty()
                    ? refusal.words().key()
                    : refusal.faults().getFirst().words().key();
        }
    }
}
