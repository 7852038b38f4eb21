package org.kvit.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.kvit.KvitTest;
import org.kvit.check.Invariants;
import org.kvit.company.Companies;
import org.kvit.company.SignIns;
import org.kvit.correspondence.NextActions;
import org.kvit.correspondence.Promises;
import org.kvit.demo.ReadyStatements.Expected;
import org.kvit.job.Jobs;
import org.kvit.mail.MailWorker;
import org.kvit.order.CustomerOrder;
import org.kvit.order.OrderFilter;
import org.kvit.order.OrderLists;
import org.kvit.order.OrderSorting;
import org.kvit.order.OrderState;
import org.kvit.payment.Payment;
import org.kvit.payment.Payments;
import org.kvit.payment.StatementChains;
import org.kvit.payment.StatementImports;
import org.kvit.reminder.Dispatcher;
import org.kvit.reminder.ReminderRuns;
import org.kvit.sending.StillToSend;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// The demo as it is made, and then what its first page asks to try, in that order.
@KvitTest
@TestPropertySource(properties = {"kvit.demo=true", "kvit.data=target/demo-test"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoTest {
    private static final Mailbox MAILBOX = Mailbox.in(Path.of("target/demo-test/mailbox"));
    private static final SmtpReceiver RECEIVER = SmtpReceiver.into(MAILBOX);

    @Autowired
    private SampleBooks books;

    @Autowired
    private DemoDirectory directory;

    @Autowired
    private Companies companies;

    @Autowired
    private SignIns signIns;

    @Autowired
    private Invariants invariants;

    @Autowired
    private StatementImports imports;

    @Autowired
    private Jobs jobs;

    @Autowired
    private Payments payments;

    @Autowired
    private StatementChains chains;

    @Autowired
    private Promises promises;

    @Autowired
    private NextActions actions;

    @Autowired
    private ReminderRuns runs;

    @Autowired
    private Dispatcher dispatcher;

    @Autowired
    private MailWorker worker;

    @Autowired
    private StillToSend toSend;

    @Autowired
    private OrderLists orderLists;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @LocalServerPort
    private int port;

    private SampleBooks.Made made;

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry registry) {
        registry.add("kvit.smtp.url", RECEIVER::url);
    }

    @BeforeAll
    void make() {
        MAILBOX.empty();
        made = books.make("lv");
    }

    @AfterAll
    void close() {
        RECEIVER.close();
    }

    @Test
    @Order(1)
    void it_is_sound() throws Exception {
        requireSound();
    }

    @Test
    @Order(1)
    void it_has_some_eight_hundred_invoices_in_every_state_of_sixty_customers_in_five_countries() throws Exception {
        assertThat(one("SELECT count(*) FROM invoice WHERE company_id = current_company()"))
                .isEqualTo(807);
        assertThat(one("SELECT count(DISTINCT customer_id) FROM invoice WHERE company_id = current_company()"))
                .isEqualTo(60);
        assertThat(one("SELECT count(DISTINCT country) FROM customer WHERE company_id = current_company()"))
                .isEqualTo(5);
        assertThat(open("due_date >= :today")).isBetween(100L, 140L);
        assertThat(open("due_date BETWEEN :today - 13 AND :today - 1")).isBetween(45L, 80L);
        assertThat(open("due_date BETWEEN :today - 29 AND :today - 14")).isBetween(25L, 60L);
        assertThat(open("due_date < :today - 29")).isBetween(25L, 60L);
        assertThat(open("currency = 'CZK'")).isBetween(15L, 60L);
        assertThat(open("open_amount < total")).isEqualTo(25);
        assertThat(one("SELECT count(*) FROM invoice WHERE company_id = current_company() AND NOT approved"))
                .isEqualTo(17);
        assertThat(one("SELECT count(*) FROM invoice WHERE company_id = current_company() AND open_amount = 0"))
                .isEqualTo(541);
    }

    @Test
    @Order(1)
    void an_invoice_is_the_sum_of_its_lines() throws Exception {
        assertThat(one("""
                        SELECT count(*) FROM invoice i
                         WHERE i.company_id = current_company()
                           AND i.total <> (SELECT round(sum(l.quantity * l.unit_price) * (100 + max(l.vat_rate)) / 100, 2)
                                             FROM invoice_line l WHERE l.company_id = i.company_id AND l.invoice_id = i.id)
                        """)).isZero();
    }

    @Test
    @Order(1)
    void it_has_sixty_orders_in_every_state() throws Exception {
        assertThat(orders(OrderFilter.ALL)).hasSize(60);
        assertThat(orders(OrderFilter.ALL.with(OrderState.OPEN))).hasSize(26);
        assertThat(orders(OrderFilter.ALL.with(OrderState.INVOICED))).hasSize(34);
        assertThat(orders(OrderFilter.ALL.with(OrderState.DELIVERED))).hasSize(46);
        assertThat(orders(OrderFilter.ALL.with(OrderState.POD_MISSING)))
                .filteredOn(CustomerOrder::isDelivered)
                .hasSize(4);
        assertThat(orders(OrderFilter.ALL))
                .extracting(o -> o.invoice().map(CustomerOrder.OnInvoice::approved))
                .contains(Optional.empty(), Optional.of(false), Optional.of(true));
        assertThat(one("SELECT count(*) FROM trip WHERE company_id = current_company()"))
                .isBetween(12L, 25L);
        assertThat(one("SELECT count(*) FROM trip WHERE company_id = current_company() AND approved_at IS NULL"))
                .isBetween(4L, 15L);
        assertThat(one("SELECT count(*) FROM attachment WHERE company_id = current_company()"))
                .isGreaterThan(40);
        assertThat(
                        one(
                                "SELECT count(DISTINCT sha256) FROM attachment WHERE kind = 'pod' AND content_type = 'image/png'"))
                .as("a photograph is kept once")
                .isEqualTo(1);
    }

    @Test
    @Order(1)
    void one_invoice_was_credited_whole_and_one_in_part() throws Exception {
        assertThat(one("SELECT count(*) FROM invoice WHERE company_id = current_company() AND credited = total"))
                .isEqualTo(1);
        assertThat(one("SELECT count(*) FROM invoice WHERE company_id = current_company() AND credited > 0"))
                .isEqualTo(2);
        assertThat(one("SELECT count(*) FROM credit_note WHERE company_id = current_company() AND allocated = total"))
                .isEqualTo(2);
    }

    @Test
    @Order(1)
    void some_invoices_are_still_to_be_sent_by_either_way() throws Exception {
        acting(() -> {
            assertThat(toSend.list(StillToSend.Way.EMAIL).invoices()).hasSizeBetween(3, 30);
            assertThat(toSend.list(StillToSend.Way.POST).invoices()).hasSizeBetween(2, 30);
            return null;
        });
        assertThat(one("SELECT count(*) FROM invoice_mail WHERE company_id = current_company()"))
                .isEqualTo(2);
    }

    @Test
    @Order(1)
    void an_invoice_says_of_its_orders_what_they_say() throws Exception {
        assertThat(one("""
                        SELECT count(*) FROM customer_order o
                          JOIN order_price p ON p.company_id = o.company_id AND p.order_id = o.id
                         WHERE o.company_id = current_company() AND o.invoice_id IS NOT NULL AND NOT EXISTS (
                           SELECT FROM invoice_line l
                            WHERE l.company_id = o.company_id AND l.invoice_id = o.invoice_id AND l.order_id = o.id
                              AND (l.description, l.quantity, l.unit_price, l.vat_rate, l.vat_category)
                                = (p.service, p.quantity, p.unit_price, p.vat_rate, p.vat_category))
                        """)).isZero();
        assertThat(
                        one(
                                "SELECT count(*) FROM customer_order WHERE company_id = current_company() AND invoice_id IS NOT NULL AND invoiced_cargo IS NULL"))
                .isZero();
    }

    @Test
    @Order(1)
    void letters_notes_and_promises_lie_in_the_past_and_some_work_is_due_today() throws Exception {
        acting(() -> {
            var today = companies.today();
            assertThat(promises.broken(today, 100)).hasSizeBetween(3, 8);
            assertThat(promises.standing(today).values().stream()
                            .filter(on -> !on.isBefore(today))
                            .count())
                    .isPositive();
            assertThat(actions.due(today, 100)).hasSizeBetween(5, 8);
            return null;
        });
        assertThat(one("SELECT count(*) FROM mail WHERE company_id = current_company() AND state = 'sent'"))
                .isBetween(12L, 60L);
        assertThat(one("SELECT count(*) FROM mail WHERE company_id = current_company() AND state <> 'sent'"))
                .isZero();
        assertThat(
                        one(
                                "SELECT count(*) FROM reminded WHERE company_id = current_company() AND reminded_on >= current_date"))
                .isZero();
    }

    @Test
    @Order(1)
    void some_customers_cannot_be_reminded_and_some_have_several_addresses() throws Exception {
        assertThat(one("""
                        SELECT count(*) FROM customer c
                         WHERE c.company_id = current_company() AND NOT (c.remind_by_email AND c.email IS NOT NULL)
                           AND NOT EXISTS (SELECT FROM contact p WHERE p.company_id = c.company_id AND p.customer_id = c.id AND p.remind_by_email)
                        """)).isEqualTo(4);
        assertThat(one("""
                        SELECT count(*) FROM customer c
                         WHERE c.company_id = current_company() AND c.remind_by_email
                           AND EXISTS (SELECT FROM contact p WHERE p.company_id = c.company_id AND p.customer_id = c.id AND p.remind_by_email)
                        """)).isEqualTo(10);
        assertThat(
                        one(
                                "SELECT count(*) FROM customer WHERE company_id = current_company() AND reminders_off AND reminders_off_until IS NULL"))
                .isEqualTo(2);
        assertThat(
                        one(
                                "SELECT count(*) FROM customer WHERE company_id = current_company() AND reminders_off_until IS NOT NULL"))
                .isEqualTo(1);
    }

    @Test
    @Order(1)
    void everybody_signs_in_with_the_password_that_is_printed() {
        made.people()
                .keySet()
                .forEach(person -> assertThat(
                                signIns.begin(person.email(), DemoSignIn.PASSWORD, new SignIns.From("test", "")))
                        .isNotEmpty());
        assertThat(made.people()).hasSize(5);
    }

    @Test
    @Order(1)
    void it_is_the_same_for_the_same_day() {
        var day = java.time.LocalDate.of(2026, 3, 4);
        var customers = SampleCustomer.all();
        assertThat(SampleTrade.until(day, customers)).isEqualTo(SampleTrade.until(day, customers));
    }

    @Test
    @Order(1)
    void it_can_be_made_on_any_day() {
        var customers = SampleCustomer.all();
        for (var day = java.time.LocalDate.of(2026, 1, 1); day.getYear() == 2026; day = day.plusDays(1)) {
            var trade = SampleTrade.until(day, customers);
            var past = PastStatements.of(trade, day);
            assertThat(ReadyStatements.of(trade, past, day).statements())
                    .as("on %s", day)
                    .hasSize(3);
            assertThat(SampleNotes.of(trade, day)).as("on %s", day).hasSizeGreaterThan(20);
            var today = day;
            var orders = SampleOrders.of(trade, customers, day);
            assertThat(orders).as("on %s", day).hasSize(60).allSatisfy(o -> requirePossible(o, today));
            assertThat(orders).extracting(SampleOrder::number).as("on %s", day).doesNotHaveDuplicates();
            assertThat(SampleTrip.of(orders, day))
                    .as("on %s", day)
                    .hasSizeBetween(12, 25)
                    .extracting(SampleTrip::number)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    @Order(1)
    void an_administrator_finds_orders_trips_files_and_invoices() throws Exception {
        requirePages(SampleCompany.ADMINISTRATOR, "TRUE");
    }

    @Test
    @Order(1)
    void an_account_manager_finds_those_of_their_own_customers() throws Exception {
        var id = Objects.requireNonNull(made.people().get(SampleCompany.OWN_MANAGER))
                .value();
        requirePages(SampleCompany.OWN_MANAGER, "o.account_manager_id = " + id);
        var others = number(
                "SELECT number FROM customer_order WHERE company_id = current_company() AND account_manager_id <> " + id
                        + " ORDER BY order_date DESC, id DESC LIMIT 1");
        assertThat(get(SampleCompany.ADMINISTRATOR, "/orders").body()).contains(others);
        assertThat(get(SampleCompany.OWN_MANAGER, "/orders").body()).doesNotContain(others);
    }

    /// @param theirs which orders `o` the person sees
    private void requirePages(SampleCompany.Person person, String theirs) throws Exception {
        var order = """
                SELECT min(o.id) FROM customer_order o
                  LEFT JOIN invoice i ON i.company_id = o.company_id AND i.id = o.invoice_id
                 WHERE o.company_id = current_company() AND %s AND
                """.formatted(theirs);
        long sent = one(order + """
                i.approved AND i.sent_on IS NOT NULL AND o.trip_id IS NOT NULL
                AND EXISTS (SELECT FROM attachment a
                             WHERE a.company_id = o.company_id AND a.order_id = o.id AND a.kind = 'pod'
                               AND a.content_type = 'application/pdf')
                """);
        long draft = one("SELECT invoice_id FROM customer_order WHERE company_id = current_company() AND id = "
                + one(order + "NOT i.approved"));
        var is = " FROM customer_order WHERE company_id = current_company() AND id = " + sent;
        long trip = one("SELECT trip_id" + is);
        long invoice = one("SELECT invoice_id" + is);
        var number = number("SELECT number" + is);
        requirePage(person, "/orders", "O-20");
        for (var state : List.of("open", "delivered", "invoiced", "pod_missing")) {
            requirePage(person, "/orders?state=" + state, "O-20");
        }
        requirePage(person, "/orders/" + sent, number);
        requirePage(person, "/orders/" + sent + "/attachments", "CMR-" + number);
        requirePage(person, "/orders/" + sent + "/history", number);
        requirePage(person, "/trips", "T-20");
        requirePage(person, "/trips/" + trip, number);
        requirePage(
                person,
                "/invoices/" + draft,
                number("SELECT number FROM invoice WHERE company_id = current_company() AND id = " + draft));
        requirePage(person, "/invoices/" + invoice + "/email", "CMR-" + number);
        requirePage(person, "/invoices/to-send", "BF-20");
        requirePage(person, "/invoices/to-send?by=post", "BF-20");
        long file = one(
                "SELECT min(id) FROM attachment WHERE company_id = current_company() AND kind = 'pod' AND order_id = "
                        + sent);
        requirePage(person, "/orders/%d/attachments/%d".formatted(sent, file), "%PDF-1.4");
    }

    private void requirePage(SampleCompany.Person person, String path, String says) throws Exception {
        var answer = get(person, path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body()).as(path).contains(says);
    }

    @Test
    @Order(2)
    void importing_the_ready_statements_links_what_is_certain_and_offers_the_rest() throws Exception {
        acting(() -> {
            for (var file : directory.statements()) {
                var name = file.getFileName().toString();
                jobs.doNow(StatementImports.KIND, name, progress -> List.of(imports.run(file, name, progress)));
            }
            return null;
        });
        var wrong = new ArrayList<String>();
        for (var credit : made.ready().credits()) {
            var payment = payment(credit.reference());
            if (!comeTrue(credit, payment)) {
                wrong.add(credit + " became " + payment);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(made.ready().credits().stream()
                        .collect(Collectors.groupingBy(ReadyStatements.Credit::expected, Collectors.counting())))
                .satisfies(counts -> assertThat(counts.keySet()).containsExactlyInAnyOrder(Expected.values()));
        assertThat(one("SELECT count(*) FROM payment WHERE company_id = current_company() AND voided_at IS NOT NULL"))
                .as("taken back by the bank")
                .isEqualTo(1);
        assertThat(one("SELECT count(*) FROM statement WHERE company_id = current_company() AND warnings <> '[]'"))
                .as("balances agree")
                .isZero();
        assertThat(acting(chains::all))
                .allSatisfy(c -> assertThat(c.chain().faults()).as(c.account()).isZero());
        requireSound();
    }

    @Test
    @Order(3)
    void reminding_everybody_fills_the_mailbox() throws Exception {
        acting(() -> {
            dispatcher.sendNow(runs.propose(companies.today(), Optional.empty()), Optional.empty());
            worker.drain(java.time.Duration.ofMinutes(2));
            return null;
        });
        long sent = one(
                "SELECT count(*) FROM reminder_letter WHERE company_id = current_company() AND state = 'written' AND written_at >= current_date");
        assertThat(sent).isGreaterThan(20);
        assertThat(ownMails()).hasSize((int) sent);
        var newest = ownMails().getFirst();
        var opened = MAILBOX.open(newest.id()).orElseThrow();
        assertThat(opened.html()).hasValueSatisfying(html -> assertThat(html).contains("BF-"));
        assertThat(opened.text()).contains("BF-");
        assertThat(opened.attachments())
                .singleElement()
                .satisfies(
                        file -> assertThat(new String(file.bytes(), 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                                .isEqualTo("%PDF-"))
                .satisfies(file -> assertThat(file.isPdf()).isTrue());
        assertThat(MAILBOX.list(newest.recipients().getFirst(), "", 100)).contains(newest);
        assertThat(MAILBOX.list("nobody@nowhere", "", 100)).isEmpty();
        requireSound();
    }

    @Test
    @Order(4)
    void its_pages_are_there_and_a_mails_html_can_do_nothing_but_show_itself() throws Exception {
        var newest = ownMails().getFirst();
        for (var page : List.of(
                "/",
                "/imports",
                "/imports/statements",
                "/statements",
                "/demo",
                "/demo/mailbox",
                "/demo/mailbox?query=zzz",
                "/demo/mailbox/" + newest.id())) {
            assertThat(get(page).statusCode()).as(page).isEqualTo(200);
        }
        var html = get("/demo/mailbox/" + newest.id() + "/html");
        assertThat(html.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("sandbox", "default-src 'none'");
        assertThat(get("/demo/mailbox/" + newest.id() + "/attachments/0?show=true")
                        .headers()
                        .firstValue("Content-Disposition")
                        .orElseThrow())
                .startsWith("inline");
        var statement = directory.statements().getFirst().getFileName().toString();
        assertThat(get("/demo/statements/" + statement).body()).contains("camt.053.001.02");
        assertThat(get("/demo/statements/..%2Fdemo").statusCode()).isNotEqualTo(200);
        assertThat(get("/demo/mailbox/20260101T000000000Z-000001").statusCode()).isEqualTo(404);
    }

    private static void requirePossible(SampleOrder order, java.time.LocalDate today) {
        for (var cargo : order.cargo()) {
            var from = cargo.loading();
            var to = cargo.unloading();
            assertThat(order.ordered()).isBeforeOrEqualTo(from.agreed()).isBeforeOrEqualTo(today);
            assertThat(to.agreed()).isAfterOrEqualTo(from.agreed());
            assertThat(to.planned()).isAfterOrEqualTo(from.planned());
            to.actual()
                    .ifPresent(on -> assertThat(on)
                            .isAfterOrEqualTo(from.actual().orElseThrow())
                            .isBeforeOrEqualTo(today));
            from.actual().ifPresent(on -> assertThat(on).isBeforeOrEqualTo(today));
        }
        order.invoice().ifPresent(i -> assertThat(i.issued()).isAfterOrEqualTo(order.unloading()));
    }

    private List<CustomerOrder> orders(OrderFilter filter) throws Exception {
        var byNumber = new OrderSorting(OrderSorting.Column.NUMBER, false);
        return acting(
                () -> orderLists.list(filter, byNumber, Optional.empty(), 100).orders());
    }

    /// The newest first. The other tests' companies share the queue, and what they left in it comes too.
    private static List<ReceivedMail> ownMails() {
        return MAILBOX.list("", "", Integer.MAX_VALUE).stream()
                .filter(mail -> MAILBOX.open(mail.id()).orElseThrow().from().contains("@baltic-freight.example"))
                .toList();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return get(SampleCompany.ACCOUNTANT, path);
    }

    private HttpResponse<String> get(SampleCompany.Person person, String path) throws Exception {
        var token = signIns.begin(person.email(), DemoSignIn.PASSWORD, new SignIns.From("test", ""));
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Cookie", "kvit-sign-in=" + token)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static boolean comeTrue(ReadyStatements.Credit credit, Payment payment) {
        var linked = payment.links().stream()
                .map(l -> new ReadyStatements.Credit.Share(
                        l.number(), scaled(l.amount().amount())))
                .collect(Collectors.toSet());
        var first = payment.proposals().stream()
                .findFirst()
                .map(p -> p.links().stream()
                        .map(l -> new ReadyStatements.Credit.Share(
                                l.number(), scaled(l.amount().amount())))
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
        var right = credit.pays().stream()
                .map(s -> new ReadyStatements.Credit.Share(s.invoice(), scaled(s.amount())))
                .collect(Collectors.toSet());
        return switch (credit.expected()) {
            case LINKED -> linked.equals(right);
            case OFFERED -> linked.isEmpty() && first.equals(right);
            case NOTHING -> linked.isEmpty() && first.isEmpty();
        };
    }

    private static BigDecimal scaled(BigDecimal amount) {
        return amount.setScale(2);
    }

    private Payment payment(String reference) throws Exception {
        return acting(() -> {
            long id = one("SELECT id FROM payment WHERE company_id = current_company() AND bank_reference = '"
                    + reference + "' AND booked_on >= current_date - 2");
            return payments.find(new org.kvit.payment.PaymentId(id));
        });
    }

    private long open(String where) throws Exception {
        return acting(() -> Objects.requireNonNull(transaction.execute(_ -> jdbc.sql(
                        "SELECT count(*) FROM invoice WHERE company_id = current_company() AND approved AND open_amount > 0 AND "
                                + where.replace(":today", "date '" + companies.today() + "'"))
                .query(Long.class)
                .single())));
    }

    private long one(String sql) throws Exception {
        return acting(() -> Objects.requireNonNull(
                transaction.execute(_ -> jdbc.sql(sql).query(Long.class).single())));
    }

    private String number(String sql) throws Exception {
        return acting(() -> Objects.requireNonNull(
                transaction.execute(_ -> jdbc.sql(sql).query(String.class).single())));
    }

    private <T> T acting(Callable<T> work) throws Exception {
        return made.acting(SampleCompany.ACCOUNTANT).call(work);
    }

    private void requireSound() throws Exception {
        acting(() -> {
            assertThat(invariants.broken()).isEmpty();
            return null;
        });
    }
}
