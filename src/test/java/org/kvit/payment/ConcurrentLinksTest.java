package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.ApiClient;
import org.kvit.company.Tokens;
import org.kvit.customer.CustomerId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// `PUT /payments/{id}/links` by 64 programs at once, over real HTTP: each is answered, nothing is linked twice, and
/// who came too late is told so as a conflict.
class ConcurrentLinksTest extends Settled {
    private static final int WRITERS = 64;

    @Autowired
    Tokens tokens;

    @LocalServerPort
    int port;

    private CustomerId anna;
    private ApiClient api;

    @BeforeEach
    void api() {
        anna = bank.customer("Anna");
        var company = bank.company();
        api = new ApiClient(port, company.actor().get(() -> tokens.create(company.administrator(), "test")));
    }

    @Test
    void sixty_four_payments_for_one_invoice_link_no_more_than_it_has_open() throws Exception {
        long invoice = bank.invoice(anna, "A-1", "100.00");
        var payments = paid("30.00", WRITERS);
        var answers = atOnce(n -> put(payments.get(n), invoice, "30.00", Map.of()));
        assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(3);
        assertThat(answers).filteredOn(a -> a.status() != 200).allSatisfy(a -> {
            assertThat(a.status()).isEqualTo(409);
            assertThat(a.body().get("type").asString()).isEqualTo("urn:kvit:problem:payment.link.taken");
            assertThat(a.body().get("detail").asString()).contains("A-1");
            assertThat(a.body().at("/errors/0/field").asString()).isEqualTo("links[0].amount");
        });
        assertThat(open(invoice)).isEqualTo("10.0000");
        assertThat(sound()).isEmpty();
    }

    @Test
    void sixty_four_writers_of_one_payment_and_one_invoice_leave_one_whole_set() throws Exception {
        long invoice = bank.invoice(anna, "A-1", "100.00");
        long payment = paid("100.00", 1).getFirst();
        var answers = atOnce(n -> put(payment, invoice, (n + 1) + ".00", Map.of()));
        assertThat(answers).extracting(ApiClient.Answer::status).containsOnly(200);
        assertThat(bank.rows("SELECT count(*)::text FROM allocation")).containsExactly("1");
        assertThat(bank.rows("SELECT (sum(open_amount) + (SELECT sum(amount) FROM allocation))::text FROM invoice"))
                .containsExactly("100.0000");
        assertThat(sound()).isEmpty();
    }

    @Test
    void of_those_who_saw_the_same_links_one_wins_and_the_others_are_told() throws Exception {
        var invoices = IntStream.range(0, WRITERS)
                .mapToObj(n -> bank.invoice(anna, "A-" + n, "100.00"))
                .toList();
        long payment = paid("100.00", 1).getFirst();
        var tag = api.get("/api/v1/payments/" + payment)
                .http()
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        var answers = atOnce(n -> put(payment, invoices.get(n), "100.00", Map.of("If-Match", tag)));
        assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(a -> a.status() != 200).allSatisfy(a -> {
            assertThat(a.status()).isEqualTo(409);
            assertThat(a.body().get("type").asString()).isEqualTo("urn:kvit:problem:payment.link.changed");
        });
        assertThat(put(payment, invoices.getFirst(), "1.00", Map.of("If-Match", "*"))
                        .status())
                .isEqualTo(200);
        assertThat(sound()).isEmpty();
    }

    @Test
    void payments_and_invoices_in_opposite_orders_wait_for_each_other_and_never_deadlock() throws Exception {
        var invoices = IntStream.range(0, 8)
                .mapToObj(n -> bank.invoice(anna, "A-" + n, "100.00"))
                .toList();
        var payments = paid("80.00", 8);
        var answers = atOnce(n -> {
            var order = n % 2 == 0 ? invoices : invoices.reversed();
            return api.put(
                    "/api/v1/payments/" + payments.get(n % 8) + "/links",
                    order.stream()
                            .map(i -> Map.of("invoiceId", i, "amount", "10.00"))
                            .toList());
        });
        assertThat(answers).extracting(ApiClient.Answer::status).containsOnly(200);
        assertThat(bank.rows("SELECT count(*)::text FROM allocation")).containsExactly("64");
        assertThat(sound()).isEmpty();
    }

    @Test
    void what_never_could_fit_is_invalid_however_busy_the_invoice_is() {
        long invoice = bank.invoice(anna, "A-1", "100.00");
        var payments = paid("200.00", 2);
        assertThat(put(payments.getFirst(), invoice, "60.00", Map.of()).status())
                .isEqualTo(200);
        assertThat(put(payments.getLast(), invoice, "100.01", Map.of()).status())
                .isEqualTo(422);
        assertThat(put(payments.getLast(), invoice, "100.00", Map.of()).status())
                .isEqualTo(409);
        assertThat(put(payments.getLast(), invoice, "40.00", Map.of()).status()).isEqualTo(200);
    }

    private ApiClient.Answer put(long payment, long invoice, String amount, Map<String, String> headers) {
        return api.put(
                "/api/v1/payments/" + payment + "/links",
                List.of(Map.of("invoiceId", invoice, "amount", amount)),
                headers);
    }

    private List<Long> paid(String amount, int many) {
        return bank
                .rows("""
                        INSERT INTO payment (company_id, booked_on, amount, currency)
                        SELECT current_company(), date '2026-11-20', %s, 'EUR' FROM generate_series(1, %d) RETURNING id::text
                        """.formatted(amount, many))
                .stream()
                .map(Long::valueOf)
                .toList();
    }

    /// All of them stand ready before the first begins.
    private static List<ApiClient.Answer> atOnce(IntFunction<ApiClient.Answer> work) throws Exception {
        var ready = new CyclicBarrier(WRITERS);
        var answers = new ArrayList<ApiClient.Answer>();
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            var works = IntStream.range(0, WRITERS)
                    .<Callable<ApiClient.Answer>>mapToObj(n -> () -> {
                        ready.await();
                        return work.apply(n);
                    })
                    .toList();
            for (var answer : threads.invokeAll(works)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
