package org.kvit.reminder;

import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/reminder-policy`: when an unpaid invoice is reminded, unless its customer has a policy of its own.
@RestController
@RequestMapping("/api/v1/reminder-policy")
class ReminderPolicyApi {
    private final Policies policies;

    ReminderPolicyApi(Policies policies) {
        this.policies = policies;
    }

    @GetMapping
    PolicyBody own() {
        return PolicyBody.of(policies.own());
    }

    @PutMapping
    @Needs(Right.ADMINISTRATION)
    PolicyBody save(@RequestBody PolicyBody body) {
        policies.save(body.policy());
        return own();
    }
}
