package org.kvit.payment;

import java.util.List;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.invoice.InvoiceId;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `…/write-offs` of an invoice and of a payment: small differences that are given up.
@RestController
@RequestMapping("/api/v1")
class WriteOffsApi {
    private final WriteOffs writeOffs;

    WriteOffsApi(WriteOffs writeOffs) {
        this.writeOffs = writeOffs;
    }

    /// Those that stand, the oldest first.
    @GetMapping("/invoices/{id}/write-offs")
    List<WriteOffBody> of(@PathVariable long id) {
        return bodies(writeOffs.of(new InvoiceId(id)));
    }

    /// @throws Refusal as [WriteOffs#writeOff]
    @PostMapping("/invoices/{id}/write-offs")
    @Needs(Right.RECEIVABLES)
    @ResponseStatus(HttpStatus.CREATED)
    WriteOffBody writeOff(@PathVariable long id, @RequestBody WriteOffBody.Wanted body) {
        var invoice = new InvoiceId(id);
        long made = writeOffs.writeOff(
                invoice,
                body.payment(),
                body.reason(),
                Optional.ofNullable(body.amount()),
                Optional.ofNullable(body.date()));
        return one(writeOffs.of(invoice), made);
    }

    @DeleteMapping("/invoices/{id}/write-offs/{writeOff}")
    @Needs(Right.RECEIVABLES)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void undo(@PathVariable long id, @PathVariable long writeOff) {
        writeOffs.undo(new InvoiceId(id), writeOff);
    }

    /// What a payment's surplus went into, the oldest first.
    @GetMapping("/payments/{id}/write-offs")
    List<WriteOffBody> ofPayment(@PathVariable long id) {
        return bodies(writeOffs.ofSurplus(new PaymentId(id)));
    }

    /// @throws Refusal as [WriteOffs#writeOffSurplus]
    @PostMapping("/payments/{id}/write-offs")
    @Needs(Right.RECEIVABLES)
    @ResponseStatus(HttpStatus.CREATED)
    WriteOffBody writeOffSurplus(@PathVariable long id, @RequestBody WriteOffBody.Wanted body) {
        var payment = new PaymentId(id);
        long made = writeOffs.writeOffSurplus(payment, body.reason(), Optional.ofNullable(body.date()));
        return one(writeOffs.ofSurplus(payment), made);
    }

    @DeleteMapping("/payments/{id}/write-offs/{writeOff}")
    @Needs(Right.RECEIVABLES)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void undoOfPayment(@PathVariable long id, @PathVariable long writeOff) {
        writeOffs.undo(new PaymentId(id), writeOff);
    }

    private static List<WriteOffBody> bodies(List<WriteOff> some) {
        return some.stream().map(WriteOffBody::of).toList();
    }

    private static WriteOffBody one(List<WriteOff> all, long id) {
        return all.stream()
                .filter(w -> w.id() == id)
                .findFirst()
                .map(WriteOffBody::of)
                .orElseThrow(() -> Refusal.notFound("payment.writeOff.notFound"));
    }
}
