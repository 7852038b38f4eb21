package org.kvit.banklink;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/// Files as a bank delivers them: a camt.053 of one day with one credit.
final class Statement {
    static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    private Statement() {}

    static byte[] of(LocalDate day, String reference, String amount) {
        return padded(day, reference, amount, 0);
    }

    /// @param padding bytes more than it needs
    static byte[] padded(LocalDate day, String reference, String amount, int padding) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId>
                <CreDtTm>%1$sT18:00:00</CreDtTm></GrpHdr><Stmt><Id>S-%1$s</Id><CreDtTm>%1$sT18:00:00</CreDtTm>
                <FrToDt><FrDtTm>%1$sT00:00:00</FrDtTm><ToDtTm>%1$sT23:59:59</ToDtTm></FrToDt>
                <Acct><Id><IBAN>LV80BANK0000435195001</IBAN></Id><Ccy>EUR</Ccy></Acct>
                <Ntry><Amt Ccy="EUR">%3$s</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>%1$s</Dt></BookgDt>
                <ValDt><Dt>%1$s</Dt></ValDt><AcctSvcrRef>%2$s</AcctSvcrRef><NtryDtls><TxDtls><Refs><AcctSvcrRef>%2$s</AcctSvcrRef></Refs>
                <Amt Ccy="EUR">%3$s</Amt><CdtDbtInd>CRDT</CdtDbtInd><RmtInf><Ustrd>Paldies</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
                %4$s</Stmt></BkToCstmrStmt></Document>
                """.formatted(day, reference, amount, "<!-- more -->\n".repeat(padding / 14))
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] bad() {
        return new String(of(DAY, "bad", "10.00"), StandardCharsets.UTF_8)
                .replace(">10.00<", ">much<")
                .getBytes(StandardCharsets.UTF_8);
    }
}
