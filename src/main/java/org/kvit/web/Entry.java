package org.kvit.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.kvit.api.IdempotencyKeys;
import org.kvit.company.SignIns;
import org.kvit.company.SignedIn;
import org.kvit.company.Tokens;
import org.kvit.ui.Pages;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/// Finds out who a request comes from, and binds them to it: everything further in knows the person and
/// the company
/// from there.
@Component
class Entry {
    /// Cookie that holds the sign-in's token.
    static final String COOKIE = "kvit-sign-in";

    private final SignIns signIns;
    private final Tokens tokens;
    private final IdempotencyKeys keys;

    Entry(SignIns signIns, Tokens tokens, IdempotencyKeys keys) {
        this.signIns = signIns;
        this.tokens = tokens;
        this.keys = keys;
    }

    OncePerRequestFilter byCookie() {
        return new Binding() {
            @Override
            Optional<SignedIn> who(HttpServletRequest request) {
                return token(request).flatMap(signIns::find);
            }

            @Override
            void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                chain.doFilter(request, response);
            }

            @Override
            protected boolean shouldNotFilter(HttpServletRequest request) {
                var path = request.getRequestURI();
                return path.startsWith("/static/") || path.startsWith("/webjars/") || path.equals("/health");
            }
        };
    }

    OncePerRequestFilter byToken() {
        return new Binding() {
            @Override
            Optional<SignedIn> who(HttpServletRequest request) {
                return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                        .filter(h -> h.regionMatches(true, 0, "Bearer ", 0, 7))
                        .flatMap(h -> tokens.bearer(h.substring(7).strip()));
            }

            @Override
            void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                keys.once(request, response, chain);
            }
        };
    }

    static Optional<String> token(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, COOKIE)).map(c -> c.getValue());
    }

    private abstract static class Binding extends OncePerRequestFilter {
        abstract Optional<SignedIn> who(HttpServletRequest request);

        abstract void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException;

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var who = who(request);
            if (who.isEmpty()) {
                chain.doFilter(request, response);
                return;
            }
            request.setAttribute(Pages.WHO, who.get());
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(who.get(), "", List.of()));
            SecurityContextHolder.setContext(context);
            bound(who.get(), request, response, chain);
        }

        private void bound(SignedIn who, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            try {
                who.actor().call(() -> {
                    pass(request, response, chain);
                    return who;
                });
            } catch (ServletException | IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ServletException(e);
            }
        }
    }
}
