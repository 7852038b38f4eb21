package org.kvit;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {
    @Test
    void modules_keep_their_order_and_use_only_each_others_public_face() {
        ApplicationModules.of(Kvit.class).verify();
    }
}
