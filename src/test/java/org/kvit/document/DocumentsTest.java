package org.kvit.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.springframework.beans.factory.annotation.Autowired;

@KvitTest
class DocumentsTest {
    @Autowired
    private Companies companies;

    @Autowired
    private Documents documents;

    @Test
    void the_same_bytes_are_kept_once() {
        TestCompany.found(companies).actor().run(() -> {
            var first = documents.put(bytes("a letter"), "application/pdf");
            var other = documents.put(bytes("another letter"), "application/pdf");
            var many = documents.put(List.of(content("another letter"), content("a third"), content("a third")));

            assertThat(documents.put(bytes("a letter"), "application/pdf")).isEqualTo(first);
            assertThat(many.get(0)).isEqualTo(other);
            assertThat(many.get(1)).isEqualTo(many.get(2)).isNotIn(first, other);
            assertThat(documents.get(many.get(1)).bytes()).isEqualTo(bytes("a third"));
            assertThat(documents.get(first).contentType()).isEqualTo("application/pdf");
        });
    }

    @Test
    void another_companys_document_is_not_there() {
        var ours = TestCompany.found(companies).actor().get(() -> documents.put(bytes("a letter"), "application/pdf"));
        TestCompany.found(companies)
                .actor()
                .run(() -> assertThatThrownBy(() -> documents.get(ours)).isInstanceOf(Refusal.class));
    }

    private static Documents.Content content(String text) {
        return new Documents.Content(bytes(text), "application/pdf");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
