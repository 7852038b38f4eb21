package org.kvit.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import org.kvit.base.Refusal;
import org.kvit.company.Anybody;
import org.kvit.company.Needs;
import org.kvit.ui.Pages;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Lets a request through only to whom has the right that its handler [Needs].
@Configuration(proxyBeanMethods = false)
class Rights implements WebMvcConfigurer, HandlerInterceptor {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getPackageName().startsWith("org.kvit")) {
            check(request, method);
        }
        return true;
    }

    private static void check(HttpServletRequest request, HandlerMethod method) {
        var who = Pages.who(request);
        if (who.isPresent() && who.get().company().isEmpty() && !isAnybodys(method)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "web.noCompany");
        }
        boolean reading = READING.contains(request.getMethod());
        var needs = needs(method);
        boolean free = reading ? needs.filter(Needs::alsoToRead).isEmpty() : isAnybodys(method);
        if (free) {
            return;
        }
        if (needs.isEmpty() || who.isEmpty() || !who.get().may(needs.get().value())) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "web.forbidden");
        }
    }

    static Optional<Needs> needs(HandlerMethod method) {
        return Optional.ofNullable(method.getMethodAnnotation(Needs.class))
                .or(() -> Optional.ofNullable(
                        AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Needs.class)));
    }

    static boolean isAnybodys(HandlerMethod method) {
        return method.hasMethodAnnotation(Anybody.class)
                || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), Anybody.class);
    }
}
