package org.kvit.ui;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kvit.company.Companies;
import org.kvit.company.Countries;
import org.kvit.company.People;
import org.kvit.company.SignedIn;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/// Makes the [Page] of a request, once.
@Component
public class Pages {
    /// Request attribute under which the sign-in filter leaves the [SignedIn].
    public static final String WHO = Pages.class.getName() + ".who";
    /// Cookie with the language of somebody who isn't signed in.
    public static final String LANGUAGE_COOKIE = "kvit-language";

    private static final String PAGE = Pages.class.getName() + ".page";

    private final Texts texts;
    private final StaticFiles files;
    private final Companies companies;
    private final People people;
    private final Clock clock;
    private final boolean demo;

    Pages(
            Texts texts,
            StaticFiles files,
            Companies companies,
            People people,
            Clock clock,
            @Value("${kvit.demo:false}") boolean demo) {
        this.texts = texts;
        this.files = files;
        this.companies = companies;
        this.people = people;
        this.clock = clock;
        this.demo = demo;
    }

    public Page of(HttpServletRequest request) {
        if (request.getAttribute(PAGE) instanceof Page page) {
            return page;
        }
        var page = make(request);
        request.setAttribute(PAGE, page);
        return page;
    }

    public static Optional<SignedIn> who(HttpServletRequest request) {
        return Optional.ofNullable((SignedIn) request.getAttribute(WHO));
    }

    /// The signed-in person's language, else the cookie's, else the best that the browser asks for.
    public Locale locale(HttpServletRequest request) {
        var cookie = Optional.ofNullable(WebUtils.getCookie(request, LANGUAGE_COOKIE))
                .map(c -> c.getValue());
        return who(request)
                .map(SignedIn::language)
                .or(() -> cookie)
                .filter(Countries.LANGUAGES::contains)
                .map(Locale::of)
                .orElseGet(() -> asked(request));
    }

    private static Locale asked(HttpServletRequest request) {
        var wanted = java.util.Collections.list(request.getLocales()).stream();
        return wanted.map(l -> Locale.of(l.getLanguage()))
                .filter(l -> Countries.LANGUAGES.contains(l.getLanguage()))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    private Page make(HttpServletRequest request) {
        var who = who(request);
        var zone = who.flatMap(SignedIn::company)
                .map(c -> companies.own().timeZone())
                .orElse((ZoneId) ZoneOffset.UTC);
        var places = who.map(w -> people.placesOf(w.user())).orElse(List.of());
        var csrf = request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "";
        return new Page(
                texts,
                files,
                locale(request),
                new Page.Request(
                        who,
                        places,
                        request.getRequestURI(),
                        Optional.ofNullable(request.getQueryString()).orElse(""),
                        csrf,
                        "true".equals(request.getHeader("HX-Request"))
                                && !"true".equals(request.getHeader("HX-Boosted")),
                        demo),
                zone,
                LocalDate.now(clock.withZone(zone)));
    }
}
