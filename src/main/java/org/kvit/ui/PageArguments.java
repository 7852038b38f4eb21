package org.kvit.ui;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Hands the [Page] to every controller that asks for it, and to every template.
@Configuration(proxyBeanMethods = false)
class PageArguments implements WebMvcConfigurer {
    private final Pages pages;

    PageArguments(Pages pages) {
        this.pages = pages;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.addFirst(new PageArgument(pages));
    }

    private record PageArgument(Pages pages) implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Page.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @org.jspecify.annotations.Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @org.jspecify.annotations.Nullable WebDataBinderFactory binders) {
            return pages.of(java.util.Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
        }
    }

    @ControllerAdvice(annotations = Controller.class)
    static class PageInModel {
        private final Pages pages;

        PageInModel(Pages pages) {
            this.pages = pages;
        }

        @ModelAttribute("page")
        Page page(HttpServletRequest request) {
            return pages.of(request);
        }
    }
}
