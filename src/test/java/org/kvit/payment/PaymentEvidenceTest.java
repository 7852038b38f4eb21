package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.base.Money;

/// What counts as evidence and what doesn't, where one kind speaks against another.
class PaymentEvidenceTest {
    private static Books books() {
        return new Books()
                .customer(1, "SIA Baltijas Ceļš", "LV")
                .customer(2, "AS Baltijas Ceļš", "LV")
                .customer(3, "Põhjatäht OÜ", "EE")
                .customer(4, "Kazlauskas Jonas", "LT")
                .invoice("RK-2026-00123", 1, "100.00", "RF50RK202600123")
                .invoice("RK-2026-00124", 1, "60.00", "RF23RK202600124")
                .invoice("RK-2026-00132", 3, "80.00", "")
                .invoice("RK-2026-00140", 2, "60.00", "")
                .invoice("RK-2026-00150", 4, "45.00", "");
    }

    private static boolean isCertain(List<String> matches) {
        return !matches.isEmpty() && matches.getFirst().startsWith("CERTAIN");
    }

    // Formats

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RK-2026-00123 | RK-2026-0123",
                "RK-2026-00123 | RK-2026-000123",
                "RK-2026-00123 | RK 26 00123",
                "RK-2026-00123 | RK-00123",
                "RK-2026-00123 | 2026/123",
                "RK-2026-00123 | RK-2O26-OOl23",
                "RK-2026-00123 | ＲＫ－２０２６－００１２３",
                "RK-2026-00123 | RK&#45;2026&#8211;00123",
                "RK-2026-00123 | RECHNUNG2026-00123vom",
                "RK-2026-00123 | РК-2026-00123",
                "2026/0123 | 0123/2026",
                "2026/0123 | 2026-0123",
                "2026/0123 | faktura 20260123",
                "FV-123/2026 | FV 123/26",
                "FV-123/2026 | fv123",
                "FV-123/2026 | faktura 123/2026",
                "F2026123 | F 2026/123",
                "F2026123 | F-123/2026",
                "F2026123 | 2026123",
                "26VF0012 | 26 VF 12",
                "26VF0012 | vf0012",
                "A-17 | arve A17",
                "A-17 | Rechnung A 17",
                "INV000123 | inv. 123",
                "INV000123 | Invoice No. INV-123",
                "1023 | Invoice 1023",
                "1023 | inv 1023.",
                "123/26 | sąskaita 123/26",
                "123/26 | rēķins 123/2026",
                "VF1-0007 | vf1 7",
                "123-A | arve 123A",
                "FS 12/11/2026 | FS 12/11/2026",
                "FS 12/11/2026 | fs12-11-2026",
                "10/2026 | Rechnung 10/2026",
                "KV-R-2026-000788 | R-2026-000788",
                "20260123 | 20260123"
            })
    void a_number_of_any_format_is_found_with_its_amount(String number, String text) {
        var books = new Books()
                .customer(1, "SIA Baltijas Ceļš", "LV")
                .invoice(number, 1, "417.31", "")
                .invoice("ZZ-1", 1, "5.00", "");
        assertThat(books.from("Baltijas Ceļš").paying("417.31", text))
                .first()
                .isEqualTo("CERTAIN " + number + "=417.31");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10/2026 | Noma 10/2026",
                "1023 | Order 1023",
                "1023 | 1023 Riga",
                "17 | dz. 17",
                "A-17 | Brīvības iela A 17",
                "F2026123 | F2025123",
                "2026/0123 | 2025/0123",
                "RK-2026-00123 | PO-2026-00123",
                "RK-2026-00123 | RK-2025-00123",
                "RK-2026-00123 | 00123",
                "12/11/2026 | 12/11/2026",
                "2026 | gads 2026",
                "29123456 | tel. 29123456",
                "40003012345 | PVN LV40003012345"
            })
    void figures_that_may_be_something_else_are_not_enough_beside_the_payer(String number, String text) {
        var books = new Books().customer(1, "SIA Baltijas Ceļš", "LV").invoice(number, 1, "417.31", "");
        assertThat(isCertain(books.from("Baltijas Ceļš").paying("88.00", text))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inv 1023, 1024 and 1031-1033",
                "1023/1024/1031-1033",
                "faktury 1023,1024,1031 až 1033",
                "Nr. 1023; 24; 1031..33"
            })
    void a_list_goes_on_in_any_way(String text) {
        var books = new Books().customer(1, "A1 Ltd", "LV");
        for (var number : List.of("1023", "1024", "1031", "1032", "1033", "1040")) {
            books.invoice(number, 1, "10.0" + number.charAt(3), "");
        }
        assertThat(books.from("A1 Ltd").paying("50.13", text))
                .first()
                .asString()
                .startsWith("CERTAIN 1023=10.03 1024=10.04 1031=10.01");
    }

    @Test
    void of_a_range_only_the_customers_own_count() {
        var books = new Books()
                .customer(1, "Alfa SIA", "LV")
                .customer(2, "Beta SIA", "LV")
                .invoice("RK-1001", 1, "10.00", "")
                .invoice("RK-1002", 2, "20.00", "")
                .invoice("RK-1003", 1, "30.00", "")
                .invoice("RK-1004", 1, "40.00", "");
        assertThat(books.from("Alfa SIA").paying("80.00", "RK-1001 - RK-1004"))
                .first()
                .isEqualTo("CERTAIN RK-1001=10.00 RK-1003=30.00 RK-1004=40.00");
    }

    // One kind against another

    @Test
    void a_wrong_number_that_is_anothers_does_not_take_the_payers_money() {
        assertThat(books().from("SIA Baltijas Ceļš").paying("60.00", "RK-2026-00132"))
                .first()
                .isEqualTo("LIKELY RK-2026-00124=60.00");
    }

    @Test
    void the_number_of_one_and_the_amount_of_another_of_the_same_payer_is_for_a_person() {
        assertThat(books().from("SIA Baltijas Ceļš").paying("60.00", "RK-2026-00123"))
                .contains("LIKELY RK-2026-00124=60.00", "LIKELY RK-2026-00123=60.00")
                .noneMatch(m -> m.startsWith("CERTAIN"));
    }

    @Test
    void a_third_pays_by_number_and_exact_amount_alone() {
        assertThat(books().from("Kazlauskas Jonas").paying("80.00", "RK-2026-00132"))
                .first()
                .isEqualTo("CERTAIN RK-2026-00132=80.00");
        assertThat(isCertain(books().from("Kazlauskas Jonas").paying("79.00", "RK-2026-00132")))
                .isFalse();
    }

    @Test
    void a_reference_and_a_number_that_differ_are_for_a_person() {
        var matches =
                books().from("SIA Baltijas Ceļš").reference("RF50RK202600123").paying("60.00", "RK-2026-00124");
        assertThat(matches)
                .contains("LIKELY RK-2026-00124=60.00", "LIKELY RK-2026-00123=60.00")
                .noneMatch(m -> m.startsWith("CERTAIN"));
    }

    @Test
    void a_slip_in_the_number_is_offered_first_with_its_reason() {
        var matches = books().from("Jonas Kazlauskas").matches(Money.of("45.00", "EUR"), "saskaita RK-2026-00510");
        assertThat(matches.getFirst().certainty()).isEqualTo(Match.Certainty.LIKELY);
        assertThat(matches.getFirst().reason().key()).isEqualTo("payment.match.slipPayer");
        assertThat(matches.getFirst().reason().args().get(1)).isEqualTo("RK-2026-00150");
    }

    @Test
    void the_number_of_a_paid_invoice_links_no_other_by_a_part_of_it() {
        var books = books().closed("RK-2025-00123", "FV-00123", "1019").from("SIA Baltijas Ceļš");
        assertThat(isCertain(books.paying("40.00", "RK-2025-00123"))).isFalse();
        assertThat(isCertain(books.paying("40.00", "FV-00123"))).isFalse();
        assertThat(isCertain(books.paying("130.00", "RK-2026-00123, RK-2026-00119")))
                .isFalse();
    }

    @Test
    void a_second_payment_of_the_same_invoice_links_nothing_else() {
        var customer = new Payer(1, "Alfa SIA", "LV", List.of());
        var due = java.time.LocalDate.of(2026, 11, 1);
        var items = new OpenItems(
                List.of(
                        new OpenInvoice(1, "RK-1001", 1, Money.of("50.00", "EUR"), due, ""),
                        new OpenInvoice(2, "RK-1002", 1, Money.of("50.00", "EUR"), due, "")),
                List.of(customer));
        var payment = new PaymentFacts(
                1, due, Money.of("50.00", "EUR"), "Alfa SIA", "", "", List.of(), "", List.of("RK-1001"), "");
        items.settle(PaymentMatcher.match(payment, items).getFirst());
        assertThat(PaymentMatcher.match(payment, items)).noneMatch(m -> m.certainty() == Match.Certainty.CERTAIN);
    }

    // Payers

    @Test
    void companies_that_differ_by_their_legal_form_alone_are_two() {
        assertThat(books().from("AS BALTIJAS CELS").paying("60.00")).containsExactly("LIKELY RK-2026-00140=60.00");
        assertThat(isCertain(books().from("AS Baltijas Ceļš").paying("40.00", "RK-2026-00123")))
                .isFalse();
        assertThat(isCertain(books().from("SIA Baltijas Ceļš").paying("40.00", "RK-2026-00123")))
                .isTrue();
    }

    @Test
    void whoever_it_is_paid_for_counts_as_the_payer() {
        assertThat(books().from("Faktorings SIA").onBehalfOf("Põhjatäht OÜ").paying("30.00", "RK-2026-00132"))
                .first()
                .isEqualTo("CERTAIN RK-2026-00132=30.00");
    }

    @Test
    void an_account_of_many_customers_tells_nothing() {
        var books = new Books();
        for (int i = 1; i <= 5; i++) {
            books.customer(i, "Customer " + i, "LV", "LV11").invoice("RK-100" + i, i, "50.0" + i, "");
        }
        assertThat(isCertain(books.from("Payments Ltd", "LV11").paying("20.00", "RK-1003")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SIA Baltijas Ceļš | БАЛТИЯС ЦЕЛШ | alike",
                "Sabiedrība ar ierobežotu atbildību Rīgas Koks | SIA Rīgas Koks | same",
                "UAB \"Nemuno krantas\" | NEMUNO KRANTAS UAB | same",
                "Müller GmbH & Co. KG | Mueller GmbH & Co KG | alike",
                "Straße GmbH | STRASSE GMBH | same",
                "Jonas Kazlauskas | KAZLAUSKAS JONAS | same",
                "Jonas Kazlauskas | J. Kazlauskas | alike",
                "Žižkovské strojírny s.r.o. | ?i?kovsk? stroj?rny s.r.o. | same",
                "Rīgas Koks SIA | Rīgas Kokss SIA | alike",
                "Østerbro Skibsværft ApS | OSTERBRO SKIBSVAERFT APS | same",
                "Przedsiębiorstwo Wielobranżowe Kowalski sp. z o.o. | PRZEDSIEBIORSTWO WIELOBRANZOWE KOWA | same",
                "Rīgas Koks SIA | Rīgas Koks OÜ | other",
                "Rīgas Koks SIA | Rīgas Koks 2 SIA | other",
                "Rīgas Koks SIA | Rīgas Maize SIA | other",
                "Alfa SIA | Alfa Beta SIA | other"
            })
    void names_are_told_apart_as_a_person_would(String ours, String theirs, String how) {
        var payer = PayerName.of(theirs);
        var customer = PayerName.of(ours);
        assertThat(PayerNames.same(payer, customer)).isEqualTo(how.equals("same"));
        assertThat(PayerNames.same(payer, customer) || PayerNames.alike(payer, customer))
                .isEqualTo(!how.equals("other"));
    }

    // Amounts

    @Test
    void currencies_without_decimals_and_with_three_are_matched_exactly() {
        var books = new Books()
                .customer(1, "Alfa SIA", "LV")
                .invoice("RK-1001", 1, "5000", "JPY", "")
                .invoice("RK-1002", 1, "12.345", "KWD", "");
        assertThat(books.matches(Money.of("5000", "JPY"), "RK-1001"))
                .first()
                .extracting(Match::certainty)
                .isEqualTo(Match.Certainty.CERTAIN);
        assertThat(books.matches(Money.of("12.345", "KWD"), "RK-1002"))
                .first()
                .extracting(Match::certainty)
                .isEqualTo(Match.Certainty.CERTAIN);
        assertThat(books.matches(Money.of("11.345", "KWD"), "RK-1002"))
                .first()
                .extracting(Match::certainty)
                .isEqualTo(Match.Certainty.LIKELY);
    }

    @Test
    void a_cent_or_a_banks_fee_less_is_still_that_invoice() {
        assertThat(books().from("Kāds cits").paying("99.99", "RK-2026-00123"))
                .first()
                .isEqualTo("CERTAIN RK-2026-00123=99.99");
        assertThat(books().from("SIA Baltijas Ceļš").paying("152.50", "RK-2026-00123, RK-2026-00124"))
                .first()
                .isEqualTo("CERTAIN RK-2026-00123=100.00 RK-2026-00124=52.50");
    }

    // References

    @Test
    void a_reference_of_several_invoices_is_certain_with_the_amount_of_one_or_of_all() {
        var books = new Books().customer(1, "Alfa SIA", "LV");
        for (var amount : List.of("10.00", "20.00", "35.00")) {
            books.invoice("RK-10" + amount.substring(0, 2), 1, amount, "RF18539007547034");
        }
        books.from("Cits").reference("RF18 5390 0754 7034");
        assertThat(books.paying("20.00")).first().isEqualTo("CERTAIN RK-1020=20.00");
        assertThat(books.paying("65.00")).first().isEqualTo("CERTAIN RK-1010=10.00 RK-1020=20.00 RK-1035=35.00");
        assertThat(books.paying("30.00")).first().isEqualTo("LIKELY RK-1010=10.00 RK-1020=20.00");
    }

    @Test
    void a_payers_own_count_is_no_estonian_reference() {
        var books = new Books().customer(1, "Alfa OÜ", "EE").invoice("12", 1, "10.00", "123");
        assertThat(isCertain(books.from("Keegi").endToEnd("123").paying("7.00")))
                .isFalse();
    }

    @Test
    void many_invoices_are_named_by_the_first_and_counted() {
        var books = new Books().customer(1, "Alfa SIA", "LV");
        var text = new StringBuilder("Rēķini ");
        for (int i = 0; i < 16; i++) {
            books.invoice("RK-10" + (10 + i), 1, "10.00", "");
            text.append("RK-10").append(10 + i).append(", ");
        }
        var reason = books.matches(Money.of("160.00", "EUR"), text.toString())
                .getFirst()
                .reason();
        assertThat(reason.args()).containsExactly("RK-1010, RK-1011", 14);
    }
}
