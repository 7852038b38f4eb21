package org.kvit.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kvit.api.UploadedFile;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.job.Jobs;
import org.kvit.ui.Page;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// `/api/v1/imports/invoices` and `/customers`: the body is the file.
@RestController
@RequestMapping("/api/v1/imports")
class ImportsApi {
    private final Jobs jobs;
    private final InvoiceImport invoices;
    private final CustomerImport customers;
    private final Rejections rejections;
    private final JsonMapper json;

    ImportsApi(Jobs jobs, InvoiceImport invoices, CustomerImport customers, Rejections rejections, JsonMapper json) {
        this.jobs = jobs;
        this.invoices = invoices;
        this.customers = customers;
        this.rejections = rejections;
        this.json = json;
    }

    /// @param line of the file, from 1
    record RejectedBody(long line, @Nullable String field, String reason, String content) {}

    /// @param rows lines of the file without its header
    /// @param rejected the first 10,000 of them
    record ResultBody(
            long rows,
            long created,
            long updated,
            long unchanged,
            long customersCreated,
            long rejectedCount,
            List<RejectedBody> rejected) {}

    @PostMapping("/invoices")
    @Needs(Right.RECEIVABLES)
    ResultBody invoices(HttpServletRequest request, Page page) throws Exception {
        try (var file = UploadedFile.of(request)) {
            return body(
                    jobs.doNow(InvoiceImport.KIND, file.name(), progress -> invoices.run(file.path(), progress)), page);
        }
    }

    @PostMapping("/customers")
    @Needs(Right.CUSTOMERS)
    ResultBody customers(HttpServletRequest request, Page page) throws Exception {
        try (var file = UploadedFile.of(request)) {
            return body(
                    jobs.doNow(CustomerImport.KIND, file.name(), progress -> customers.run(file.path(), progress)),
                    page);
        }
    }

    private ResultBody body(Jobs.Job job, Page page) {
        var result = json.treeToValue(job.result().orElseThrow(), ImportResult.class);
        return new ResultBody(
                result.rows(),
                result.created(),
                result.updated(),
                result.unchanged(),
                result.customers(),
                result.rejected(),
                rejections.of(result.job(), Staging.MOST_REJECTIONS).stream()
                        .map(r ->
                                new RejectedBody(r.line(), r.field().orElse(null), page.words(r.reason()), r.content()))
                        .toList());
    }
}
