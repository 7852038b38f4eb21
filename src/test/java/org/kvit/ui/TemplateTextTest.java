package org.kvit.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TemplateTextTest {
    @Test
    void words_between_tags_and_in_read_attributes_are_found() {
        assertThat(TemplateText.of("<p>Hello ${page.text(\"x.y\")}</p><input placeholder=\"Name\">"))
                .containsExactlyInAnyOrder("Hello", "Name");
    }

    @Test
    void words_in_content_that_is_handed_on_are_found() {
        assertThat(
                        TemplateText.of(
                                "@template.ui.layout(page = page, title = \"a\", content = @`<b>Inner</b> @template.ui.empty(action = @`<i>Deep</i>`)`)"))
                .containsExactlyInAnyOrder("Inner", "Deep");
    }

    @Test
    void code_is_no_text() {
        assertThat(
                        TemplateText.of(
                                "@import a.B\n@param B b\n@if(b.x(\"(\"))<p class=\"a b\">${b.name()}</p>@elseif(b.y())@endif !{var z = 1;}"))
                .isEmpty();
    }
}
