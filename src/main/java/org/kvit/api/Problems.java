package org.kvit.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.kvit.base.Refusal;
import org.kvit.ui.Pages;
import org.kvit.ui.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Errors of the API as `application/problem+json` (RFC 9457): a stable `type`, a sentence in the
/// caller's language,
/// the fields at
/// fault.
@Component
public class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final Texts texts;
    private final Pages pages;
    private final JsonMapper json;

    Problems(Texts texts, Pages pages, JsonMapper json) {
        this.texts = texts;
        this.pages = pages;
        this.json = json;
    }

    /// One field's fault, in words.
    public record Fault(String field, String message) {}

    public ProblemDetail of(Refusal refusal, Locale locale) {
        var problem = problem(
                HttpStatusCode.valueOf(refusal.kind().status()),
                refusal.words().key(),
                texts.words(locale, refusal.words()));
        if (!refusal.faults().isEmpty()) {
            problem.setProperty(
                    "errors",
                    refusal.faults().stream()
                            .map(f -> new Fault(f.field(), texts.words(locale, f.words())))
                            .toList());
        }
        return problem;
    }

    /// Any exception that reaches the edge: what is the caller's fault is explained, what is ours is
    /// logged and not
    /// shown.
    public ResponseEntity<ProblemDetail> of(Exception e, HttpServletRequest request) {
        var locale = pages.locale(request);
        var problem = switch (e) {
            case Refusal refusal -> of(refusal, locale);
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable, locale);
            case MethodArgumentTypeMismatchException mismatch ->
                faulty(
                        HttpStatus.BAD_REQUEST,
                        locale,
                        mismatch.getName(),
                        texts.text(locale, "api.value.invalid", String.valueOf(mismatch.getValue())));
            case ErrorResponse response
            when response.getStatusCode().is4xxClientError() -> plain(response.getStatusCode(), locale);
            default -> {
                log.error("{} {} broke", request.getMethod(), request.getRequestURI(), e);
                yield plain(HttpStatus.INTERNAL_SERVER_ERROR, locale);
            }
        };
        return ResponseEntity.status(problem.getStatus()).body(problem);
    }

    /// For filters, which stand before the controllers.
    public void write(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        var problem = of(refusal, pages.locale(request));
        response.setStatus(problem.getStatus());
        response.setContentType("application/problem+json");
        json.writeValue(response.getOutputStream(), problem);
    }

    private ProblemDetail unreadable(HttpMessageNotReadableException e, Locale locale) {
        if (!(e.getCause() instanceof JacksonException cause)) {
            return problem(
                    HttpStatus.BAD_REQUEST, "api.body.unreadable", texts.text(locale, "api.body.unreadable", "1", "1"));
        }
        var field = String.join(
                        ".",
                        cause.getPath().stream()
                                .map(r -> r.getPropertyName() == null ? "[" + r.getIndex() + "]" : r.getPropertyName())
                                .toList())
                .replace(".[", "[");
        if (!field.isEmpty()) {
            return faulty(HttpStatus.BAD_REQUEST, locale, field, texts.text(locale, "api.field.unreadable"));
        }
        var at = cause.getLocation();
        return problem(
                HttpStatus.BAD_REQUEST,
                "api.body.unreadable",
                texts.text(
                        locale,
                        "api.body.unreadable",
                        Integer.toString(at.getLineNr()),
                        Integer.toString(at.getColumnNr())));
    }

    private ProblemDetail faulty(HttpStatus status, Locale locale, String field, String message) {
        var problem = problem(status, "refusal.invalid", texts.text(locale, "refusal.invalid"));
        problem.setProperty("errors", List.of(new Fault(field, message)));
        return problem;
    }

    private ProblemDetail plain(HttpStatusCode status, Locale locale) {
        var key = "api.status." + (texts.has(locale, "api.status." + status.value()) ? status.value() : 400);
        return problem(status, key, texts.text(locale, key));
    }

    private static ProblemDetail problem(HttpStatusCode status, String key, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:kvit:problem:" + key));
        return problem;
    }
}
