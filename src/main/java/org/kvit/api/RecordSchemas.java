package org.kvit.api;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Schemas of the records that the API's bodies are: what isn't `@Nullable` is always there.
final class RecordSchemas extends ModelResolver {
    RecordSchemas(ObjectMapper mapper) {
        super(mapper, new Names());
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
        var schema = super.resolve(type, context, next);
        var raw = raw(type);
        if (schema != null && raw.isRecord()) {
            var defined = schema.get$ref() == null
                    ? schema
                    : context.getDefinedModels().get(schema.get$ref().replaceFirst(".*/", ""));
            if (defined != null && defined.getProperties() != null) {
                require(raw.getRecordComponents(), defined);
            }
        }
        return schema;
    }

    private static void require(RecordComponent[] components, Schema<?> schema) {
        Map<String, ?> properties = schema.getProperties();
        var always = Arrays.stream(components)
                .filter(c -> !c.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .filter(properties::containsKey)
                .toList();
        schema.setRequired(always.isEmpty() ? null : always);
    }

    private Class<?> raw(AnnotatedType type) {
        return type.getType() instanceof JavaType known
                ? known.getRawClass()
                : _mapper.constructType(type.getType()).getRawClass();
    }

    /// `PaymentsApi.PaymentBody` is a `Payment`, `PaymentsApi.LinkBody` a `PaymentLink`: a record of one resource never
    /// takes the name of another's.
    private static final class Names extends TypeNameResolver {
        @Override
        protected String getNameOfClass(Class<?> type) {
            var own = type.getSimpleName().replaceFirst("Body$", "");
            return Optional.ofNullable(type.getEnclosingClass())
                    .map(owner -> owner(owner.getSimpleName()))
                    .filter(owner -> !own.toLowerCase(Locale.ROOT).contains(owner.toLowerCase(Locale.ROOT)))
                    .map(owner -> owner + own)
                    .orElse(own);
        }

        private static String owner(String name) {
            return name.replaceFirst("(Api|Body|Report)$", "")
                    .replaceFirst("ies$", "y")
                    .replaceFirst("s$", "");
        }

        @Override
        protected String nameForClass(Class<?> type, Set<Options> options) {
            return getNameOfClass(type);
        }
    }
}
