package org.kvit.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kvit.company.Right;
import org.kvit.payment.StatementImports;

/// What can be imported, and who may.
public enum ImportKind {
    STATEMENTS(StatementImports.KIND, Right.RECEIVABLES),
    INVOICES(InvoiceImport.KIND, Right.RECEIVABLES),
    CUSTOMERS(CustomerImport.KIND, Right.CUSTOMERS);

    private final String job;
    private final Right right;

    ImportKind(String job, Right right) {
        this.job = job;
        this.right = right;
    }

    /// @param job what the job is called
    static Optional<ImportKind> of(String job) {
        return Arrays.stream(values()).filter(k -> k.job.equals(job)).findFirst();
    }

    /// @param code as in the address: `invoices`
    static ImportKind named(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Right right() {
        return right;
    }

    /// That its file may have; none where it is no table.
    public List<String> columns() {
        return switch (this) {
            case STATEMENTS -> List.of();
            case INVOICES -> InvoiceRow.COLUMNS;
            case CUSTOMERS -> CustomerRow.COLUMNS;
        };
    }

    public boolean needs(String column) {
        return this == INVOICES ? InvoiceRow.NEEDED.contains(column) : column.equals("name");
    }

    String job() {
        return job;
    }
}
