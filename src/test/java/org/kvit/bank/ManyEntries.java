package org.kvit.bank;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// A camt.053 file of any size that is nowhere but where it is read: entry after entry, each with its own number.
final class ManyEntries extends InputStream {
    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId><CreDtTm>2026-11-23T18:00:00</CreDtTm>
            </GrpHdr><Stmt><Id>S</Id><Acct><Id><IBAN>LV80BANK0000435195001</IBAN></Id><Ccy>EUR</Ccy></Acct>
            """;
    private static final String ENTRY = """
            <Ntry><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt>
            <ValDt><Dt>2026-11-20</Dt></ValDt><AcctSvcrRef>2026112000000000</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd>
            <SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
            <Amt Ccy="EUR">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>Saules Maize SIA</Nm></Pty></Dbtr><DbtrAcct><Id>
            <IBAN>LV31HABA0001408042678</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>Apmaksa par rekinu RK-2026-00000000</Ustrd></RmtInf>
            </TxDtls></NtryDtls></Ntry>
            """;
    private static final String TAIL = "</Stmt></BkToCstmrStmt></Document>";
    private static final int REFERENCE = ENTRY.indexOf("2026112000000000") + 8;
    private static final int INVOICE = ENTRY.indexOf("RK-2026-00000000") + 8;

    private final byte[] entry = ENTRY.getBytes(StandardCharsets.US_ASCII);
    private final long entries;
    private long written = -1;
    private byte[] piece = HEAD.getBytes(StandardCharsets.US_ASCII);
    private int at;

    ManyEntries(long entries) {
        this.entries = entries;
    }

    static int bytesEach() {
        return ENTRY.length();
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) {
        if (at == piece.length && !next()) {
            return -1;
        }
        int some = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, buffer, from, some);
        at += some;
        return some;
    }

    private boolean next() {
        if (written > entries) {
            return false;
        }
        written++;
        at = 0;
        if (written < entries) {
            number(REFERENCE, written);
            number(INVOICE, written);
            piece = entry;
        } else {
            piece = TAIL.getBytes(StandardCharsets.US_ASCII);
            written = entries + 1;
        }
        return true;
    }

    private void number(int place, long number) {
        for (int i = 7; i >= 0; i--) {
            entry[place + i] = (byte) ('0' + number % 10);
            number /= 10;
        }
    }

    /// Writes one as a file, for looks at it by hand: path and number of entries.
    public static void main(String[] args) throws java.io.IOException {
        java.nio.file.Files.copy(new ManyEntries(Long.parseLong(args[1])), java.nio.file.Path.of(args[0]));
    }
}
