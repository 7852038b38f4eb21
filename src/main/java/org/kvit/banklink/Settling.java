package org.kvit.banklink;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The time between two looks at a file: one that is still being written has grown in the meantime.
interface Settling {
    void await() throws InterruptedException;

    @Component
    final class Usual implements Settling {
        private final Duration time;

        Usual(@Value("${kvit.bank.settle:5s}") Duration time) {
            this.time = time;
        }

        @Override
        public void await() throws InterruptedException {
            Thread.sleep(time);
        }
    }
}
