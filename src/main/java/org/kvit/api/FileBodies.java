package org.kvit.api;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;

/// A POST whose handler takes the request itself reads a file from it ([UploadedFile]): as the body, or as a form's
/// part.
record FileBodies(DocumentWords words) implements OperationCustomizer {
    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        boolean file = method.hasMethodAnnotation(PostMapping.class)
                && Arrays.stream(method.getMethodParameters())
                        .anyMatch(p -> p.getParameterType() == HttpServletRequest.class);
        if (file) {
            operation.setRequestBody(new RequestBody()
                    .required(true)
                    .description(words.text("file"))
                    .content(new Content()
                            .addMediaType("application/octet-stream", new MediaType().schema(binary()))
                            .addMediaType(
                                    "multipart/form-data",
                                    new MediaType().schema(new ObjectSchema().addProperty("file", binary())))));
        }
        return operation;
    }

    private static Schema<?> binary() {
        return new StringSchema().format("binary");
    }
}
