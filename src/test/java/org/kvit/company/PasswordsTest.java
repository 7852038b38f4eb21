package org.kvit.company;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordsTest {
    @ParameterizedTest
    @CsvSource({
        "short, company.password.short",
        "aaaaaaaaaaaaaaaaaaaa, company.password.guessable",
        "123456789012345, company.password.guessable",
        "anna.ozola@baltic.example1, company.password.guessable",
        "abababababababababab, company.password.guessable",
        "Password12345678, company.password.guessable",
        "qwertyuiopqwertyuiop, company.password.guessable",
        "k9x2mk9x2mk9x2m, company.password.guessable",
        "abcdefghijklmnopq, company.password.guessable",
        "correct horse battery staple, -",
        "Kas mežā dzīvo? Lācis., -",
    })
    void what_is_easily_guessed_or_short_is_refused(String password, String complaint) {
        assertThat(Passwords.complaint(password, "anna.ozola@baltic.example", "Anna Ozola")
                        .map(w -> w.key())
                        .orElse("-"))
                .isEqualTo(complaint);
    }

    @Test
    void a_password_of_more_than_128_characters_is_refused() {
        assertThat(Passwords.complaint("x1y2".repeat(33))).isPresent();
    }

    @Test
    void a_letter_typed_on_another_system_is_the_same_letter() {
        var passwords = new Passwords();
        var hash = passwords.hash("mežā dzīvo lācis");
        assertThat(passwords.matches("mez\u030ca\u0304 dzi\u0304vo la\u0304cis", Optional.of(hash)))
                .isTrue();
    }

    @Test
    void the_hash_is_argon2id_salted_and_matches_only_its_password() {
        var passwords = new Passwords();
        var hash = passwords.hash("correct horse battery staple");
        assertThat(hash).startsWith("$argon2id$").isNotEqualTo(passwords.hash("correct horse battery staple"));
        assertThat(passwords.matches("correct horse battery staple", Optional.of(hash)))
                .isTrue();
        assertThat(passwords.matches("correct horse battery stapl", Optional.of(hash)))
                .isFalse();
        assertThat(passwords.matches("the hash that an unknown address is checked against", Optional.empty()))
                .isFalse();
    }
}
