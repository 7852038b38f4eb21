package org.kvit.ui;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Our own styles, scripts and pictures, and those of the libraries.
///
/// A page names ours with a mark of what is in them (`/static/kvit.css?v=4a0c…`). By that address a browser
/// keeps them for a year without asking; after an upgrade the pages name what changed by another one. Asked for
/// without the mark, or with that of another version, they come as they are now and nobody keeps them. The
/// libraries have their version in their path.
@Configuration(proxyBeanMethods = false)
public class StaticFiles implements WebMvcConfigurer, HandlerInterceptor {
    private static final String ROOT = "/static/";
    private static final int MARK = 16;
    private static final CacheControl FOR_GOOD =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final Map<String, String> marks;

    StaticFiles() throws IOException {
        marks = marks();
    }

    /// @param name below `static/`, such as `js/desk.js`
    public String address(String name) {
        var mark = Optional.ofNullable(marks.get(name));
        return ROOT + name + "?v=" + mark.orElseThrow(() -> new IllegalArgumentException("no static file " + name));
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // Dates of files in a built program don't tell versions apart.
        registry.addResourceHandler(ROOT + "**")
                .addResourceLocations("classpath:/static/")
                .setUseLastModified(false);
        registry.addResourceHandler("/webjars/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/")
                .setCacheControl(FOR_GOOD);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(ROOT + "**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var name = request.getRequestURI().substring(request.getContextPath().length() + ROOT.length());
        var asked = Optional.ofNullable(request.getParameter("v"));
        boolean current = asked.isPresent() && asked.equals(Optional.ofNullable(marks.get(name)));
        var keep = current ? FOR_GOOD : CacheControl.noCache();
        response.setHeader(HttpHeaders.CACHE_CONTROL, keep.getHeaderValue());
        return true;
    }

    private static Map<String, String> marks() throws IOException {
        var marks = new TreeMap<String, String>();
        for (var file : new PathMatchingResourcePatternResolver().getResources("classpath:static/**")) {
            var address = file.getURL().toString();
            if (file.isReadable() && !address.endsWith("/")) {
                marks.put(
                        address.substring(address.lastIndexOf(ROOT) + ROOT.length()),
                        mark(file.getContentAsByteArray()));
            }
        }
        return Map.copyOf(marks);
    }

    static String mark(byte[] content) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash).substring(0, MARK);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
