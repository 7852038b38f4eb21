package org.kvit.invoice;

import java.time.LocalDate;
import org.kvit.base.Refusal;
import org.kvit.company.NumberSequences;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Throws drafts away. What was approved is credited, not deleted.
@Service
public class Drafts {
    private final JdbcClient jdbc;
    private final InvoiceContent content;
    private final NumberSequences sequences;

    Drafts(JdbcClient jdbc, InvoiceContent content, NumberSequences sequences) {
        this.jdbc = jdbc;
        this.content = content;
        this.sequences = sequences;
    }

    /// Its orders are free again. Its number is used again if it was the last one that the series gave;
    /// otherwise it stays a gap that the history explains. Files of its own somebody brought in by hand:
    /// they aren't thrown away with it unasked.
    /// @throws Refusal if there is no such invoice, it is approved, it was sent, it has files of its own,
    /// or letters or e-mails rest on it
    @Transactional
    public void delete(InvoiceId id) {
        var draft = content.draft(id);
        if (draft.sentOn().isPresent() || draft.postedOn().isPresent() || hasLeft(id)) {
            throw Refusal.conflict("invoice.draft.left", draft.number());
        }
        if (hasFiles(id)) {
            throw Refusal.conflict("invoice.draft.files", draft.number());
        }
        jdbc.sql("""
                UPDATE customer_order SET invoice_id = NULL, invoiced_cargo = NULL
                 WHERE company_id = current_company() AND invoice_id = :id
                """).param("id", id.value()).update();
        jdbc.sql("DELETE FROM invoice_line WHERE company_id = current_company() AND invoice_id = :id")
                .param("id", id.value())
                .update();
        try {
            jdbc.sql("DELETE FROM invoice WHERE company_id = current_company() AND id = :id")
                    .param("id", id.value())
                    .update();
        } catch (DataIntegrityViolationException e) {
            throw Refusal.conflict("invoice.draft.inUse", draft.number());
        }
        giveBack(draft.number(), draft.issueDate());
    }

    /// Whether an earlier wording of it was sent: somebody has a paper with its number.
    private boolean hasLeft(InvoiceId id) {
        return jdbc.sql("SELECT has_left FROM invoice WHERE company_id = current_company() AND id = :id")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    private boolean hasFiles(InvoiceId id) {
        return jdbc.sql(
                        "SELECT EXISTS (SELECT FROM attachment WHERE company_id = current_company() AND invoice_id = :id)")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    private void giveBack(String number, LocalDate issued) {
        sequences.giveBack(Recording.SERIES, Recording.STANDARD, issued, number);
    }
}
