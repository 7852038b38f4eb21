package org.kvit.settings;

import java.util.Optional;
import org.kvit.company.Companies;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.payment.WriteOffLimits;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/company`: our own company. What is put takes the place of all that was there, but for payment references
/// and
/// number formats that aren't named, and limits if there are none: nobody changes what stands on their documents by
/// leaving something out.
@RestController
@RequestMapping("/api/v1/company")
class CompanyApi {
    private final Companies companies;
    private final NumberFormats formats;
    private final WriteOffLimits limits;
    private final CompanySaving saving;

    CompanyApi(Companies companies, NumberFormats formats, WriteOffLimits limits, CompanySaving saving) {
        this.companies = companies;
        this.formats = formats;
        this.limits = limits;
        this.saving = saving;
    }

    @GetMapping
    CompanyBody own() {
        return CompanyBody.of(companies.own(), formats.own(), limits.own());
    }

    @PutMapping
    @Needs(Right.ADMINISTRATION)
    CompanyBody save(@RequestBody CompanyBody body) {
        saving.save(body.company(companies.references()), body.formats(), body.limits(), Optional.empty());
        return own();
    }
}
