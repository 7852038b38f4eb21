package org.kvit.bench;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.kvit.base.PaymentReference;

/// One invoice of the sample books: a function of the seed and its number alone, so that none of them need be kept.
///
/// @param id 1 to the number of invoices; also its id in the database
/// @param customer 1 to the number of customers
/// @param reference empty for one in three
record SampleInvoice(long id, String number, long customer, LocalDate issued, BigDecimal total, String reference) {
    static final LocalDate LAST_DAY = LocalDate.of(2026, 11, 20);
    private static final int DAYS = 1500;

    static SampleInvoice of(long id, Books books) {
        var random = new SplittableRandom(books.seed() * 1_000_003 + id);
        var issued = LAST_DAY.minusDays(DAYS - id * DAYS / books.invoices());
        var number = "RK-%d-%06d".formatted(issued.getYear(), id);
        var total = BigDecimal.valueOf(random.nextLong(20_00, 4_000_00), 2);
        return new SampleInvoice(
                id,
                number,
                1 + random.nextLong(books.customers()),
                issued,
                total,
                random.nextInt(3) == 0 ? "" : PaymentReference.creditor(number).orElseThrow());
    }

    LocalDate due() {
        return issued.plusDays(14);
    }

    /// When it was paid, if it was.
    LocalDate paid() {
        return due().plusDays(id % 9 - 3).isAfter(LAST_DAY) ? LAST_DAY : due().plusDays(id % 9 - 3);
    }
}
