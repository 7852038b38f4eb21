package org.kvit.sending;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Companies;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.invoice.InvoiceId;
import org.kvit.job.Jobs;
import org.kvit.ui.Faults;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/// What is still to be sent: by e-mail, all ticked ones at once; by post, noted as posted.
@Controller
@RequestMapping("/invoices/to-send")
@Needs(value = Right.INVOICING, alsoToRead = true)
class ToSendScreen {
    private final StillToSend toSend;
    private final MassSending sending;
    private final Jobs jobs;
    private final Companies companies;
    private final JsonMapper json;

    ToSendScreen(StillToSend toSend, MassSending sending, Jobs jobs, Companies companies, JsonMapper json) {
        this.toSend = toSend;
        this.sending = sending;
        this.jobs = jobs;
        this.companies = companies;
        this.json = json;
    }

    @GetMapping
    ModelAndView list(
            @RequestParam(defaultValue = "email") String by,
            @RequestParam Optional<Integer> noted,
            @RequestParam Optional<Integer> of) {
        var way = by.equals("post") ? StillToSend.Way.POST : StillToSend.Way.EMAIL;
        return listed(way, Faults.NONE)
                .addObject("done", noted.flatMap(n -> of.map(o -> Words.of("sending.posted.noted", n, o))));
    }

    @PostMapping("/email")
    Object email(@RequestParam(defaultValue = "") List<Long> invoiceIds, HttpServletResponse response) {
        return done(
                StillToSend.Way.EMAIL,
                response,
                () -> "/invoices/to-send/jobs/"
                        + sending.start(invoiceIds.stream().map(InvoiceId::new).toList()));
    }

    @PostMapping("/post")
    Object post(
            @RequestParam(defaultValue = "") List<Long> invoiceIds,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> postedOn,
            HttpServletResponse response) {
        return done(StillToSend.Way.POST, response, () -> {
            int noted = toSend.posted(
                    invoiceIds.stream().map(InvoiceId::new).toList(), postedOn.orElseGet(companies::today));
            return "/invoices/to-send?by=post&noted=" + noted + "&of=" + invoiceIds.size();
        });
    }

    private Object done(StillToSend.Way way, HttpServletResponse response, Supplier<String> work) {
        try {
            return "redirect:" + work.get();
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            return listed(way, Faults.of(refusal));
        }
    }

    private ModelAndView listed(StillToSend.Way way, Faults faults) {
        return new ModelAndView(
                "sending/toSend",
                Map.of("way", way, "waiting", toSend.list(way), "faults", faults, "done", Optional.empty()));
    }

    @GetMapping("/jobs/{job}")
    ModelAndView job(@PathVariable long job) {
        return view("sending/sent", job);
    }

    /// Asked for again and again while it runs.
    @GetMapping("/jobs/{job}/progress")
    ModelAndView progress(@PathVariable long job, HttpServletResponse response) {
        if (!jobs.find(job).running()) {
            response.setHeader("HX-Refresh", "true");
        }
        return view("sending/progress", job);
    }

    private ModelAndView view(String template, long id) {
        var job = jobs.find(id);
        List<MassSending.Result> results = job.result()
                .map(r -> List.of(json.treeToValue(r, MassSending.Result[].class)))
                .orElse(List.of());
        return new ModelAndView(template, Map.of("job", job, "results", results));
    }
}
