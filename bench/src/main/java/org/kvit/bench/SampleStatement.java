package org.kvit.bench;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/// Writes a camt.053 of version 8 as a bank would: about 1.2 kilobytes an entry, much of which is of no use to us.
final class SampleStatement {
    private final Writer out;

    private SampleStatement(Writer out) {
        this.out = out;
    }

    /// @param entries so many
    static void write(Path file, Books books, int entries) throws IOException {
        var sum = BigDecimal.ZERO;
        var all = new SampleEntries(books);
        for (int i = 0; i < entries; i++) {
            sum = sum.add(all.next().signed());
        }
        try (var out = Files.newBufferedWriter(file)) {
            var statement = new SampleStatement(out);
            statement.head(sum);
            var again = new SampleEntries(books);
            for (int i = 0; i < entries; i++) {
                statement.entry(again.next(), i);
            }
            out.write("</Stmt></BkToCstmrStmt></Document>\n");
        }
    }

    private void head(BigDecimal sum) throws IOException {
        var day = SampleInvoice.LAST_DAY;
        out.write("""
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
                <GrpHdr><MsgId>M20261120</MsgId><CreDtTm>%1$sT21:00:00</CreDtTm></GrpHdr>
                <Stmt><Id>S20261120</Id><ElctrncSeqNb>324</ElctrncSeqNb><CreDtTm>%1$sT21:00:00</CreDtTm>
                <FrToDt><FrDtTm>%2$sT00:00:00</FrDtTm><ToDtTm>%1$sT23:59:59</ToDtTm></FrToDt>
                <Acct><Id><IBAN>%3$s</IBAN></Id><Ccy>EUR</Ccy></Acct>
                """.formatted(day, day.minusDays(2), Books.ACCOUNT));
        balance("OPBD", new BigDecimal("1000.00"), day.minusDays(2));
        balance("CLBD", new BigDecimal("1000.00").add(sum), day);
    }

    private void balance(String code, BigDecimal amount, LocalDate on) throws IOException {
        out.write(
                "<Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">%s</Amt><CdtDbtInd>%s</CdtDbtInd><Dt><Dt>%s</Dt></Dt></Bal>\n"
                        .formatted(code, amount.abs(), amount.signum() >= 0 ? "CRDT" : "DBIT", on));
    }

    private void entry(SampleEntry e, int at) throws IOException {
        var sign = e.credit() ? "CRDT" : "DBIT";
        var role = e.credit() ? "Dbtr" : "Cdtr";
        out.write("""
                <Ntry><NtryRef>%1$d</NtryRef><Amt Ccy="EUR">%2$s</Amt><CdtDbtInd>%3$s</CdtDbtInd>%4$s<Sts><Cd>BOOK</Cd></Sts>
                <BookgDt><Dt>%5$s</Dt></BookgDt><ValDt><Dt>%5$s</Dt></ValDt><AcctSvcrRef>%6$s</AcctSvcrRef>
                <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>%7$s</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn><Prtry><Cd>%8$s</Cd><Issr>BANK</Issr></Prtry></BkTxCd>
                <NtryDtls><TxDtls><Refs><MsgId>MSG%6$s</MsgId><AcctSvcrRef>%6$s</AcctSvcrRef><EndToEndId>%9$s</EndToEndId><TxId>TX%6$s</TxId></Refs>
                <Amt Ccy="EUR">%2$s</Amt><CdtDbtInd>%3$s</CdtDbtInd><AmtDtls><InstdAmt><Amt Ccy="EUR">%2$s</Amt></InstdAmt><TxAmt><Amt Ccy="EUR">%2$s</Amt></TxAmt></AmtDtls>
                """.formatted(
                        at + 1,
                        e.amount(),
                        sign,
                        e.reversal() ? "<RvslInd>true</RvslInd>" : "",
                        e.on(),
                        e.reference(),
                        e.credit() ? "RCDT" : "ICDT",
                        e.credit() ? "INB" : "OUTB",
                        e.endToEnd()));
        out.write("""
                <RltdPties><%1$s><Pty><Nm>%2$s</Nm><PstlAdr><Ctry>%3$s</Ctry><AdrLine>Brīvības iela %4$d-12</AdrLine></PstlAdr></Pty></%1$s>\
                <%1$sAcct><Id><IBAN>%5$s</IBAN></Id></%1$sAcct></RltdPties>
                <RltdAgts><%1$sAgt><FinInstnId><BICFI>BENC%3$s22XXX</BICFI><Nm>Benchmark Bank</Nm></FinInstnId></%1$sAgt></RltdAgts>
                """.formatted(role, e.name(), e.account().substring(0, 2), at % 200 + 1, e.account()));
        remittance(e);
        out.write("</TxDtls></NtryDtls></Ntry>\n");
    }

    private void remittance(SampleEntry e) throws IOException {
        out.write("<RmtInf>");
        for (var line : e.text()) {
            out.write("<Ustrd>" + line + "</Ustrd>");
        }
        if (!e.creditorReference().isEmpty()) {
            out.write("<Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>" + e.creditorReference()
                    + "</Ref></CdtrRefInf></Strd>");
        }
        out.write("</RmtInf>");
    }
}
