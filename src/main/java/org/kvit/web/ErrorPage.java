package org.kvit.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.api.Problems;
import org.kvit.base.Refusal;
import org.kvit.company.Anybody;
import org.kvit.ui.Page;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.ModelAndView;

/// What is refused before any screen is reached: a form whose page was open for too long, a path that no browser sends.
@Controller
@Anybody
class ErrorPage implements ErrorController {
    private final Problems problems;

    ErrorPage(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping(
            path = "/error",
            method = {
                RequestMethod.GET,
                RequestMethod.POST,
                RequestMethod.PUT,
                RequestMethod.PATCH,
                RequestMethod.DELETE
            })
    @Nullable
    ModelAndView error(Page page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = Optional.ofNullable((Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE))
                .orElse(HttpServletResponse.SC_NOT_FOUND);
        var general = "api.status." + (page.hasText("api.status." + status) ? status : 400);
        if (String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
                .startsWith("/api/")) {
            problems.write(request, response, Refusal.of(kind(status), general));
            return null;
        }
        response.setStatus(status);
        if (page.fragment()) {
            response.setHeader("HX-Refresh", "true");
        }
        var key = status == HttpServletResponse.SC_FORBIDDEN ? "web.stale" : general;
        return new ModelAndView("web/error", Map.of("detail", page.text(key), "status", status));
    }

    private static Refusal.Kind kind(int status) {
        return java.util.Arrays.stream(Refusal.Kind.values())
                .filter(kind -> kind.status() == status)
                .findFirst()
                .orElse(Refusal.Kind.MALFORMED);
    }
}
