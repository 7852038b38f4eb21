package org.kvit.account;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Optional;
import java.util.UUID;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Companies;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.customer.Contacts;
import org.kvit.customer.CustomerId;
import org.kvit.customer.Customers;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.kvit.ui.PdfAnswer;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.ContentDisposition;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// One customer's account: what is open as of a date, or what moved in a period; as page, PDF, table and e-mail.
@Controller
@RequestMapping("/customers/{id}/statement")
class AccountScreen {
    private final Customers customers;
    private final Contacts contacts;
    private final Companies companies;
    private final AccountReading reading;
    private final AccountLetters letters;
    private final AccountSendings sendings;
    private final Sendings sent;

    AccountScreen(
            Customers customers,
            Contacts contacts,
            Companies companies,
            AccountReading reading,
            AccountLetters letters,
            AccountSendings sendings,
            Sendings sent) {
        this.customers = customers;
        this.contacts = contacts;
        this.companies = companies;
        this.reading = reading;
        this.letters = letters;
        this.sendings = sendings;
        this.sent = sent;
    }

    /// What is asked for, as the address line has it.
    private record Question(String paper, Optional<LocalDate> from, Optional<LocalDate> to) {}

    @GetMapping
    ModelAndView show(
            @PathVariable long id,
            @RequestParam(defaultValue = "statement") String paper,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> from,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> to,
            @RequestParam Optional<Long> sending,
            HttpServletResponse response) {
        return page(id, new Question(paper, from, to), sending, Optional.empty(), response);
    }

    @GetMapping("/pdf")
    ResponseEntity<byte[]> pdf(
            @PathVariable long id,
            @RequestParam(defaultValue = "statement") String paper,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> from,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> to) {
        var letter = reading.of(Asked.of(paper, from, to, companies.today()), new CustomerId(id));
        return PdfAnswer.of(ContentDisposition.inline(), letters.fileName(letter), letters.pdf(letter));
    }

    @GetMapping("/xlsx")
    void xlsx(
            @PathVariable long id,
            @RequestParam(defaultValue = "statement") String paper,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> from,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> to,
            Page page,
            HttpServletResponse response)
            throws IOException {
        var letter = reading.of(Asked.of(paper, from, to, companies.today()), new CustomerId(id));
        AccountFile.answer(response, letter, letters.fileName(letter).replaceFirst("\\.pdf$", ""), page);
    }

    /// Sends it. @param key of the page: pressed twice, it sends once
    @PostMapping("/letters")
    @Needs(Right.REMINDERS)
    ModelAndView send(
            @PathVariable long id,
            @RequestParam String paper,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> from,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> to,
            @RequestParam UUID key,
            HttpServletResponse response) {
        try {
            var asked = Asked.of(paper, from, to, companies.today());
            var sending = sendings.sendOne(key, asked, new CustomerId(id));
            return new ModelAndView("redirect:/customers/" + id + "/statement?paper="
                    + asked.paper().code() + "&from=" + asked.from() + "&to=" + asked.to() + "&sending="
                    + sending.id());
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.NOT_FOUND) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            return page(id, new Question(paper, from, to), Optional.empty(), Optional.of(refusal.words()), response);
        }
    }

    private ModelAndView page(
            long id, Question question, Optional<Long> sending, Optional<Words> problem, HttpServletResponse response) {
        var customer = customers.find(new CustomerId(id));
        var model = new HashMap<String, Object>();
        model.put("customer", customer);
        model.put("contacts", contacts.of(customer.id()).size());
        model.put("faults", Faults.NONE);
        try {
            var asked = Asked.of(question.paper(), question.from(), question.to(), companies.today());
            var letter = reading.of(asked, customer.id());
            model.put("it", page(asked, letter, sending.flatMap(s -> ofCustomer(s, id)), problem));
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            model.put("faults", Faults.of(refusal));
            model.put("it", unanswered(question));
        }
        return new ModelAndView("account/account", model);
    }

    private AccountPage page(
            Asked asked, AccountLetter letter, Optional<Sending.Letter> sending, Optional<Words> problem) {
        return new AccountPage(
                asked.paper(),
                asked.isStatement() ? asked.to().withDayOfYear(1) : asked.from(),
                asked.to(),
                Optional.of(letter),
                LeftOut.of(letter.to(), Optional.of(letter), true).map(LeftOut::words),
                letters.subject(letter),
                letters.language(letter),
                UUID.randomUUID(),
                sending,
                problem);
    }

    /// The same question again, beside what is wrong with it.
    private AccountPage unanswered(Question question) {
        var today = companies.today();
        return new AccountPage(
                AccountPaper.of(question.paper()).orElse(AccountPaper.STATEMENT),
                question.from().orElse(today.withDayOfYear(1)),
                question.to().orElse(today),
                Optional.empty(),
                Optional.empty(),
                "",
                "en",
                UUID.randomUUID(),
                Optional.empty(),
                Optional.empty());
    }

    private Optional<Sending.Letter> ofCustomer(long sending, long customer) {
        return sent.find(sending).letters().stream()
                .filter(l -> l.customer() == customer)
                .findFirst();
    }
}
