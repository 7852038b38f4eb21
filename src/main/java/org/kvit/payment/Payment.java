package org.kvit.payment;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.kvit.base.Money;
import org.kvit.base.Words;

/// An incoming payment with what it is linked to and what it might be.
///
/// @param bankAccount ours
/// @param bankReference the bank's own (`AcctSvcrRef`)
/// @param unallocated what of it is linked to nothing, nor given back, nor written off
/// @param refunded what was given back to its payer
/// @param writtenOff what of its surplus was given up
/// @param customer whom it came from, once known
/// @param voidedFor why it doesn't count any more
/// @param flag `batch_mismatch`: the bank's details of a batch didn't add up, so it was kept as one
/// @param statementFile the file that brought it; 0: made by hand
/// @param details what else the bank says of it
public record Payment(
        PaymentId id,
        Optional<String> bankAccount,
        LocalDate bookedOn,
        Money amount,
        Optional<String> payerName,
        Optional<String> payerAccount,
        Optional<String> reference,
        Optional<String> text,
        Optional<String> bankReference,
        Money unallocated,
        Money refunded,
        Money writtenOff,
        Optional<Customer> customer,
        Optional<Words> voidedFor,
        Optional<String> flag,
        long statementFile,
        List<Link> links,
        List<Proposal> proposals,
        BankDetails details) {

    public record Customer(long id, String name) {}

    /// @param onBehalfOf for whom the payer pays
    /// @param charges what the bank kept of it; negative: what it gave
    /// @param instructed what the payer ordered to be paid, where that is another amount
    /// @param exchangeRate as the bank states it
    /// @param returnReason why the bank took it back: ISO 20022 external return reason code, or the bank's own
    /// @param returnText the bank's words on that
    /// @param additional the bank's further words on the entry
    public record BankDetails(
            Optional<String> onBehalfOf,
            Optional<Money> charges,
            Optional<Money> instructed,
            Optional<BigDecimal> exchangeRate,
            Optional<String> endToEndId,
            Optional<String> returnReason,
            Optional<String> returnText,
            Optional<String> additional) {
        public static final BankDetails NONE = new BankDetails(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        public boolean any() {
            return !equals(NONE);
        }

        /// Without its sign, which says who kept it.
        public Optional<Money> chargesShown() {
            return charges.map(c -> new Money(c.amount().abs(), c.currency()));
        }
    }

    /// @param automatic linked by a rule, not by hand
    public record Link(
            long invoice,
            String number,
            String customerName,
            Money amount,
            boolean automatic,
            String rule,
            Words reason,
            Optional<String> by) {}

    /// @param rank 1 is the best
    public record Proposal(int rank, String certainty, String rule, Words reason, List<ProposedLink> links) {
        /// By which two proposals are told apart.
        public String mark() {
            return Integer.toHexString(links.hashCode());
        }
    }

    public record ProposedLink(long invoice, String number, Money amount) {}

    public enum State {
        UNLINKED,
        PARTLY,
        LINKED;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public State state() {
        if (unallocated.isZero()) {
            return State.LINKED;
        }
        return links.isEmpty() ? State.UNLINKED : State.PARTLY;
    }

    /// The most that it can be linked with: what was neither given back nor written off.
    public Money linkable() {
        return amount.minus(refunded).minus(writtenOff);
    }

    /// What of it is linked.
    public Money linked() {
        return linkable().minus(unallocated);
    }

    /// What of it is linked with an invoice; zero if they aren't.
    Money linkedWith(long invoice) {
        return links.stream()
                .filter(l -> l.invoice() == invoice)
                .map(Link::amount)
                .reduce(Money.zero(amount.currency()), Money::plus);
    }

    /// Its links, and on top of them one more invoice as far as what is left reaches.
    /// @param open on the invoice besides the payment's own link
    List<Links.Wanted> with(long invoice, Money open) {
        var whole = linkedWith(invoice).plus(unallocated).min(open).amount().setScale(4, java.math.RoundingMode.DOWN);
        return Stream.concat(
                        links.stream()
                                .filter(l -> l.invoice() != invoice)
                                .map(l ->
                                        new Links.Wanted(l.invoice(), l.amount().amount())),
                        Stream.of(new Links.Wanted(invoice, whole)))
                .toList();
    }

    /// Its links, and on top of them those of a proposal, which is made of what is left.
    public List<Links.Wanted> with(Proposal proposal) {
        var wanted = new LinkedHashMap<Long, BigDecimal>();
        links.forEach(l -> wanted.put(l.invoice(), l.amount().amount()));
        proposal.links().forEach(l -> wanted.merge(l.invoice(), l.amount().amount(), BigDecimal::add));
        return wanted.entrySet().stream()
                .map(w -> new Links.Wanted(w.getKey(), w.getValue()))
                .toList();
    }

    /// An entity tag (RFC 9110): another one for other links.
    public String tag() {
        var told = linksSeen() + voidedFor.isPresent();
        return '"'
                + UUID.nameUUIDFromBytes(told.getBytes(StandardCharsets.UTF_8)).toString()
                + '"';
    }

    /// The links as one line, by which two readings of the payment are told apart.
    public String linksSeen() {
        return links.stream()
                .map(l -> l.invoice() + "=" + l.amount().amount().toPlainString())
                .sorted()
                .collect(java.util.stream.Collectors.joining(";"));
    }
}
