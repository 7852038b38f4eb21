package org.kvit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.kvit.NumberedAddress.address;
import static org.kvit.NumberedAddress.id;
import static org.kvit.NumberedAddress.names;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.base.UserId;
import org.kvit.company.Companies;
import org.kvit.company.Needs;
import org.kvit.company.People;
import org.kvit.company.Right;
import org.kvit.company.Role;
import org.kvit.company.Tokens;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/// An account manager who sees their own customers only meets no other, whatever they ask for. Every
/// handler of the screens and the API is asked; whoever adds one that takes a number says in
/// [NumberedAddress] of what.
@KvitTest
class OwnCustomersTest {
    /// What stands in the data of the customer that isn't theirs, and nowhere else.
    private static final List<String> SECRETS = List.of("slepens", "7777.77", "7,777.77");

    private static final Map<String, String> NEEDED = Map.of(
            "/debtors/{customer}/correspondence",
            "?before=999999999",
            "/reminder-runs/{id}/letters",
            "?level=1&after=0");

    /// What an account manager may change of their own customers.
    private static final Set<Right> HERS = Set.of(Right.CUSTOMERS, Right.ORDERS, Right.INVOICING, Right.CORRESPONDENCE);

    /// What an account manager may change, each with a form that would go in. The last one takes the
    /// contact away.
    private static final Map<String, List<String>> FORMS = new LinkedHashMap<>();

    static {
        FORMS.put(
                "POST /customers/{id}",
                List.of("name", "A", "country", "LV", "language", "lv", "currency", "EUR", "paymentTermsDays", "14"));
        FORMS.put("POST /customers/{id}/reminder-address", List.of("email", "a@a.example"));
        FORMS.put("POST /customers/{id}/contacts", List.of("name", "A"));
        FORMS.put("POST /customers/{id}/contacts/{contact}", List.of("name", "A"));
        FORMS.put("POST /customers/{id}/contacts/valid-addresses", List.of("address", "old@a.example"));
        FORMS.put("POST /inbox/{id}/tick", List.of());
        FORMS.put("POST /api/v1/inbox/{id}/tick", List.of());
        FORMS.put("POST /debtors/{customer}/notes", List.of("text", "A"));
        FORMS.put("POST /debtors/correspondence/{id}", List.of("text", "A", "nextActionOn", "2999-01-01"));
        FORMS.put("POST /debtors/correspondence/{id}/next-action", List.of("done", "true"));
        FORMS.put("PUT /api/v1/customers/{id}", List.of("name", "A"));
        FORMS.put("PUT /api/v1/correspondence/{id}", List.of("text", "A"));
        FORMS.put("POST /customers/{id}/contacts/{contact}/removal", List.of());
        FORMS.put(
                "POST /orders/{id}",
                List.of(
                        "orderDate",
                        "2026-11-02",
                        "currency",
                        "EUR",
                        "paymentTermsDays",
                        "14",
                        "invoiceDelivery",
                        "email",
                        "podDelivery",
                        "none"));
        FORMS.put("POST /orders/{id}/cargo/{line}/{which}", List.of("on", "2026-11-03"));
        FORMS.put("POST /orders/{id}/invoice", List.of());
        FORMS.put("POST /orders/{id}/invoice/approval", List.of());
        FORMS.put("POST /orders/{id}/invoice/approval/removal", List.of());
        FORMS.put("POST /orders/{id}/invoice/removal", List.of());
        FORMS.put("PUT /api/v1/orders/{id}/invoice", List.of());
        FORMS.put("DELETE /api/v1/orders/{id}/invoice", List.of());
        FORMS.put("POST /trips/{id}/orders/{order}/removal", List.of());
        FORMS.put("PUT /api/v1/orders/{id}", List.of("customerReference", "A"));
        FORMS.put("POST /orders/{id}/deletion", List.of());
        for (var of : List.of("orders", "invoices")) {
            FORMS.put("POST /" + of + "/{id}/attachments", Somebody.FILE);
            FORMS.put("POST /api/v1/" + of + "/{id}/attachments", Somebody.FILE);
            FORMS.put("POST /" + of + "/{id}/attachments/{attachment}", List.of("name", "a.txt", "kind", "other"));
            FORMS.put(
                    "PUT /api/v1/" + of + "/{id}/attachments/{attachment}", List.of("name", "a.txt", "kind", "other"));
            FORMS.put("POST /" + of + "/{id}/attachments/{attachment}/removal", List.of());
            FORMS.put("DELETE /api/v1/" + of + "/{id}/attachments/{attachment}", List.of());
        }
        FORMS.put("POST /invoices/{id}/content", List.of());
        FORMS.put("PUT /api/v1/invoices/{id}/content", List.of());
        FORMS.put("POST /invoices/{id}/approval", List.of());
        FORMS.put("POST /invoices/{id}/approval/removal", List.of());
        FORMS.put("PUT /api/v1/invoices/{id}/approval", List.of());
        FORMS.put("DELETE /api/v1/invoices/{id}/approval", List.of());
        FORMS.put("POST /invoices/{id}/email", List.of("to", "a@a.example", "subject", "A", "text", "A"));
        FORMS.put("POST /invoices/{id}/posted-on", List.of());
        var credit = List.of("credited", "0", "reason", "A", "amount", "1");
        FORMS.put("POST /invoices/{id}/credit-notes/new", credit);
        FORMS.put("POST /invoices/{id}/credit-notes/preview", credit);
        FORMS.put("POST /invoices/{id}/credit-notes", credit);
        FORMS.put("POST /api/v1/invoices/{id}/credit-notes", List.of("reason", "A", "amount", "1"));
        FORMS.put("POST /credit-notes/{id}/email", List.of("to", "a@a.example", "subject", "A", "text", "A"));
        FORMS.put("POST /invoices/{id}/deletion", List.of());
        FORMS.put("DELETE /api/v1/invoices/{id}", List.of());
    }

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

    @Autowired
    private Companies companies;

    @Autowired
    private People people;

    @Autowired
    private Tokens tokens;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @LocalServerPort
    private int port;

    private TestCompany company;
    private LocalDate today;
    private Somebody anna;
    private Somebody mara;
    private Map<String, Long> own;
    private Map<String, Long> theirs;

    @BeforeEach
    void one_customer_of_maras_and_one_that_is_not() {
        company = TestCompany.found(companies);
        today = company.actor().get(companies::today);
        var email = "mara-" + company.email();
        var id = company.actor().get(() -> {
            var user = people.add(email, "Māra", TestCompany.PASSWORD, "en", Role.ACCOUNT_MANAGER);
            people.changeRole(user, Role.ACCOUNT_MANAGER, true);
            return user;
        });
        anna = somebody(company.email(), company.administrator());
        mara = somebody(email, id);
        own = everything("Manas", "100.00", id, mara);
        theirs = everything("Slepens", "7777.77", company.administrator(), anna);
        reminded();
        own.put("payment2", partOfItOnTheOther());
        own.put("payment3", proposedForTheOther());
    }

    @Test
    void by_its_number_nothing_of_another_managers_customer_is_found() {
        var open = new TreeSet<String>();
        eachGet(
                (pattern, path) -> {
                    if (names(pattern).anyOfOne()) {
                        assertThat(anna.get(path).status())
                                .as("Anna at %s", path)
                                .isEqualTo(200);
                        if (!List.of(403, 404).contains(mara.get(path).status())) {
                            open.add(pattern);
                        }
                    }
                },
                theirs);
        assertThat(open).isEmpty();
    }

    @Test
    void no_list_file_or_page_says_anything_of_another_managers_customer() {
        var shown = new TreeSet<String>();
        BiConsumer<String, String> look = (pattern, path) -> {
            var answer = mara.get(path);
            assertThat(answer.status())
                    .as(path)
                    .isIn(names(pattern).anyOfOne() ? List.of(200) : List.of(200, 204, 302, 403, 404));
            var text = answer.text().toLowerCase(Locale.ROOT);
            SECRETS.stream().filter(text::contains).forEach(secret -> shown.add(secret + " at " + path));
        };
        eachGet(look, own);
        for (var payment : List.of("payment2", "payment3")) {
            var other = new TreeMap<>(own);
            other.put("payment", Objects.requireNonNull(own.get(payment)));
            eachGet(
                    (pattern, path) -> {
                        if (pattern.contains("/payments/{id}")) {
                            look.accept(pattern, path);
                        }
                    },
                    other);
        }
        assertThat(shown).isEmpty();
    }

    @Test
    void nothing_of_another_managers_customer_is_changed() {
        var before = written();
        var may = new TreeSet<String>();
        var open = new TreeSet<String>();
        handlers.getHandlerMethods().forEach((mapping, method) -> {
            if (!isOurs(method)) {
                return;
            }
            for (var how : mapping.getMethodsCondition().getMethods()) {
                for (var pattern : mapping.getPatternValues()) {
                    if (how != RequestMethod.GET && isRefused(names(pattern), method)) {
                        refused(how.name(), pattern, method, may, open);
                    }
                }
            }
        });
        assertThat(open).isEmpty();
        assertThat(may).containsExactlyInAnyOrderElementsOf(FORMS.keySet());
        assertThat(written()).isEqualTo(before);
        FORMS.forEach((key, form) -> {
            var call = key.split(" ");
            var numbers = new TreeMap<>(theirs);
            if (key.equals("DELETE /api/v1/invoices/{id}")) {
                numbers.put("invoice", id(theirs, "spare draft"));
            }
            assertThat(anna.send(call[0], address(call[1], numbers), form).status())
                    .as("Anna: %s", key)
                    .isLessThan(400);
        });
    }

    @Test
    void a_note_names_no_other_managers_customer_invoice_or_contact() {
        var before = written();
        assertThat(note(Map.of("customerId", id(theirs, "customer"), "text", "A")))
                .isEqualTo(404);
        assertThat(note(Map.of("invoiceIds", List.of(id(theirs, "invoice")), "text", "A")))
                .isEqualTo(422);
        assertThat(note(Map.of(
                        "customerId", id(own, "customer"), "invoiceIds", List.of(id(theirs, "invoice")), "text", "A")))
                .isEqualTo(422);
        assertThat(note(Map.of("customerId", id(own, "customer"), "contactId", id(theirs, "contact"), "text", "A")))
                .isEqualTo(422);
        assertThat(written()).isEqualTo(before);
        assertThat(note(Map.of("invoiceIds", List.of(id(own, "invoice")), "text", "A")))
                .isEqualTo(201);
    }

    private int note(Map<String, Object> body) {
        return mara.api().post("/api/v1/correspondence", body).status();
    }

    /// Trips carry many customers' orders: whoever may change orders may change any.
    private static boolean isRefused(NumberedAddress.Named named, HandlerMethod method) {
        return named.anyOfOne() || (named.any() && !HERS.contains(needs(method).value()));
    }

    private static Needs needs(HandlerMethod method) {
        return Objects.requireNonNullElseGet(
                method.getMethodAnnotation(Needs.class),
                () -> Objects.requireNonNull(
                        AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Needs.class)));
    }

    private void refused(String how, String pattern, HandlerMethod method, Set<String> may, Set<String> open) {
        boolean hers = HERS.contains(needs(method).value());
        if (hers) {
            may.add(how + " " + pattern);
        }
        var form = FORMS.getOrDefault(how + " " + pattern, List.of());
        int status = mara.send(how, address(pattern, theirs), form).status();
        if (status != (hers ? 404 : 403)) {
            open.add(status + " " + how + " " + pattern);
        }
    }

    private void eachGet(BiConsumer<String, String> look, Map<String, Long> numbers) {
        handlers.getHandlerMethods().forEach((mapping, method) -> {
            if (isOurs(method) && mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET)) {
                mapping.getPatternValues()
                        .forEach(pattern ->
                                look.accept(pattern, address(pattern, numbers) + NEEDED.getOrDefault(pattern, "")));
            }
        });
    }

    private static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getPackageName().startsWith("org.kvit");
    }

    private Somebody somebody(String email, UserId user) {
        return new Somebody(
                ScreenClient.signedIn(port, email, TestCompany.PASSWORD),
                new ApiClient(port, company.actor().get(() -> tokens.create(user, "test"))));
    }

    /// A customer with a contact, three invoices (one paid, one overdue, one that is never reminded), its
    /// payment, a credit note, a note that was edited, and an import by its manager that rejected a line.
    private Map<String, Long> everything(String name, String amount, UserId manager, Somebody manages) {
        var numbers = new TreeMap<String, Long>();
        var email = "info@" + name.toLowerCase(Locale.ROOT) + ".example";
        var contact = Map.of("name", name + " contact", "email", "contact." + email, "remindByEmail", true);
        var customer = made(
                "/api/v1/customers",
                Map.of(
                        "name",
                        name,
                        "email",
                        email,
                        "accountManagerId",
                        manager.value(),
                        "contacts",
                        List.of(contact)));
        numbers.put("customer", customer.get("id").asLong());
        numbers.put("contact", customer.at("/contacts/0/id").asLong());
        var paid = invoice(name + "-1", id(numbers, "customer"), amount);
        numbers.put("invoice", invoice(name + "-2", id(numbers, "customer"), amount));
        var held = invoice(name + "-3", id(numbers, "customer"), amount);
        anna.api().patch("/api/v1/invoices/" + held, Map.of("remindersOff", Map.of("reason", name + " objects")));
        numbers.put(
                "payment",
                made("/api/v1/payments", Map.of("invoiceIds", List.of(paid)))
                        .get(0)
                        .get("id")
                        .asLong());
        List.of("writeOff", "surplus", "refund", "payerAccount")
                .forEach(kind -> numbers.put(kind, 1L)); // only for RECEIVABLES
        var note = made(
                "/api/v1/correspondence",
                Map.of(
                        "customerId",
                        id(numbers, "customer"),
                        "invoiceIds",
                        List.of(id(numbers, "invoice")),
                        "text",
                        name + " said",
                        "nextActionOn",
                        today.toString()));
        numbers.put("note", note.get("id").asLong());
        for (var by : List.of("", " by API")) {
            numbers.put("inboxMessage" + by, answered(id(numbers, "customer"), name + by));
        }
        one("INSERT INTO invalid_address (company_id, customer_id, address, words) VALUES (current_company(), "
                + id(numbers, "customer") + ", 'old@a.example', '" + name + " unknown') RETURNING customer_id");
        anna.api()
                .put(
                        "/api/v1/correspondence/" + id(numbers, "note"),
                        Map.of("text", name + " says", "nextActionOn", today.toString()));
        var credited = invoice(name + "-5", id(numbers, "customer"), amount);
        numbers.put(
                "creditNote",
                made("/api/v1/invoices/" + credited + "/credit-notes", Map.of("reason", name + " objects"))
                        .get("id")
                        .asLong());
        manages.api()
                .upload(
                        "/api/v1/imports/customers",
                        "text/csv",
                        ("name,email\n" + name + " too,nowhere\n").getBytes(StandardCharsets.UTF_8));
        numbers.put("import", one("SELECT max(id) FROM job"));
        ordered(numbers, name, manages);
        return numbers;
    }

    private long answered(long customer, String name) {
        return one(
                "INSERT INTO inbox_message (company_id, digest, kind, sender, subject, text, customer_id, recipient, permanent, words)"
                        + " VALUES (current_company(), sha256('" + name + "'), 'bounce', 'a@a.example', '" + name
                        + "', '" + name + "', "
                        + customer + ", '" + name + "@a.example', true, '" + name + " unknown') RETURNING id");
    }

    /// Orders on a trip: one that is free, one to throw away, two on drafts, one on an invoice that its
    /// manager sends; files of the free one and of the overdue invoice.
    private void ordered(Map<String, Long> numbers, String name, Somebody manages) {
        var trip = made("/api/v1/trips", Map.of("vehicle", "JK-1")).get("id").asLong();
        numbers.put("trip", trip);
        var free = order(numbers, name);
        numbers.put("order", free.get("id").asLong());
        numbers.put("line", free.at("/cargo/0/id").asLong());
        numbers.put("spare order", order(numbers, name).get("id").asLong());
        numbers.put("draft", draft(numbers, name));
        numbers.put("spare draft", draft(numbers, name));
        var sent = draft(numbers, name);
        anna.api().put("/api/v1/invoices/" + sent + "/approval", Map.of());
        var job = manages.screens().post("/invoices/to-send/email", "invoiceIds", Long.toString(sent));
        numbers.put("sending", Long.valueOf(job.location().replaceAll("\\D", "")));
        for (var by : List.of("", " by API")) {
            numbers.put("file of order" + by, file("/api/v1/orders/" + id(numbers, "order"), name));
            numbers.put("file of invoice" + by, file("/api/v1/invoices/" + id(numbers, "invoice"), name));
        }
    }

    private JsonNode order(Map<String, Long> numbers, String name) {
        return made(
                "/api/v1/orders",
                Map.of(
                        "customerId", id(numbers, "customer"),
                        "tripId", id(numbers, "trip"),
                        "customerReference", name + " ordered",
                        "cargo", List.of(Map.of("description", name + " goods")),
                        "prices",
                                List.of(Map.of(
                                        "service", name + " haulage",
                                        "quantity", "1",
                                        "unitPrice", "10",
                                        "vatRate", "21"))));
    }

    private long draft(Map<String, Long> numbers, String name) {
        var order = order(numbers, name).get("id").asLong();
        var put = anna.api().put("/api/v1/orders/" + order + "/invoice", Map.of());
        return put.body().get("invoiceId").asLong();
    }

    private long file(String of, String name) {
        var uploaded = anna.api()
                .upload(of + "/attachments?name=" + name + ".txt", "text/plain", "x".getBytes(StandardCharsets.UTF_8));
        assertThat(uploaded.status()).isEqualTo(201);
        return uploaded.body().get("id").asLong();
    }

    private long invoice(String number, long customer, String amount) {
        return made(
                        "/api/v1/invoices",
                        Map.of(
                                "number",
                                number,
                                "customerId",
                                customer,
                                "issueDate",
                                today.minusDays(40).toString(),
                                "dueDate",
                                today.minusDays(10).toString(),
                                "currency",
                                "EUR",
                                "total",
                                amount))
                .get("id")
                .asLong();
    }

    /// Both customers get a letter of the same run.
    private void reminded() {
        var run = made("/api/v1/reminder-runs", Map.of("send", true)).get("id").asLong();
        var path = "/api/v1/reminder-runs/" + run;
        await().until(() -> anna.api().get(path).body().get("state").asString().equals("done"));
        for (var numbers : List.of(own, theirs)) {
            numbers.put("run", run);
            anna.api().get(path).body().get("letters").values().stream()
                    .filter(l -> l.get("customerId").asLong() == id(numbers, "customer"))
                    .forEach(l -> {
                        numbers.put("letter", l.get("id").asLong());
                        numbers.put("email", l.get("emailId").asLong());
                    });
        }
    }

    /// A payment of Māra's customer, of which a part went to the other's invoice; and once did another
    /// part.
    private long partOfItOnTheOther() {
        var payment = payment("500.00");
        var mine = invoice("Manas-4", id(own, "customer"), "100.00");
        var other = invoice("Slepens-4", id(theirs, "customer"), "100.00");
        for (var foreign : List.of(id(theirs, "invoice"), other)) {
            var links = List.of(
                    Map.of("invoiceId", mine, "amount", "10.00"), Map.of("invoiceId", foreign, "amount", "20.00"));
            assertThat(anna.api()
                            .put("/api/v1/payments/" + payment + "/links", links)
                            .status())
                    .isEqualTo(200);
        }
        return payment;
    }

    /// An unlinked payment of Māra's customer, proposed for the other's invoice.
    private long proposedForTheOther() {
        var payment = payment("30.00");
        company.actor().run(() -> new Ledger(jdbc, transaction).change("""
                INSERT INTO payment_proposal (company_id, payment_id, rank, certainty, rule, reason, links)
                VALUES (current_company(), %d, 1, 'likely', 'hand', '{"key": "payment.byHand", "args": []}',
                        '[{"invoiceId": %d, "amount": "30.00"}]')
                """.formatted(payment, id(theirs, "invoice"))));
        return payment;
    }

    private long payment(String amount) {
        return one("""
                INSERT INTO payment (company_id, booked_on, amount, currency, payer_name, customer_id)
                VALUES (current_company(), '%s', %s, 'EUR', 'Manas', %d) RETURNING id
                """.formatted(today, amount, id(own, "customer")));
    }

    private JsonNode made(String path, Map<String, Object> body) {
        var answer = anna.api().post(path, body);
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
        return answer.body();
    }

    /// Everything that is written is either audited or correspondence.
    private long written() {
        return one("SELECT (SELECT count(*) FROM audit) + (SELECT count(*) FROM correspondence)");
    }

    private long one(String sql) {
        return company.actor()
                .get(() -> Objects.requireNonNull(
                        transaction.execute(_ -> jdbc.sql(sql).query(Long.class).single())));
    }
}
