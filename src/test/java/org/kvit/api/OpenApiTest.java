package org.kvit.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kvit.ApiClient;
import org.kvit.KvitTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@KvitTest
class OpenApiTest {
    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

    @LocalServerPort
    private int port;

    @Test
    void every_handler_of_the_api_stands_in_it_and_nothing_else() throws JsonProcessingException {
        var ours = new TreeSet<String>();
        handlers.getHandlerMethods()
                .forEach((mapping, method) -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/v1/")
                                && method.getBeanType().getPackageName().startsWith("org.kvit"))
                        .forEach(path ->
                                mapping.getMethodsCondition().getMethods().forEach(m -> ours.add(m + " " + path))));
        var documented = new TreeSet<String>();
        document()
                .getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().keySet().forEach(method -> documented.add(method + " " + path)));
        assertThat(documented).isEqualTo(ours).isNotEmpty();
    }

    @Test
    void every_operation_has_a_name_of_its_own_a_sentence_and_a_described_resource() throws JsonProcessingException {
        var document = document();
        var ids = new ArrayList<String>();
        var bare = new ArrayList<String>();
        document.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    ids.add(operation.getOperationId());
                    if (operation.getSummary() == null || operation.getTags().size() != 1) {
                        bare.add(DocumentWords.key(path, method.name()) + " is missing in openapi/words.properties");
                    }
                }));
        document.getTags().stream()
                .filter(tag -> tag.getDescription().startsWith("tag."))
                .forEach(tag -> bare.add(tag.getDescription() + " is missing in openapi/words.properties"));
        assertThat(bare).isEmpty();
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void it_says_who_it_is_where_and_how_one_gets_in() throws JsonProcessingException {
        var document = document();
        assertThat(document.getInfo().getTitle()).isEqualTo("Kvit");
        assertThat(document.getServers())
                .singleElement()
                .satisfies(s -> assertThat(s.getUrl()).isEqualTo("/"));
        var scheme = there(document.getComponents().getSecuritySchemes().get("token"));
        assertThat(scheme.getScheme()).isEqualTo("bearer");
        assertThat(document.getSecurity().getFirst()).containsKey("token");
    }

    @Test
    void every_operation_tells_its_problems_and_every_reference_leads_somewhere() throws JsonProcessingException {
        var document = document();
        document.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    assertThat(operation.getResponses())
                            .as("%s %s", method, path)
                            .containsKeys("400", "401");
                    assertThat(operation.getResponses().keySet())
                            .as("%s %s", method, path)
                            .anyMatch(s -> s.startsWith("2"));
                }));
        var problem = there(document.getComponents().getResponses().get("Problem422"));
        assertThat(problem.getContent()).containsKey("application/problem+json");
        var text = new ApiClient(port, "").get("/api/v1/openapi.json").http().body();
        var references = java.util.regex.Pattern.compile("\"#/components/(\\w+)/([^\"]+)\"")
                .matcher(text);
        while (references.find()) {
            var names = references.group(1).equals("schemas")
                    ? document.getComponents().getSchemas().keySet()
                    : document.getComponents().getResponses().keySet();
            assertThat(names).contains(references.group(2));
        }
    }

    @Test
    void imports_take_a_file_amounts_are_strings_and_our_own_arguments_are_nobodys_business()
            throws JsonProcessingException {
        var document = document();
        var body = there(document.getPaths().get("/api/v1/imports/statements"))
                .getPost()
                .getRequestBody();
        assertThat(body.getContent()).containsKeys("application/octet-stream", "multipart/form-data");
        assertThat(document.getComponents().getSchemas().keySet())
                .doesNotContain("Page", "JsonNode")
                .contains("ImportResult", "StatementResult", "Payment", "Company");
        List<?> always =
                there(document.getComponents().getSchemas().get("Payment")).getRequired();
        assertThat(always.contains("id") && always.contains("amount")).isTrue();
        assertThat(always.contains("payerName")).isFalse();
        document.getPaths()
                .values()
                .forEach(item -> item.readOperations().forEach(operation -> {
                    if (operation.getParameters() != null) {
                        assertThat(operation.getParameters())
                                .extracting(p -> p.getName())
                                .doesNotContain("page", "request");
                    }
                }));
        var post = there(document.getPaths().get("/api/v1/payments")).getPost();
        assertThat(post.getParameters()).extracting(p -> p.getName()).contains("Idempotency-Key");
    }

    private static <T> T there(@Nullable T part) {
        return java.util.Objects.requireNonNull(part);
    }

    private OpenAPI document() throws JsonProcessingException {
        var answer = new ApiClient(port, "").get("/api/v1/openapi.json");
        assertThat(answer.status()).isEqualTo(200);
        return Json31.mapper().readValue(answer.http().body(), OpenAPI.class);
    }
}
