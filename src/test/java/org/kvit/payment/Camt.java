package org.kvit.payment;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Writes camt.053 files for tests: one statement of our account, its entries told in few words.
final class Camt {
    static final String ACCOUNT = "LV80BANK0000435195001";

    private final List<String> entries = new ArrayList<>();
    private String balances = "";
    private LocalDate day = LocalDate.of(2026, 11, 20);

    Camt on(LocalDate date) {
        day = date;
        return this;
    }

    Camt balances(String opening, String closing) {
        balances = balance("OPBD", opening) + balance("CLBD", closing);
        return this;
    }

    Camt credit(String reference, String amount, String payer, String account, String text) {
        entries.add(entry(reference, amount, "CRDT", "", payer, account, text));
        return this;
    }

    Camt debit(String reference, String amount) {
        entries.add(entry(reference, amount, "DBIT", "", "Landlord", "LV97HABA0012345678910", "Rent"));
        return this;
    }

    /// The bank takes a credit back.
    Camt reversal(String reference, String amount, String payer, String account) {
        entries.add(entry(reference, amount, "DBIT", "<RvslInd>true</RvslInd>", payer, account, "Reversal"));
        return this;
    }

    /// Something that no bank sends.
    Camt nonsense() {
        entries.add("<Ntry><Amt Ccy=\"EUR\">much</Amt><CdtDbtInd>CRDT</CdtDbtInd></Ntry>");
        return this;
    }

    byte[] bytes() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId>
                <CreDtTm>%1$sT18:00:00</CreDtTm></GrpHdr><Stmt><Id>S-%1$s</Id><CreDtTm>%1$sT18:00:00</CreDtTm>
                <FrToDt><FrDtTm>%1$sT00:00:00</FrDtTm><ToDtTm>%1$sT23:59:59</ToDtTm></FrToDt>
                <Acct><Id><IBAN>%2$s</IBAN></Id><Ccy>EUR</Ccy></Acct>%3$s
                %4$s
                </Stmt></BkToCstmrStmt></Document>
                """.formatted(day, ACCOUNT, balances, String.join("\n", entries)).getBytes(StandardCharsets.UTF_8);
    }

    private String balance(String code, String amount) {
        return """
                <Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>%s</Dt></Dt></Bal>
                """.formatted(code, amount, day);
    }

    private String entry(
            String reference, String amount, String sign, String reversal, String party, String account, String text) {
        boolean credit = sign.equals("CRDT") || !reversal.isEmpty();
        var role = credit ? "Dbtr" : "Cdtr";
        return """
                <Ntry><Amt Ccy="EUR">%2$s</Amt><CdtDbtInd>%3$s</CdtDbtInd>%4$s<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>%5$s</Dt></BookgDt>
                <ValDt><Dt>%5$s</Dt></ValDt><AcctSvcrRef>%1$s</AcctSvcrRef><NtryDtls><TxDtls><Refs><AcctSvcrRef>%1$s</AcctSvcrRef></Refs>
                <Amt Ccy="EUR">%2$s</Amt><CdtDbtInd>%3$s</CdtDbtInd><RltdPties><%6$s><Pty><Nm>%7$s</Nm></Pty></%6$s><%6$sAcct><Id><IBAN>%8$s</IBAN></Id></%6$sAcct></RltdPties>
                <RmtInf><Ustrd>%9$s</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
                """.formatted(reference, amount, sign, reversal, day, role, party, account, text);
    }
}
