/// Documents: the files of a company, kept once by their content ([Documents]); XHTML made into an
/// archivable, accessible PDF ([PdfRenderer]) in fonts of our own; payment orders as QR codes that banking
/// apps read ([EpcQr], [Spayd], [PayBySquare]; [PaymentOrder] chooses); layouts ([Templates]) and their
/// small texts ([Labels]).
///
/// Knows nothing of letters or invoices, and loads nothing from the network.
@NullMarked
@ApplicationModule(allowedDependencies = {"base"})
package org.kvit.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
