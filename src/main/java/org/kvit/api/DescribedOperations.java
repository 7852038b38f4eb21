package org.kvit.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;

/// Gives every operation its name, a sentence, its resource's tag, and the problems that it may answer with.
record DescribedOperations(DocumentWords words) implements OpenApiCustomizer {
    private static final String PROBLEM = "Problem";
    /// Every operation's; those with an id in their path also 404, those that change something also the others.
    private static final List<String> ALWAYS = List.of("400", "401", "500");
    private static final List<String> CHANGING = List.of("403", "409", "422");

    @Override
    public void customise(OpenAPI document) {
        var tags = new TreeSet<String>();
        document.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    var tag = path.replaceFirst("^/api/v1/", "").replaceFirst("/.*", "");
                    tags.add(tag);
                    operation.setTags(List.of(tag));
                    describe(operation, path, method);
                    problems(operation, path, method);
                }));
        document.setTags(tags.stream()
                .map(tag -> new Tag().name(tag).description(words.text("tag." + tag)))
                .toList());
        document.getComponents().addSchemas(PROBLEM, problem());
        problemAnswers(document);
        document.getComponents()
                .setSchemas(new TreeMap<>(document.getComponents().getSchemas()));
    }

    private void describe(Operation operation, String path, HttpMethod method) {
        var key = DocumentWords.key(path, method.name());
        operation.setOperationId(id(path, method));
        words.find(key).ifPresent(operation::setSummary);
        for (var parameter : operation.getParameters() == null
                ? List.<io.swagger.v3.oas.models.parameters.Parameter>of()
                : operation.getParameters()) {
            words.find(key + "." + parameter.getName())
                    .or(() -> words.find("parameter." + parameter.getName()))
                    .ifPresent(parameter::setDescription);
        }
        if (method == HttpMethod.POST) {
            operation.addParametersItem(new HeaderParameter()
                    .name("Idempotency-Key")
                    .description(words.text("parameter.Idempotency-Key"))
                    .schema(new StringSchema().minLength(1).maxLength(200)));
        }
    }

    /// `GET /api/v1/payments/{id}` is `getPaymentsById`.
    private static String id(String path, HttpMethod method) {
        return method.name().toLowerCase(Locale.ROOT)
                + Arrays.stream(path.replaceFirst("^/api/v1/", "").split("[/-]"))
                        .map(part -> part.startsWith("{")
                                ? "By" + capital(part.substring(1, part.length() - 1))
                                : capital(part))
                        .collect(Collectors.joining());
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private void problems(Operation operation, String path, HttpMethod method) {
        var answers = operation.getResponses();
        answers.forEach((status, answer) -> answer.setDescription(words.text("status." + status)));
        ALWAYS.forEach(status -> refer(answers, status));
        if (path.contains("{")) {
            refer(answers, "404");
        }
        if (method != HttpMethod.GET) {
            CHANGING.forEach(status -> refer(answers, status));
        }
    }

    private static void refer(ApiResponses answers, String status) {
        answers.addApiResponse(status, new ApiResponse().$ref("#/components/responses/" + PROBLEM + status));
    }

    private void problemAnswers(OpenAPI document) {
        for (var status : List.of("400", "401", "403", "404", "409", "422", "500")) {
            document.getComponents()
                    .addResponses(
                            PROBLEM + status,
                            new ApiResponse()
                                    .description(words.text("status." + status))
                                    .content(new Content()
                                            .addMediaType(
                                                    "application/problem+json",
                                                    new MediaType()
                                                            .schema(new Schema<>()
                                                                    .$ref("#/components/schemas/" + PROBLEM)))));
        }
    }

    /// RFC 9457.
    private Schema<?> problem() {
        var fault = new ObjectSchema()
                .addProperty("field", new StringSchema().description(words.text("problem.field")))
                .addProperty("message", new StringSchema().description(words.text("problem.message")));
        return new ObjectSchema()
                .description(words.text("problem"))
                .addProperty("type", new StringSchema().format("uri").description(words.text("problem.type")))
                .addProperty("title", new StringSchema())
                .addProperty("status", new io.swagger.v3.oas.models.media.IntegerSchema())
                .addProperty("detail", new StringSchema().description(words.text("problem.detail")))
                .addProperty("instance", new StringSchema().format("uri"))
                .addProperty("errors", new ArraySchema().items(fault).description(words.text("problem.errors")));
    }
}
