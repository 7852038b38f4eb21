package org.kvit.bank;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What banks call the columns of their CSV files: Swedbank, SEB, LHV, Luminor, Citadele, Coop, Fio,
/// ČSOB, KB, Česká spořitelna, Raiffeisenbank, Moneta, Air Bank, mBank, UniCredit, Tatra banka, VÚB,
/// Slovenská sporiteľňa and others, in their languages. Pure.
final class CsvNames {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    /// By field, normalised, the more telling first.
    private static final Map<CsvField, List<String>> KNOWN = read("""
            DATE: booking date, bookingdate, posting date, kandekuupaev, kuupaev, tehingu kuupaev, iegramatosanas datums, gramatosanas datums, datums, operacijos data, data, datum zauctovani, datum zauctovania, datum zuctovani, zauctovano, datum pohybu, datum, datum spracovania, datum uctovania, buchungstag, buchungsdatum, data ksiegowania, data operacji, transaction date, date completed, datum provedeni, datum transakce, date
            VALUE_DATE: value date, valuedate, vaartuspaev, valutesanas datums, valutacijas datums, valuta date, valutos data, datum valuty, datum valutace, datum zuctovania, valuta, valutadatum, wertstellung, data waluty, effective date
            AMOUNT: summa konta valuta, suma saskaitos valiuta, amount in account currency, zauctovana castka, castka v mene uctu, suma v mene uctu, summa, amount, suma, castka, ciastka, objem, zauctovana suma, betrag, umsatz, kwota, kwota operacji, castka transakce, suma transakcie, transaction amount, amount eur, summa eur, suma eur, castka czk
            DEBIT: debit, deebet, debets, debetas, debet, debit amount, money out, paid out, vydaj, vydaje, odepsano, na vrub, soll, obciazenia, wyplaty, isejis, debit in transaction currency, izejosie, islaidos
            CREDIT: credit, kreedit, kredits, kreditas, kredit, credit amount, money in, paid in, prijem, prijmy, pripsano, ve prospech, haben, uznania, wplaty, iejis, credit in transaction currency, ienakosie, pajamos
            INDICATOR: deebet kreedit d c, deebet kreedit, debit credit d c, debit credit, debets kredits, debetas kreditas, d k, d c, c d, cdtdbtind, credit debit indicator, dc, soll haben, smer, smer platby, typ, tuup
            CURRENCY: konta valuta, saskaitos valiuta, account currency, mena uctu, valuuta, valuta, valiuta, currency, mena, waehrung, wahrung, waluta, ccy, maksajuma valuta
            NAME: saaja maksja nimi, saaja maksja, maksja saaja nimi, maksja nimi, maksja, sanemejs maksatajs, maksatajs sanemejs, maksataja sanemeja nosaukums, maksatajs, partnera nosaukums, partneris, sutitajs sanemejs, moketojo arba gavejo pavadinimas, moketojas gavejas, moketojas, gavejas, beneficiary payer, beneficiary payer name, payer beneficiary, payer payee, payee payer, sender receiver name, sender receiver, payer, payer name, counterparty, counterparty name, counterparty s name, partner name, partner, correspondent, name, nazev protiuctu, nazev protistrany, protistrana, jmeno protistrany, nazev uctu protistrany, protiucet nazev, platce prijemce, nazov protiuctu, nazov protistrany, meno protistrany, partner nazov, majitel protiuctu, prijemca platitel, nazov partnera, auftraggeber empfanger, beguenstigter zahlungspflichtiger, begunstigter zahlungspflichtiger, name zahlungsbeteiligter, nadawca odbiorca, nazwa kontrahenta, kontrahent
            ACCOUNT: saaja maksja konto, saaja maksja konto nr, maksja saaja konto, maksja konto, beneficiary s account, beneficiary account, sender receiver account, payer account, counterparty account, counterparty s account, counterparty iban, counterparty account number, partner account, account of counterparty, sanemeja maksataja konts, maksataja konts, sanemeja konts, partnera konts, korespondenta konts, gavejo moketojo saskaita, moketojo gavejo saskaita, saskaita, protiucet, cislo protiuctu, ucet protistrany, protiucet cislo uctu, cislo uctu protistrany, iban protiuctu, iban protistrany, protiucet iban, cislo uctu platce prijemce, partner iban, iban partnera, cislo uctu partnera, kontonummer iban, iban zahlungsbeteiligter, rachunek kontrahenta, numer rachunku kontrahenta, iban, cislo uctu
            BANK_CODE: kod banky, kod banky protiuctu, bank code
            REFERENCE: viitenumber, viitenumbri, maksajuma atsauce, refernces numurs, references numurs, reference number, payment reference, imokos kodas, structured reference, atsauces numurs, atsauce, creditor reference, referencni cislo platby
            VARIABLE_SYMBOL: variabilni symbol, variabilny symbol, variable symbol, vs
            SPECIFIC_SYMBOL: specificky symbol, specific symbol, ss
            CONSTANT_SYMBOL: konstantni symbol, konstantny symbol, constant symbol, ks
            TEXT: selgitus, informacija sanemejam, maksajuma merkis, merkis, detalas, maksajuma detalas, paaiskinimai, mokejimo paskirtis, paskirtis, details, description, remittance information, payment details, purpose, message, zprava pro prijemce, zprava, sprava pre prijemcu, sprava pre prijimatela, informacia pre prijemcu, ucel platby, popis, popis transakce, popis transakcie, poznamka, uzivatelska identifikace, komentar, ucel, verwendungszweck, tytul, tytul operacji, opis operacji, detaily, detail, referencia platitela, referencia platitela e2e, text
            BANK_REFERENCE: konto teenusepakkuja viide, account servicer reference, arhiveerimistunnus, arhiivitunnus, archiving code, archive id, arhiva kods, bankas atsauce, iraso nr, transfer reference, transakcijas numurs, transakcijos kodas, bank reference, transaction reference, kande viide, id pohybu, id transakce, id transakcie, id operace, identifikace transakce, referencni cislo, cislo transakcie, transaction id, transaction number, numer transakcji, referencia banky, bankos nuoroda
            BALANCE: saldo, balance, running balance, jaak, konto jaak, atlikums, likutis, zustatek, ucetni zustatek po transakci, zustatek po transakci, zostatok, zostatok po transakcii, konecny zustatek, kontostand, saldo po operacji, balance after transaction
            OWN_ACCOUNT: kliendi konto, klienta konts, client account, customer account no, customer account, account number, account no, account nr, account, konto, konto nr, konta nr, konta numurs, konts, saskaitos nr, saskaitos numeris, own account, vlastni ucet, cislo meho uctu, cislo vlastneho uctu, auftragskonto, iban auftragskonto, ucet, cislo uctu
            ROW_TYPE: reatuup, ieraksta tips, row type, iraso tipas
            """);
    private static final Set<String> IN = Set.of(
            "c",
            "cr",
            "crdt",
            "k",
            "kr",
            "kredit",
            "kredits",
            "kreditas",
            "kreedit",
            "credit",
            "h",
            "haben",
            "in",
            "prijem",
            "prichozi",
            "prichadzajuca",
            "uznanie",
            "bezhotovostni prijem",
            "+");
    private static final Set<String> OUT = Set.of(
            "d",
            "dr",
            "dt",
            "dbit",
            "debet",
            "debets",
            "debetas",
            "deebet",
            "debit",
            "s",
            "soll",
            "out",
            "vydaj",
            "odchozi",
            "odchadzajuca",
            "obciazenie",
            "-");

    private CsvNames() {}

    /// As names are compared: small letters without diacritics, words by one blank.
    static String normal(String name) {
        var plain =
                MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
        return BETWEEN.matcher(plain.replace('ł', 'l').replace('Ł', 'L'))
                .replaceAll(" ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /// How telling a column's name is for a field: 0 the most, -1 not at all.
    static int rank(CsvField field, String normal) {
        return KNOWN.getOrDefault(field, List.of()).indexOf(normal);
    }

    static boolean isKnown(String normal) {
        return KNOWN.values().stream().anyMatch(names -> names.contains(normal));
    }

    /// Whether an indicator says that money came in. @return +1 in, -1 out, 0 neither
    static int direction(String indicator) {
        var sign = indicator.strip();
        var word = sign.equals("+") || sign.equals("-") ? sign : normal(sign);
        return IN.contains(word) ? 1 : OUT.contains(word) ? -1 : 0;
    }

    private static Map<CsvField, List<String>> read(String table) {
        var known = new EnumMap<CsvField, List<String>>(CsvField.class);
        table.lines().forEach(line -> {
            int colon = line.indexOf(':');
            var names = new ArrayList<String>();
            for (var name : line.substring(colon + 1).split(",")) {
                names.add(name.strip());
            }
            known.put(CsvField.valueOf(line.substring(0, colon)), List.copyOf(names));
        });
        return known;
    }
}
