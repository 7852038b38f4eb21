package org.kvit.sending;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kvit.attachment.Attachment;
import org.kvit.attachment.InvoiceAttachments;
import org.kvit.attachment.Owner;
import org.kvit.base.Refusal;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.InvoicedOrder;
import org.kvit.invoice.InvoicedOrders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The files that may go with an invoice: its own and those of its orders. With a credit note goes none.
@Component
class OfferedFiles {
    private static final Set<String> BY_EMAIL = Set.of("email", "both");

    private final JdbcClient jdbc;
    private final InvoicedOrders orders;
    private final InvoiceAttachments files;

    OfferedFiles(JdbcClient jdbc, InvoicedOrders orders, InvoiceAttachments files) {
        this.jdbc = jdbc;
        this.orders = orders;
        this.files = files;
    }

    /// Ticked as the settings want it.
    List<ProposedMail.Offered> of(Paper paper) {
        if (paper.isCreditNote()) {
            return List.of();
        }
        var invoice = paper.invoice().id();
        var byOwner = orders.of(invoice).stream().collect(Collectors.toMap(o -> Owner.of(o.id()), o -> o));
        boolean pods = wantsPods(invoice);
        return files.of(invoice).stream()
                .map(file -> offered(file, Optional.ofNullable(byOwner.get(file.owner())), pods))
                .toList();
    }

    private static ProposedMail.Offered offered(Attachment file, Optional<InvoicedOrder> order, boolean pods) {
        return new ProposedMail.Offered(
                file.id(),
                order.map(InvoicedOrder::number),
                file.name(),
                file.kind().code(),
                file.size(),
                switch (file.kind()) {
                    case POD ->
                        order.map(o -> BY_EMAIL.contains(o.podDelivery())).orElse(pods);
                    case INVOICE -> order.isEmpty();
                    case ORDER_CONFIRMATION, OTHER -> false;
                });
    }

    /// Whether one of its orders wants proofs of delivery by e-mail; of an invoice without orders the
    /// client card says it.
    private boolean wantsPods(InvoiceId id) {
        return jdbc.sql("""
                SELECT coalesce(bool_or(o.pod_delivery IN ('email', 'both')), bool_or(c.pod_delivery IN ('email', 'both')))
                  FROM invoice i
                  JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                  LEFT JOIN customer_order o ON o.company_id = i.company_id AND o.invoice_id = i.id
                 WHERE i.company_id = current_company() AND i.id = :id
                """).param("id", id.value()).query(Boolean.class).single();
    }

    /// @throws Refusal if one of those that an e-mail names isn't offered any more
    List<Attachment> chosen(Paper paper, ComposedMail mail) {
        var offered = paper.isCreditNote()
                ? List.<Attachment>of()
                : files.of(paper.invoice().id());
        var chosen = offered.stream()
                .filter(f -> mail.attachments().contains(f.id()))
                .toList();
        if (chosen.size() != Set.copyOf(mail.attachments()).size()) {
            throw Refusal.invalid("attachments", "sending.attachment.gone");
        }
        return chosen;
    }
}
