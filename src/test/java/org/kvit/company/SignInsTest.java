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
    private Profiles profiles;

    @Autowired
    private Tokens tokens;

    private TestCompany company;
    private final String origin = UUID.randomUUID().toString();
    private final SignIns.From here = new SignIns.From(origin, "Mozilla/5.0");

    @BeforeEach
    void found() {
        company = TestCompany.found(companies);
    }

    @Test
    void who_signs_in_is_known_until_they_sign_out() {
        var token = signIns.begin(company.email().toUpperCase(java.util.Locale.ROOT), TestCompany.PASSWORD, here);
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
    void guesses_at_the_same_moment_are_no_more_than_guesses_in_a_row() throws Exception {
        try (var guessers = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var guesses = java.util.stream.IntStream.range(0, 40)
                    .mapToObj(i -> guessers.submit(() -> refusal(company.email(), "wrong password wrong " + i)))
                    .toList();
            int looked = 0;
            for (var guess : guesses) {
                looked += guess.get().equals("company.signIn.wrong") ? 1 : 0;
            }
            assertThat(looked).isLessThanOrEqualTo(8);
        }
    }

    @Test
    void the_right_password_takes_its_attempt_back() {
        for (int i = 0; i < 10; i++) {
            signIns.begin(company.email(), TestCompany.PASSWORD, here);
        }
        assertThat(refusal(company.email(), "wrong password wrong")).isEqualTo("company.signIn.wrong");
    }

    @Test
    void a_guessed_old_password_counts_as_an_attempt_too() {
        var who = signIns.find(signIns.begin(company.administrator())).orElseThrow();
        for (int i = 0; i < 8; i++) {
            assertThatThrownBy(() -> who.actor()
                            .run(() -> signIns.changePassword(
                                    who, "wrong password wrong", "a new sentence nobody guesses", here)))
                    .isInstanceOf(Refusal.class);
        }
        assertThat(refusal(company.email(), TestCompany.PASSWORD)).isEqualTo("company.signIn.tooMany");
    }

    @Test
    void a_person_sees_where_they_are_signed_in_and_ends_the_others() {
        var elsewhere =
                signIns.begin(company.email(), TestCompany.PASSWORD, new SignIns.From("192.0.2.7", "x".repeat(900)));
        var mine = signIns.begin(company.email(), TestCompany.PASSWORD, here);
        var open = signIns.of(company.administrator(), mine);
        assertThat(open).extracting(SignIns.Open::current).containsExactly(true, false);
        assertThat(open.getLast().from().agent()).hasSize(300);
        signIns.endOthers(company.administrator(), mine);
        assertThat(signIns.find(elsewhere)).isEmpty();
        assertThat(signIns.find(mine)).isPresent();
    }

    @Test
    void a_changed_password_ends_the_old_sign_ins() {
        var token = signIns.begin(company.administrator());
        company.actor()
                .run(() -> profiles.changePassword(
                        company.administrator(), TestCompany.PASSWORD, "a new sentence nobody guesses"));
        assertThat(signIns.find(token)).isEmpty();
        assertThat(signIns.find(signIns.begin(company.email(), "a new sentence nobody guesses", here)))
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
            signIns.begin(email, password, here);
            return "";
        } catch (Refusal refusal) {
            return refusal.faults().isEmpty()
                    ? refusal.words().key()
                    : refusal.faults().getFirst().words().key();
        }
    }
}
