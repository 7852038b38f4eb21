package org.kvit.api;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.kvit.ui.Page;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

/// The document at `/api/v1/openapi.json`. Paths, parameters and bodies are read off the controllers; what can't be
/// seen
/// there ([DocumentWords], [DescribedOperations]) is added here.
@Configuration(proxyBeanMethods = false)
class OpenApiDocument {
    private static final String TOKEN = "token";

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Page.class)
                .replaceWithSchema(JsonNode.class, new Schema<>())
                .replaceWithSchema(
                        BigDecimal.class, new StringSchema().format("decimal").example("1234.50"));
    }

    @Bean
    OpenAPI document(DocumentWords words) {
        return new OpenAPI()
                .info(new Info()
                        .title(words.text("title"))
                        .version("1")
                        .description(words.text("description"))
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/").description(words.text("server"))))
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description(words.text("token"))))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    @Bean
    DocumentWords documentWords() throws IOException {
        return new DocumentWords();
    }

    @Bean
    OperationCustomizer fileBodies(DocumentWords words) {
        return new FileBodies(words);
    }

    @Bean
    OpenApiCustomizer describedOperations(DocumentWords words) {
        return new DescribedOperations(words);
    }

    @Bean
    ModelResolver recordSchemas(ObjectMapperProvider mappers) {
        return new RecordSchemas(mappers.jsonMapper()).openapi31(true);
    }
}
