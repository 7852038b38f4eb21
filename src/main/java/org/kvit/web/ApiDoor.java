package org.kvit.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.kvit.api.Problems;
import org.kvit.base.Refusal;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/// What the API says to somebody without a valid token.
@Component
class ApiDoor implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final Problems problems;

    ApiDoor(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer");
        problems.write(request, response, Refusal.of(Refusal.Kind.UNAUTHENTICATED, "api.status.401"));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        problems.write(request, response, Refusal.of(Refusal.Kind.FORBIDDEN, "api.status.403"));
    }
}
