package org.kvit.credit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.ScreenClient;
import org.kvit.TestCompany;
import org.kvit.base.Money;
import org.kvit.company.Companies;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.Invoice;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.InvoiceLine;
import org.kvit.invoice.InvoiceState;
import org.kvit.invoice.Invoices;
import org.kvit.invoice.NewInvoice;
import org.kvit.invoice.Recording;
import org.kvit.mail.Mails;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class CreditScreensTest {
    @Autowired
    Companies companies;

    @Autowired
    Recording recording;

    @Autowired
    Invoices invoices;

    @Autowired
    CreditNotes notes;

    @Autowired
    CreditNoteMails sent;

    @Autowired
    Mails mails;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @LocalServerPort
    int port;

    private TestCompany company;
    private ScreenClient screen;
    private LocalDate today;
    private CustomerId daugava;

    @BeforeEach
    void signedIn() {
        company = TestCompany.found(companies);
        screen = ScreenClient.signedIn(port, company.email(), TestCompany.PASSWORD);
        today = company.actor().get(companies::today);
        daugava = company.actor().get(() -> new Ledger(jdbc, transaction).customer("Daugava", "info@daugava.example"));
    }

    @Test
    void an_invoice_is_credited_from_its_page_by_way_of_a_preview() {
        var invoice = invoice();
        var page = text(screen.get("/invoices/" + invoice.value()));
        assertThat(page).contains("/credit-notes/new");
        var form = text(screen.get(path(invoice) + "/new"));
        assertThat(form).contains("name=\"quantity-1\"", "value=\"10\"", "value=\"100.00\"", "1,452.00 EUR");
        var preview = text(screen.post(path(invoice) + "/preview", part("4", "Four came back")));
        assertThat(preview).contains("484.00", "Open amount then", "968.00 EUR", "Four came back");
        assertThat(of(invoice)).isEmpty();
        var changed = text(screen.post(path(invoice) + "/new", part("4", "Four came back")));
        assertThat(changed).contains("value=\"4\"", "value=\"Four came back\"");

        var issued = screen.post(path(invoice), part("4", "Four came back"));
        assertThat(issued.status()).isEqualTo(302);
        var note = of(invoice).getFirst();
        assertThat(issued.location()).endsWith(note.path() + "?done=issued");
        assertThat(note.total()).isEqualTo(Money.of("484", "EUR"));
        assertThat(text(screen.get(note.path())))
                .contains(
                        note.number(),
                        "Four came back",
                        "484.00",
                        invoice(invoice).number());
        assertThat(text(screen.get(path(invoice)))).contains(note.number(), "Left to credit", "968.00 EUR");
        assertThat(text(screen.get("/invoices/" + invoice.value() + "/payments")))
                .contains("Credit note " + note.number(), "credit note for this invoice");
    }

    @Test
    void pressed_twice_it_is_issued_once() {
        var invoice = invoice();
        screen.post(path(invoice), part("4", "Damaged"));
        var again = screen.post(path(invoice), part("4", "Damaged"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(text(again)).contains("was credited meanwhile");
        assertThat(of(invoice)).hasSize(1);
    }

    @Test
    void what_wont_do_comes_back_in_the_form_beside_its_field() {
        var invoice = invoice();
        var beyond = screen.post(path(invoice) + "/preview", part("11", "Damaged"));
        assertThat(beyond.status()).isEqualTo(422);
        assertThat(text(beyond)).contains("id=\"e-quantity-1\"", "value=\"11\"", "1,000.00 EUR without VAT is left");
        assertThat(text(screen.post(path(invoice) + "/preview", part("a lot", "Damaged"))))
                .contains("id=\"e-quantity-1\"", "value=\"a lot\"");
        assertThat(text(screen.post(path(invoice) + "/preview", part("1,234", "Damaged"))))
                .contains("“1,234” may mean 1.234 or 1234");
        assertThat(text(screen.post(path(invoice) + "/preview", part("", "Damaged"))))
                .contains("there is nothing to credit");
        assertThat(text(screen.post(path(invoice) + "/preview", part("1", "")))).contains("id=\"e-reason\"");
    }

    @Test
    void a_wholly_credited_invoice_offers_no_more() {
        var invoice = invoice();
        screen.post(
                path(invoice),
                "credited",
                "0",
                "reason",
                "All",
                "quantity-1",
                "10",
                "unitPrice-1",
                "100",
                "quantity-2",
                "1",
                "unitPrice-2",
                "200");
        assertThat(invoice(invoice).state()).isEqualTo(InvoiceState.CREDITED);
        assertThat(text(screen.get("/invoices/" + invoice.value())))
                .contains(">credited<")
                .doesNotContain("/credit-notes/new");
        assertThat(screen.get(path(invoice) + "/new").status()).isEqualTo(409);
        assertThat(text(screen.get("/invoices?status=credited")))
                .contains(invoice(invoice).number());
        assertThat(text(screen.get("/invoices?status=paid")))
                .doesNotContain(invoice(invoice).number());
    }

    @Test
    void what_is_over_is_linked_and_unlinked_on_its_page() {
        var paid = invoice();
        company.actor().run(() -> new Ledger(jdbc, transaction).paid(paid, today, "1452.00"));
        screen.post(path(paid), part("4", "Damaged"));
        var note = of(paid).getFirst();
        var other = invoice();
        assertThat(text(screen.get(note.path()))).contains("amount-" + other.value(), "484.00");
        var links = note.path() + "/links";
        var ticked = screen.post(
                links,
                "seen",
                "",
                "invoice",
                "" + other.value(),
                "amount-" + other.value(),
                "484.00",
                "offered-" + other.value(),
                "484.00");
        assertThat(ticked.status()).isEqualTo(302);
        assertThat(invoice(other).open()).isEqualTo(Money.of("968", "EUR"));
        var stale = screen.post(links, "seen", "");
        assertThat(stale.status()).isEqualTo(409);
        assertThat(text(stale)).contains("Somebody else has changed the links");
        var seen = other.value() + "=484.00";
        var beyond = screen.post(links, "seen", seen, "invoice", "" + other.value(), "amount-" + other.value(), "485");
        assertThat(text(beyond)).contains("The links come to 485.00 EUR");
        screen.post(
                links,
                "seen",
                seen,
                "invoice",
                "" + other.value(),
                "amount-" + other.value(),
                "484.00",
                "without",
                "" + other.value());
        assertThat(invoice(other).open()).isEqualTo(Money.of("1452", "EUR"));
    }

    @Test
    void the_list_finds_and_exports_them() {
        var invoice = invoice();
        screen.post(path(invoice), part("4", "Damaged"));
        var note = of(invoice).getFirst();
        assertThat(text(screen.get("/credit-notes"))).contains(note.number(), "Daugava", "484.00", "1 credit note");
        assertThat(text(screen.get("/credit-notes?query=nothing"))).contains("No credit notes");
        assertThat(text(screen.get("/credit-notes?left=true"))).contains("No credit notes");
        assertThat(text(screen.get("/credit-notes/export?format=csv")))
                .contains(note.number() + "," + today + ",")
                .contains(",Daugava,484.00,EUR,0.00,Damaged");
        assertThat(screen.get("/search?q=" + note.number()).location()).endsWith(note.path());
    }

    @Test
    void it_is_sent_by_email_as_the_invoice_is() {
        var invoice = invoice();
        screen.post(path(invoice), part("4", "Damaged"));
        var note = of(invoice).getFirst();
        var compose = text(screen.get(note.path() + "/email"));
        assertThat(compose)
                .contains(
                        "info@daugava.example",
                        "Credit note " + note.number() + " from",
                        "on invoice " + invoice(invoice).number(),
                        note.path() + "/pdf");
        var answer = screen.post(
                note.path() + "/email", "to", "info@daugava.example", "subject", "Credit note", "text", "Enclosed.");
        assertThat(answer.location()).endsWith(note.path());
        company.actor().run(() -> {
            var mail = mails.load(sent.of(note.id())).getFirst();
            assertThat(mail.recipients()).containsExactly("info@daugava.example");
            assertThat(mail.attachments())
                    .singleElement()
                    .satisfies(a -> assertThat(a.name()).isEqualTo("Credit-note-" + note.number() + "-Daugava.pdf"));
            assertThat(notes.find(note.id()).sentOn()).contains(today);
            assertThat(invoices.find(invoice).sentOn()).isEmpty();
        });
        assertThat(text(screen.get("/invoices/" + invoice.value() + "/emails"))).contains("Credit note");
        assertThat(text(screen.get(note.path()))).contains("Credit-note-" + note.number());
        assertThat(screen.post(note.path() + "/email", "to", "nobody", "subject", "x", "text", "x")
                        .status())
                .isEqualTo(422);
    }

    private static String text(ScreenClient.Answer answer) {
        return answer.text().replace('\u00a0', ' ');
    }

    private static String path(InvoiceId invoice) {
        return "/invoices/" + invoice.value() + "/credit-notes";
    }

    private static String[] part(String quantity, String reason) {
        return new String[] {
            "credited",
            "0.00",
            "reason",
            reason,
            "quantity-1",
            quantity,
            "unitPrice-1",
            "100",
            "quantity-2",
            "",
            "unitPrice-2",
            "200"
        };
    }

    private List<CreditNote> of(InvoiceId invoice) {
        return company.actor().get(() -> notes.of(invoice));
    }

    private Invoice invoice(InvoiceId id) {
        return company.actor().get(() -> invoices.find(id));
    }

    /// Ten of a hundred and one of two hundred, with VAT 1452.00.
    private InvoiceId invoice() {
        return company.actor()
                .get(() -> recording.record(new NewInvoice(
                        Optional.empty(),
                        Optional.of(daugava),
                        Optional.empty(),
                        Optional.of(today.minusDays(10)),
                        Optional.of(today.plusDays(4)),
                        Optional.of("EUR"),
                        List.of(line("Riga–Tallinn", "10", "100"), line("Waiting", "1", "200")),
                        Optional.empty(),
                        Optional.empty(),
                        true)));
    }

    private static InvoiceLine line(String description, String quantity, String price) {
        return new InvoiceLine(description, new BigDecimal(quantity), new BigDecimal(price), new BigDecimal("21"));
    }
}
