package org.kvit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@KvitTest
class RightsTest {
    private static final Set<RequestMethod> CHANGING =
            Set.of(RequestMethod.POST, RequestMethod.PUT, RequestMethod.PATCH, RequestMethod.DELETE);

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

    @Test
    void every_changing_request_says_which_right_it_needs() {
        var open = new TreeSet<String>();
        handlers.getHandlerMethods().forEach((mapping, method) -> {
            boolean ours = method.getBeanType().getPackageName().startsWith("org.kvit");
            boolean changing =
                    mapping.getMethodsCondition().getMethods().stream().anyMatch(CHANGING::contains);
            if (ours && changing && Rights.needs(method).isEmpty() && !Rights.isAnybodys(method)) {
                open.add(mapping + " of " + method);
            }
        });
        assertThat(open).isEmpty();
    }

    @Test
    void no_request_is_handled_whatever_its_method() {
        var any = new TreeSet<String>();
        handlers.getHandlerMethods().forEach((mapping, method) -> {
            if (method.getBeanType().getPackageName().startsWith("org.kvit")
                    && mapping.getMethodsCondition().getMethods().isEmpty()) {
                any.add(mapping + " of " + method);
            }
        });
        assertThat(any).isEmpty();
    }
}
