package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.base.Refusal.Fault;

/// What a company may write into its templates, and that nothing else gets through.
class LetterTextTest {
    private static final Map<LetterVariable, String> VALUES = Map.of(
            LetterVariable.COMPANY, "SIA Baltijas Ceļš",
            LetterVariable.CUSTOMER, "{{number}} {{#several}} <b>",
            LetterVariable.NUMBER, "RK-1",
            LetterVariable.PHONE, "",
            LetterVariable.SEVERAL, "yes");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Invoice {{number}} of {{ company }}                       | Invoice RK-1 of SIA Baltijas Ceļš
            {{#several}}many{{/several}}{{^several}}one{{/several}}   | many
            {{#phone}}Call {{phone}}{{/phone}}{{^phone}}Write{{/phone}}! | Write!
            {{#several}}{{^phone}}{{number}}{{/phone}}{{/several}}    | RK-1
            a } b }} c { d                                            | a } b }} c { d
            """)
    void names_are_filled_in_and_conditions_asked(String text, String said) {
        assertThat(read(text).with(VALUES)).isEqualTo(said);
    }

    @Test
    void what_is_filled_in_is_not_read_again() {
        assertThat(read("Dear {{customer}}").with(VALUES)).isEqualTo("Dear {{number}} {{#several}} <b>");
    }

    @Test
    void a_condition_on_a_line_of_its_own_leaves_no_empty_line() {
        assertThat(read("a\n{{#several}}\nb\n  {{/several}}  \nc\n{{number}}\nd")
                        .with(VALUES))
                .isEqualTo("a\nb\nc\nRK-1\nd");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {{getClass}}                                  | 1 1 unknown
            {{class}}                                     | 1 1 unknown
            {{entrySet}}                                  | 1 1 unknown
            {{#entrySet}}{{getValue}}{{/entrySet}}        | 1 1 unknown
            {{company.getClass.getProtectionDomain}}      | 1 1 tag
            {{.}}                                         | 1 1 tag
            {{this}}                                      | 1 1 unknown
            {{>/etc/passwd}}                              | 1 1 tag
            {{> file}}                                    | 1 1 tag
            {{=<% %>=}}                                   | 1 1 tag
            {{{company}}}                                 | 1 1 tag
            {{&company}}                                  | 1 1 tag
            {{! a note}}                                  | 1 1 tag
            {{-first}}                                    | 1 1 tag
            {{}}                                          | 1 1 tag
            {{#lambda}}x{{/lambda}}                       | 1 1 unknown
            {{Company}}                                   | 1 1 unknown
            {{several}}                                   | 1 1 condition
            ab {{number                                   | 1 4 open
            {{#several}}x                                 | 1 1 unclosed
            x{{/several}}                                 | 1 2 close
            {{#several}}{{#phone}}{{/several}}{{/phone}}  | 1 23 close
            """)
    void whatever_else_stands_between_braces_is_refused_with_its_place(String text, String first) {
        assertThat(faults(text)).first().isEqualTo(first);
        assertThat(faults("one\n\n  " + text)).first().isEqualTo(first.replaceFirst("1 (\\d+)", place(first)));
    }

    private static String place(String first) {
        return "3 " + (Integer.parseInt(first.split(" ")[1]) + 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 6, 2_000})
    void conditions_within_one_another_have_a_bottom(int depth) {
        var text = "{{#several}}".repeat(depth) + "x" + "{{/several}}".repeat(depth);
        assertThat(faults(text).isEmpty()).isEqualTo(depth <= LetterTextReader.DEEPEST);
    }

    @Test
    void a_text_names_two_hundred_variables_and_no_more() {
        assertThat(faults("{{number}}".repeat(200))).isEmpty();
        assertThat(faults("{{number}}".repeat(201))).containsExactly("1 2001 many");
    }

    @Property(tries = 300)
    void any_text_is_read_or_refused_and_plain_text_stays_as_it_is(@ForAll @StringLength(max = 200) String text) {
        var faults = new ArrayList<Fault>();
        var said = LetterTextReader.read("letter", text, 0, faults).with(VALUES);
        if (!text.contains("{{")) {
            assertThat(faults).isEmpty();
            assertThat(said).isEqualTo(text);
        }
    }

    @Test
    void addresses_that_the_template_spells_out_become_links_and_no_others() {
        var text = read(
                "Pay at https://pay.example/{{number}}. {{customer}} https://{{number}}.example/ http://ours.example");
        var customer = "See https://evil.example/x https://pay.example@evil.example/ https://pay.example.evil.example/";
        var said = text.with(Map.of(LetterVariable.NUMBER, "RK-1", LetterVariable.CUSTOMER, customer));
        var links = Paragraph.of(said, text.hosts()).getFirst().lines().getFirst().parts().stream()
                .flatMap(part -> part.href().stream())
                .toList();
        assertThat(links).containsExactly("https://pay.example/RK-1", "http://ours.example");
        assertThat(Paragraph.of(said, text.hosts()).getFirst().text()).isEqualTo(said);
    }

    private static LetterText read(String text) {
        var faults = new ArrayList<Fault>();
        var read = LetterTextReader.read("letter", text, 0, faults);
        assertThat(faults).isEmpty();
        return read;
    }

    /// Line, character and what is wrong.
    private static List<String> faults(String text) {
        var faults = new ArrayList<Fault>();
        var _ = LetterTextReader.read("letter", text, 0, faults);
        return faults.stream()
                .map(fault ->
                        fault.words().args().get(0) + " " + fault.words().args().get(1) + " "
                                + fault.words().key().replaceFirst(".*\\.", ""))
                .toList();
    }
}
