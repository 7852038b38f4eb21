package org.kvit.reminder;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/reminder-policies`: all policies of the company; customers name theirs.
@RestController
@RequestMapping("/api/v1/reminder-policies")
class ReminderPoliciesApi {
    private final Policies policies;

    ReminderPoliciesApi(Policies policies) {
        this.policies = policies;
    }

    /// @param id null for the standard policy, as long as it is kept nowhere
    /// @param isDefault what customers without a policy of their own go by
    /// @param customers whose reminders go by it
    record NamedPolicyBody(
            @Nullable Long id, String name, boolean isDefault, long customers, List<PolicyBody.LevelBody> levels) {
        static NamedPolicyBody of(KeptPolicy kept) {
            return new NamedPolicyBody(
                    kept.id().map(PolicyId::value).orElse(null),
                    kept.name(),
                    kept.isDefault(),
                    kept.customers(),
                    PolicyBody.bodies(kept.policy()));
        }
    }

    record NamedPolicyInput(
            @Nullable String name,
            @Nullable Boolean isDefault,
            @Nullable List<PolicyBody.LevelBody> levels) {
        private String called() {
            return name == null ? "" : name.strip();
        }

        private ReminderPolicy policy() {
            return new PolicyBody(levels).policy();
        }
    }

    record PolicyListing(List<NamedPolicyBody> items) {}

    /// The default first, then by name. There are fifty at most.
    @GetMapping
    PolicyListing list() {
        return new PolicyListing(
                policies.list().stream().map(NamedPolicyBody::of).toList());
    }

    @GetMapping("/{id}")
    NamedPolicyBody find(@PathVariable long id) {
        return NamedPolicyBody.of(policies.find(Optional.of(new PolicyId(id))));
    }

    @PostMapping
    @Needs(Right.ADMINISTRATION)
    @ResponseStatus(HttpStatus.CREATED)
    NamedPolicyBody create(@RequestBody NamedPolicyInput input) {
        var id = policies.create(input.called(), input.policy(), Boolean.TRUE.equals(input.isDefault()));
        return find(id.value());
    }

    /// What is the default stays it until another is made so.
    @PutMapping("/{id}")
    @Needs(Right.ADMINISTRATION)
    NamedPolicyBody save(@PathVariable long id, @RequestBody NamedPolicyInput input) {
        var policy = new PolicyId(id);
        policies.save(policy, input.called(), input.policy(), Boolean.TRUE.equals(input.isDefault()));
        return find(id);
    }

    /// @param moveCustomers its customers go by the default from now on; without it, a policy that customers have stays
    @DeleteMapping("/{id}")
    @Needs(Right.ADMINISTRATION)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable long id, @RequestParam(defaultValue = "false") boolean moveCustomers) {
        policies.delete(new PolicyId(id), moveCustomers);
    }
}
