/// Invoices and customers in, from files that other programs write; and the screens of all imports,
/// bank statements too.
///
/// A file is read as a stream ([CsvTable]), each line is judged by itself ([InvoiceRow], [CustomerRow]:
/// pure), the good ones go into a staging table by COPY, and a few set-based statements make of them
/// what is new, changed or unchanged ([InvoiceImport], [CustomerImport]). The same file again changes
/// nothing.
///
/// A bank's CSV file that no saved mapping reads waits ([WaitingCsv]) until a person has said what its
/// columns hold ([CsvFilesScreen]).
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base",
            "company",
            "customer",
            "invoice",
            "bank",
            "payment",
            "document",
            "job",
            "api",
            "ui"
        })
package org.kvit.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
