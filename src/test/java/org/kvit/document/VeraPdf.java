package org.kvit.document;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/// The veraPDF validator, as the second opinion on every PDF that we make.
public final class VeraPdf {
    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private VeraPdf() {}

    /// What is against PDF/A-3a and PDF/UA-1; empty for a good file.
    public static List<String> violations(byte[] pdf) throws Exception {
        var violations = new ArrayList<String>();
        for (var flavour : List.of(PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1)) {
            try (var parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                    var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                var result = validator.validate(parser);
                result.getTestAssertions()
                        .forEach(fault -> violations.add(
                                flavour + " " + fault.getRuleId().getClause() + ": " + fault.getMessage()));
                if (!result.isCompliant() && violations.isEmpty()) {
                    violations.add(flavour + ": not compliant");
                }
            }
        }
        return violations;
    }
}
