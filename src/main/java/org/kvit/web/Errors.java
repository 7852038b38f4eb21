package org.kvit.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.kvit.api.Problems;
import org.kvit.base.Refusal;
import org.kvit.ui.Page;
import org.kvit.ui.Pages;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/// What an error looks like: a problem to a program, a toast to a part of a page, a page of its own
/// otherwise. Never a
/// stack trace.
@ControllerAdvice
class Errors {
    private final Problems problems;
    private final Pages pages;
    private final JsonMapper json;

    Errors(Problems problems, Pages pages, JsonMapper json) {
        this.problems = problems;
        this.pages = pages;
        this.json = json;
    }

    @ExceptionHandler
    @org.jspecify.annotations.Nullable
    Object handle(Exception e, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            return null; // half an export is out already; the connection ends here
        }
        var answer = problems.of(e, request);
        if (request.getRequestURI().startsWith("/api/")) {
            return answer;
        }
        var page = pages.of(request);
        var detail = detail(
                e,
                page,
                answer.getBody() == null ? "" : String.valueOf(answer.getBody().getDetail()));
        if (page.fragment()) {
            response.setHeader("HX-Reswap", "none");
            response.setHeader("HX-Trigger", asciiJson(Map.of("kvit:toast", Map.of("text", detail, "bad", true))));
        }
        return new ModelAndView(
                "web/error",
                Map.of(
                        "page",
                        page,
                        "detail",
                        detail,
                        "status",
                        answer.getStatusCode().value()),
                answer.getStatusCode());
    }

    private static String detail(Exception e, Page page, String detail) {
        return e instanceof Refusal refusal && !refusal.faults().isEmpty()
                ? String.join(
                        " ",
                        refusal.faults().stream()
                                .map(f -> page.words(f.words()))
                                .toList())
                : detail;
    }

    /// Header values are ASCII: everything else is written as JSON escapes.
    private String asciiJson(Object value) {
        var text = new StringBuilder();
        json.writeValueAsString(value)
                .chars()
                .forEach(c -> text.append(c < 128 ? String.valueOf((char) c) : String.format("\\u%04x", c)));
        return text.toString();
    }
}
