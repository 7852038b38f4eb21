package org.kvit.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/// Sends somebody who isn't signed in to the sign-in page, and afterwards back to where they wanted to go.
final class SignInFirst implements AuthenticationEntryPoint {
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e) {
        boolean reading = request.getMethod().equals("GET") && !"true".equals(request.getHeader("HX-Request"));
        var wanted = request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
        var signIn = "/sign-in"
                + (reading && !wanted.equals("/") ? "?to=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8) : "");
        if ("true".equals(request.getHeader("HX-Request"))) {
            response.setHeader("HX-Redirect", signIn);
            return;
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", signIn);
    }
}
