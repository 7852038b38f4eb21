package org.kvit.payment;

import java.util.Set;

/// What payers write around numbers, in the languages of Europe, in capitals A to Z. Pure.
final class Vocabulary {
    private static final Set<String> INVOICE =
            words("FA FV FT VF RE RG SF FRA FCT ARV INV REK SASK SCH FAKT DOKL RACH");
    private static final Set<String> INVOICE_BEGINS = words(
            "INVOIC FAKTU FAKTOR FACTU FACTUR FATTUR REKIN ARVE RECHN SASKAIT SCHET SCET RAHUN RACHUN RACUN LASKU LASKN REGNING FACTUUR"
                    + " FAKTUUR BILL SZAMLA DOKLAD NOTA");
    private static final Set<String> NUMBER = words(
            "NR NO N C CIS CISLO NUM NUMBER NUMBERS NUMERO NUMURS NUMURI NUMURU NUMUR NUMBRI NUMBER NUMERIS NUMER NUMERY NOMER NRO NRS NUMMER"
                    + " NUMMERN NOS ST SZ SZAM CISLA CIS");
    private static final Set<String> OTHER = words(
            "LIG DOG ORD OBJ PO TEL MOB GSM FAX POS ATM REG ICO DIC PVN VAT NIP UID PVM PK RC BIC ACC KS SS CMR AKT KV APT BYT DZ PSC ZIP ID"
                    + " KLIENTA KONT EIK OIB KRS KOD KODS DATE DATUM DNE DNIA");
    private static final Set<String> OTHER_BEGINS = words(
            "LIGUM LEPING SMLOUV ZMLUV CONTRACT KONTRAKT CONTRAT VERTRAG UMOW SUTART DOGOV DOHOV ORDER PASUT TELLIM OBJEDN BESTELL ZAMOW UZSAK ZAKAZ"
                    + " COMMAND ORDIN PEDIDO TILAUS NAROCIL TELEF TELF TALRUN TALR PHONE MOBIL HANDY KLIENT CLIENT CUSTOM KUND ASIAK CARD KARTE KARTA"
                    + " KARTY KARTOU TERMINAL AUTH REGIST KMKR REGON ISIKUK IBAN KONTO KONTA ACCOUNT UCET UCTU UCTE PROJE PROEK AVANS ZALOH PREDDAV"
                    + " TICKET CASE BOOKING BUCHUNG OFFER PIEDAV NABIDK PONUK ANGEBOT PAKKUM OFERT PASIUL POLIS INSUR PERIOD APARTM FLAT DZIVOK KORTER ROOM"
                    + " POKOJ WAYBILL TRIP REIS ZAPOSL PERSON");
    private static final Set<String> AND =
            words("UN JA A AND IR I UND Y E ET OG OCH EN SI TA ORAZ NEBO VAI SAMT SOWIE PLUS");
    private static final Set<String> TO = words("LIDZ KUNI AZ DO BIS TO IKI UNTIL THRU THROUGH TILL PO TOT AL TIL");
    private static final Set<String> MONTHS = words(
            "JAN JANUAR JANUARY JANVARIS FEB FEBRUARY FEBRUAR MAR MARCH MARTS APR APRIL MAY MAI MAIJS JUN JUNE JUNI JUNIJS JUL JULY JULI JULIJS AUG AUGUST"
                    + " SEP SEPT SEPTEMBER OKT OCT OKTOBER OCTOBER NOV NOVEMBER DEC DETS DEZ DECEMBER LEDEN UNOR BREZEN DUBEN KVETEN CERVEN CERVENEC SRPEN"
                    + " ZARI RIJEN LISTOPAD PROSINEC");

    private static final Set<String> UNITS =
            words("KG KGS KM LDM CBM PLL PLT PAL EUP PCS GAB STK VNT SZT TK TONS TONNES LTR HOURS STUNDAS");
    private static final Set<String> UNITS_BEGIN = words("PALLET PALET PALIET KASTE KARTON TONNA TONN");

    private Vocabulary() {}

    /// What a word says of a number behind it.
    enum Kind {
        INVOICE,
        NUMBER,
        OTHER,
        NEUTRAL
    }

    /// @param word may have `?` for letters that a bank could not write
    static Kind kind(String word) {
        if (word.indexOf('?') >= 0) {
            return isLike(word, INVOICE_BEGINS) ? Kind.INVOICE : isLike(word, OTHER_BEGINS) ? Kind.OTHER : Kind.NEUTRAL;
        }
        return isInvoice(word)
                ? Kind.INVOICE
                : isOther(word) ? Kind.OTHER : isNumber(word) ? Kind.NUMBER : Kind.NEUTRAL;
    }

    /// `rēķins`, `arve`, `fa`: a number is to follow, and it is an invoice's.
    static boolean isInvoice(String word) {
        return INVOICE.contains(word) || begins(word, INVOICE_BEGINS);
    }

    /// `nr`, `č.`, `no`
    static boolean isNumber(String word) {
        return NUMBER.contains(word);
    }

    /// `līgums`, `order`, `tel`: a number follows, and it is none of an invoice.
    static boolean isOther(String word) {
        return OTHER.contains(word) || begins(word, OTHER_BEGINS);
    }

    static boolean isAnd(String word) {
        return AND.contains(word);
    }

    static boolean isTo(String word) {
        return TO.contains(word);
    }

    static boolean isMonth(String word) {
        return MONTHS.contains(word);
    }

    /// `kg`, `pallets`: the figure before it is a quantity.
    static boolean isUnit(String word) {
        return UNITS.contains(word) || begins(word, UNITS_BEGIN);
    }

    private static boolean begins(String word, Set<String> beginnings) {
        for (int length = Math.min(8, word.length()); length > 3; length--) {
            if (beginnings.contains(word.substring(0, length))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLike(String word, Set<String> beginnings) {
        return beginnings.stream().anyMatch(begin -> begin.length() <= word.length() && isLike(word, begin));
    }

    private static boolean isLike(String word, String begin) {
        int same = 0;
        for (int i = 0; i < begin.length(); i++) {
            if (word.charAt(i) == begin.charAt(i)) {
                same++;
            } else if (word.charAt(i) != '?') {
                return false;
            }
        }
        return same > 1;
    }

    private static Set<String> words(String all) {
        return Set.copyOf(java.util.List.of(all.split(" ")).stream().distinct().toList());
    }
}
