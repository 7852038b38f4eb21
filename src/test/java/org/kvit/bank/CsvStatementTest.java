package org.kvit.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kvit.base.Refusal;

/// CSV files of banks: how they are guessed, mapped and read.
class CsvStatementTest {
    private static final String LV = "LV80BANK0000435195001";
    private static final String EE = "EE382200221020145685";
    private static final String LT = "LT121000011101001000";
    private static final String CZ = "CZ6508000000192000145399";
    private static final String SK = "SK3112000000198742637541";

    /// Exports as the banks publish them. What the first entry and the statement are read as, without
    /// any mapping work.
    static Stream<Arguments> banks() {
        return Stream.of(
                Arguments.of(
                        "Swedbank EE",
                        holder("EE", EE),
                        "UTF-8",
                        """
                        "Kliendi konto";"Reatüüp";"Kuupäev";"Saaja/Maksja";"Selgitus";"Summa";"Valuuta";"Deebet/Kreedit";"Arhiveerimistunnus";"Tehingu tüüp";"Viitenumber";"Dokumendi number";
                        "EE382200221020145685";"10";"01.11.2026";"";"Algsaldo";"100,00";"EUR";"K";"";"AS";"";"";
                        "EE382200221020145685";"20";"23.11.2026";"Anna OÜ";"RK-2026-00017";"250,50";"EUR";"K";"2026112300017";"MK";"2026171";"";
                        "EE382200221020145685";"20";"23.11.2026";"";"Teenustasu";"0,36";"EUR";"D";"2026112300017";"TT";"";"";
                        "EE382200221020145685";"82";"23.11.2026";"";"Käive";"0,36";"EUR";"D";"";"K2";"";"";
                        "EE382200221020145685";"86";"23.11.2026";"";"Lõppsaldo";"350,14";"EUR";"K";"";"LS";"";"";
                        """,
                        "2026-11-23 250.50 EUR BOOK | ref 2026112300017 | party Anna OÜ | strd 2026171 | text RK-2026-00017",
                        EE + " EUR 100.00 350.14 2"),
                Arguments.of(
                        "Swedbank LV",
                        holder("LV", LV),
                        "windows-1257",
                        """
                        "Klienta konts";"Ieraksta tips";"Datums";"Saņēmējs/Maksātājs";"Informācija saņēmējam";"Summa";"Valūta";"Debets/Kredīts";"Arhīva kods";"Maksājuma veids";"Refernces numurs";"Dokumenta numurs";
                        "LV80BANK0000435195001";"10";"01.11.2026";"";"Sākuma atlikums";"5,00";"EUR";"K";"";"AS";"";"";
                        "LV80BANK0000435195001";"20";"23.11.2026";"Ābele SIA";"Rēķins RK-17";"10,00";"EUR";"K";"2026112300018";"INB";"";"";
                        "LV80BANK0000435195001";"86";"23.11.2026";"";"Beigu atlikums";"15,00";"EUR";"K";"";"LS";"";"";
                        """,
                        "2026-11-23 10.00 EUR BOOK | ref 2026112300018 | party Ābele SIA | text Rēķins RK-17",
                        LV + " EUR 5.00 15.00 1"),
                Arguments.of(
                        "Swedbank LT",
                        holder("LT", LT),
                        "ISO-8859-13",
                        """
                        "Sąskaitos Nr.","","Data","Gavėjas","Paaiškinimai","Suma","Valiuta","D/K","Įrašo Nr.","Kodas","Įmokos kodas","Dok. Nr.",
                        "LT121000011101001000","10","2026-11-01","","Likutis pradžiai","1.00","EUR","K","","AS","","",
                        "LT121000011101001000","20","2026-11-23","Žalias UAB","SF 17","2.50","EUR","K","2026112300019","MK","","",
                        "LT121000011101001000","86","2026-11-23","","Likutis pabaigai","3.50","EUR","K","","LS","","",
                        """,
                        "2026-11-23 2.50 EUR BOOK | ref 2026112300019 | party Žalias UAB | text SF 17",
                        LT + " EUR 1.00 3.50 1"),
                Arguments.of(
                        "SEB, LHV",
                        holder("EE", EE),
                        "UTF-8",
                        """
                        Kliendi konto,Dokumendi number,Kuupäev,Saaja/maksja konto,Saaja/maksja nimi,Deebet/Kreedit (D/C),Summa,Viitenumber,Arhiveerimistunnus,Selgitus,Valuuta
                        "EE382200221020145685","DOC1",2026-11-23,"EE471000001020145685","Berta OÜ",C,126.60,"","ARCH0000000001","RK-18","EUR"
                        "EE382200221020145685","DOC2",2026-11-24,"","Printful",D,-26.62,"","ARCH0000000002","Printful","EUR"
                        """,
                        "2026-11-23 126.60 EUR BOOK | ref ARCH0000000001 | party Berta OÜ | account EE471000001020145685 | text RK-18",
                        EE + " EUR - - 2"),
                Arguments.of(
                        "SEB LV",
                        holder("LV", LV),
                        "UTF-8",
                        """
                        "Konta (LV80BANK0000435195001) pārskats (par periodu: 01.11.2026-30.11.2026)";
                        "MU NR.";"DATUMS";"MAKSĀJUMA VALŪTA";"MAKSĀJUMA SUMMA";"PARTNERA NOSAUKUMS";"PARTNERA PERS. KODS/ REĢ. NR.";"PARTNERA KONTS";"PARTNERA BANKA";"PARTNERA BANKAS SWIFT KODS";"MAKSĀJUMA MĒRĶIS";"TRANSAKCIJAS NUMURS";"DOKUMENTA DATUMS";"TRANSAKCIJAS TIPS";"REFERENCE";"DEBETS/ KREDĪTS";"SUMMA KONTA VALŪTĀ";"KONTA NR.";"KONTA VALŪTA";
                        "1";23.11.2026;"USD";11.00;"Anna SIA";"";"LV31HABA0001408042678";"SWEDBANK";"HABALV22";"RK-19";"RO1986420819L01";23.11.2026;"PMNTRCDT";"";"C";10.00;"LV80BANK0000435195001";"EUR";
                        """,
                        "2026-11-23 10.00 EUR BOOK | ref RO1986420819L01 | party Anna SIA | account LV31HABA0001408042678 | text RK-19",
                        LV + " EUR - - 1"),
                Arguments.of(
                        "Luminor, English",
                        holder("LV", LV),
                        "UTF-8",
                        """
                        Account number;Booking date;Value date;Amount;Currency;Debit/Credit;Counterparty name;Counterparty account;Payment details;Transaction ID;Balance
                        LV80BANK0000435195001;24.11.2026;24.11.2026;5,00;EUR;D;Landlord;LV97HABA0012345678910;Rent;T2;105,00
                        LV80BANK0000435195001;23.11.2026;23.11.2026;10,00;EUR;C;Anna SIA;LV31HABA0001408042678;RK-20;T100000001;110,00
                        """,
                        "2026-11-24/2026-11-24 -5.00 EUR BOOK | ref T2 | party Landlord | account LV97HABA0012345678910 | text Rent",
                        LV + " EUR 100.00 105.00 2"),
                Arguments.of(
                        "Citadele",
                        holder("LV", LV, "LV97HABA0012345678910"),
                        "UTF-8",
                        """
                        Konts: LV80BANK0000435195001
                        Periods: 01.11.2026 - 30.11.2026

                        Datums,Partneris,Partnera konts,Detaļas,Debets,Kredīts,Atlikums,Bankas atsauce
                        23.11.2026,Anna SIA,LV31HABA0001408042678,RK-21,,"1 010,00","2 010,00",CIT0000000001
                        24.11.2026,,,Komisija,"10,00",,"2 000,00",CIT0000000002
                        """,
                        "2026-11-23 1010.00 EUR BOOK | ref CIT0000000001 | party Anna SIA | account LV31HABA0001408042678 | text RK-21",
                        LV + " EUR 1000.00 2000.00 2"),
                Arguments.of(
                        "Fio",
                        holder("CZ", CZ),
                        "UTF-8",
                        """
                        accountId;192000145399
                        bankId;0800
                        currency;CZK
                        iban;CZ6508000000192000145399
                        openingBalance;100,00

                        ID pohybu;Datum;Objem;Měna;Protiúčet;Název protiúčtu;Kód banky;Název banky;KS;VS;SS;Uživatelská identifikace;Zpráva pro příjemce;Typ;Provedl;Upřesnění;Komentář;BIC;ID pokynu
                        26962199069;23.11.2026;1500,00;CZK;2000145399;Novák Jan;0800;Česká spořitelna, a.s.;0308;20260017;;Novák;Faktura 17;Bezhotovostní příjem;;;;GIBACZPX;
                        26962199070;23.11.2026;-20,00;CZK;;;;;;;;Poplatek;;Poplatek;;;;;
                        """,
                        "2026-11-23 1500.00 CZK BOOK | ref 26962199069 | e2e /VS20260017/KS308 | party Novák Jan | account CZ7908000000002000145399 | text Novák & Faktura 17",
                        CZ + " CZK - - 2"),
                Arguments.of(
                        "ČSOB",
                        holder("CZ", CZ),
                        "windows-1250",
                        """
                        Pohyby na účtu 19-2000145399/0800 dne 23.11.2026

                        číslo účtu;datum zaúčtování;částka;měna;zůstatek;číslo protiúčtu;kód banky;jméno protistrany;adresa;konstantní symbol;variabilní symbol;specifický symbol;označení operace;název trvalého příkazu;vlastní poznámka;zpráva;kategorie
                        19-2000145399/0800;23.11.2026;-250,00;CZK;850,00;;;;;;;;Poplatek;;;;
                        19-2000145399/0800;23.11.2026;1 100,00;CZK;1 100,00;2000145399;0800;Nová Eva;;0308;0000000042;;Příchozí úhrada;;;Faktura 42;
                        """,
                        "2026-11-23 -250.00 CZK BOOK",
                        CZ + " CZK 0.00 850.00 2"),
                Arguments.of(
                        "Tatra banka",
                        holder("SK", SK),
                        "windows-1250",
                        """
                        Dátum spracovania,Dátum zúčtovania,Suma,Mena,Typ,Predčíslie,Číslo účtu,Kód banky,IBAN,Variabilný symbol,Špecifický symbol,Konštantný symbol,Referencia platiteľa,Informácia pre príjemcu,Popis
                        23.11.2026,23.11.2026,"1 234,56",EUR,Kredit,000019,8742637541,1200,SK3112000000198742637542,20260017,,0308,/VS20260017/SS/KS0308,Faktúra 17,Platba
                        24.11.2026,24.11.2026,"5,00",EUR,Debet,,,,,,,,,Poplatok,Poplatok
                        """,
                        "2026-11-23/2026-11-23 1234.56 EUR BOOK | e2e /VS20260017/KS308 | account SK3112000000198742637542 | text /VS20260017/SS/KS0308 & Faktúra 17 & Platba",
                        SK + " EUR - - 2"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("banks")
    void the_usual_banks_files_are_read_by_the_guess_alone(
            String bank, AccountHolder holder, String charset, String file, String entry, String statement) {
        var bytes = file.getBytes(Charset.forName(charset));
        var guess = CsvFiles.guess(bytes, holder).guess().named(bank);
        guess.check();
        assertThat(CsvFiles.preview(bytes, guess, holder).problem()).isEmpty();
        var told = Told.of(bytes, Limits.USUAL, holder.with(guess));
        var line = told.written().lines().findFirst().orElseThrow().replaceFirst("^entry \\| ", "");
        assertThat(line.replaceFirst(" \\| ", " ").replaceFirst(" \\| ", " ")).isEqualTo(entry);
        var s = told.statements.getFirst();
        assertThat(s.account() + " " + s.currency() + " " + amount(s.opening()) + " " + amount(s.closing()) + " "
                        + told.entries.size())
                .isEqualTo(statement);
        assertThat(s.id()).isEqualTo(bank);
    }

    @Test
    void a_file_without_a_mapping_is_refused_and_says_what_to_do() {
        assertThat(refusal("Datums,Summa,Teksts\n2026-11-23,1.00,a\n", holder("LV", LV))
                        .words()
                        .key())
                .isEqualTo("bank.csv.unmapped");
    }

    @Test
    void the_mapping_whose_columns_are_there_is_used_the_likest_first() {
        var plain =
                mapping("Plain", Map.of(CsvField.DATE, "Date", CsvField.AMOUNT, "Amount"), "Date", "Amount", "Text");
        var richer = mapping(
                "Richer",
                Map.of(CsvField.DATE, "Date", CsvField.AMOUNT, "Amount", CsvField.TEXT, "Note"),
                "Date",
                "Amount",
                "Note");
        var holder = new AccountHolder("LV", holder("LV", LV).accounts(), List.of(plain, richer));
        assertThat(bank("Date,Amount,Note\n2026-11-23,1.00,a\n", holder)).isEqualTo("Richer");
        assertThat(bank("Date,Amount,Text\n2026-11-23,1.00,a\n", holder)).isEqualTo("Plain");
        assertThat(bank("Id,Amount,Date,More\n1,1.00,2026-11-23,a\n", holder)).isEqualTo("Plain");
        assertThat(refusal("Id,Sum,Date\n1,1.00,2026-11-23\n", holder).words().key())
                .isEqualTo("bank.csv.unmapped");
    }

    @Test
    void two_mappings_alike_of_two_accounts_leave_it_to_a_person() {
        var one = simple().ofAccount(LV);
        var other = simple().named("B").ofAccount("LV97HABA0012345678910");
        var file = "Date,Amount,Text\n2026-11-23,1.00,a\n";
        assertThat(refusal(file, new AccountHolder("LV", List.of(), List.of(one, other)))
                        .words()
                        .key())
                .isEqualTo("bank.csv.unmapped");
        assertThat(read(file, new AccountHolder("LV", List.of(), List.of(other)))
                        .entries
                        .getFirst()
                        .account())
                .isEqualTo("LV97HABA0012345678910");
    }

    @Test
    void a_file_without_a_header_is_read_by_the_places_of_its_columns() {
        var holder = holder("LV", LV);
        var file = "23.11.2026;Anna;10,00;EUR;RK-17\n24.11.2026;Berta;-5,00;EUR;Rent\n";
        var guess =
                CsvFiles.guess(file.getBytes(StandardCharsets.UTF_8), holder).guess();
        assertThat(guess.headerRow()).isZero();
        var told = read(file, holder.with(guess.named("Bare")));
        assertThat(told.entries)
                .extracting(e -> e.signedAmount().toPlainString())
                .containsExactly("10.00", "-5.00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-23,x,a|bank.bad.amount|2|Amount|x",
                "2026-11-23,1.234567,a|bank.bad.amount|2|Amount|1.234567",
                "23.11.2026,1.00,a|bank.bad.date|2|Date|23.11.2026",
                "2026-02-30,1.00,a|bank.bad.date|2|Date|2026-02-30",
                "2026-11-23,1.00,a,b|bank.csv.shifted|2|Plain|3",
                "2026-11-23,1,234.00|bank.bad.amount|2|Amount|1,234",
            })
    void a_bad_row_refuses_the_file_with_line_column_and_value(
            String row, String key, int line, String column, String value) {
        var holder = holder("LV", LV).with(simple());
        if (row.contains("1,234.00")) {
            assertThat(read("Date,Amount,Text\n2026-11-23,\"1,234.00\",a\n", holder)
                            .entries
                            .getFirst()
                            .amount())
                    .isEqualTo("1234.00");
            return;
        }
        var refusal = refusal("Date,Amount,Text\n" + row + "\n", holder);
        assertThat(refusal.words().key()).isEqualTo(key);
        assertThat(refusal.words().args()).startsWith(line, column);
        assertThat(refusal.words().args().get(2)).hasToString(value);
    }

    @Test
    void a_note_below_the_table_is_passed_over_and_a_torn_last_row_is_not() {
        var holder = holder("LV", LV).with(simple());
        assertThat(read("Date,Amount,Text\n2026-11-23,1.00,a\n\nTotal\n", holder).entries)
                .hasSize(1);
        assertThat(refusal("Date,Amount,Text\n2026-11-23,1.00,a\n2026-11-2", holder)
                        .words()
                        .key())
                .isEqualTo("bank.bad.truncated");
        assertThat(refusal("Date,Amount,Text\n2026-11-23,1.00,\"a\n", holder)
                        .words()
                        .key())
                .isEqualTo("bank.csv.quote");
        assertThat(refusal("Date,Amount,Text\n", holder).words().key()).isEqualTo("bank.csv.noRows");
    }

    @Test
    void whose_account_it_is_must_be_known() {
        var two = holder("LV", LV, "LV97HABA0012345678910").with(simple());
        assertThat(refusal("Date,Amount,Text\n2026-11-23,1.00,a\n", two).words().key())
                .isEqualTo("bank.csv.whose");
        assertThat(read("Date,Amount,Text\n2026-11-23,1.00,a\n", two.with(simple().ofAccount(LV)))
                        .entries
                        .getFirst()
                        .account())
                .isEqualTo(LV);
    }

    @Test
    void several_accounts_stand_one_after_the_other_and_not_mixed() {
        var mapping = mapping(
                "Two",
                Map.of(CsvField.DATE, "Date", CsvField.AMOUNT, "Amount", CsvField.OWN_ACCOUNT, "Account"),
                "Date",
                "Amount",
                "Account");
        var holder = holder("LV", LV).with(mapping);
        var head = "Date,Amount,Account\n";
        var a = "2026-11-23,1.00," + LV + "\n";
        var b = "2026-11-23,2.00," + LT + "\n";
        assertThat(read(head + a + a + b, holder).statements)
                .extracting(Statement::account)
                .containsExactly(LV, LT);
        assertThat(refusal(head + a + b + a, holder).words().key()).isEqualTo("bank.csv.accountsMixed");
    }

    @Test
    void rows_alike_stay_apart_and_come_again_as_the_same() {
        var holder = holder("LV", LV).with(simple());
        var file = "Date,Amount,Text\n2026-11-23,1.00,a\n2026-11-23,1.00,a\n";
        assertThat(read(file, holder).identities)
                .hasSize(2)
                .doesNotHaveDuplicates()
                .isEqualTo(read(file, holder).identities);
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE,\ufeff", "UTF-16BE,\ufeff", "UTF-8,\ufeff", "windows-1257,''"})
    void a_file_is_read_in_whatever_letters_it_came(String charset, String mark) {
        var file = (mark + "Date;Amount;Text\n2026-11-23;1.00;Ķekava\n").getBytes(Charset.forName(charset));
        var told = Told.of(
                file,
                Limits.USUAL,
                holder("LV", LV)
                        .with(mapping(
                                ';',
                                "Plain",
                                Map.of(CsvField.DATE, "Date", CsvField.AMOUNT, "Amount", CsvField.TEXT, "Text"),
                                "Date",
                                "Amount",
                                "Text")));
        assertThat(told.entries.getFirst().remittance()).containsExactly("Ķekava");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1234,50|,|1234.50",
                "1.234,50|,|1234.50",
                "1 234,50|,|1234.50",
                "-1 234,5|,|-1234.50",
                "1,234.50|.|1234.50",
                "1'234.50|.|1234.50",
                "+10|.|10.00",
                "10-|,|-10.00",
                "10,00 EUR|,|10.00",
                "€ 10,00|,|10.00",
                "10,00 Kč|,|10.00",
                "−5,00|,|-5.00",
                "1.23|,|",
                "12.34.56|.|",
                "1,2,3|,|",
                "|,|",
                "abc|,|",
                "1e5|.|",
                "--5|.|",
                "1234567890123456|.|",
            })
    void an_amount_is_read_as_people_write_it_or_not_at_all(String written, char decimal, String amount) {
        var read = WrittenAmount.signed(written == null ? "" : written, decimal);
        assertThat(read.map(a -> a.toPlainString()).orElse("")).isEqualTo(amount == null ? "" : amount);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23,yyyy-MM-dd", "23.11.2026,dd.MM.yyyy", "3.1.2026,dd.MM.yyyy", "2026-11-23T10:15:00,yyyy-MM-dd",
                "23.11.2026 14:23,dd.MM.yyyy",
        "20261123,yyyyMMdd", "23/11/2026,dd/MM/yyyy", "11/23/2026,MM/dd/yyyy", "2026.11.23.,yyyy.MM.dd",
                "3. 1. 2026,dd.MM.yyyy"
    })
    void dates_are_known_by_their_looks(String written, String format) {
        assertThat(CsvDates.formatOf(List.of(written))).contains(format);
    }

    private static CsvMapping simple() {
        return mapping(
                "Plain",
                Map.of(CsvField.DATE, "Date", CsvField.AMOUNT, "Amount", CsvField.TEXT, "Text"),
                "Date",
                "Amount",
                "Text");
    }

    private static CsvMapping mapping(String name, Map<CsvField, String> columns, String... header) {
        return mapping(',', name, columns, header);
    }

    private static CsvMapping mapping(char delimiter, String name, Map<CsvField, String> columns, String... header) {
        var all = new EnumMap<CsvField, List<String>>(CsvField.class);
        columns.forEach((field, column) -> all.put(field, List.of(column)));
        return new CsvMapping(1, name, delimiter, "", '.', "yyyy-MM-dd", 1, all, List.of(header), "", "");
    }

    private static String bank(String file, AccountHolder holder) {
        return read(file, holder).statements.getFirst().id();
    }

    private static Told read(String file, AccountHolder holder) {
        return Told.of(file.getBytes(StandardCharsets.UTF_8), Limits.USUAL, holder);
    }

    private static Refusal refusal(String file, AccountHolder holder) {
        return assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> read(file, holder))
                .actual();
    }

    private static AccountHolder holder(String country, String... ibans) {
        return new AccountHolder(
                country,
                Stream.of(ibans).map(i -> new AccountHolder.Account(i, "")).toList(),
                List.of());
    }

    private static String amount(java.util.Optional<Balance> balance) {
        return balance.map(b -> b.amount().toPlainString()).orElse("-");
    }
}
