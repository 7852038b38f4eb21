package org.kvit.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kvit.base.Actor;
import org.kvit.base.CompanyId;
import org.kvit.base.Refusal;
import org.kvit.base.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Our own companies. [#own] and [#save] work on the bound one.
@Service
public class Companies {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final People people;
    private final TransactionTemplate transaction;

    Companies(JdbcClient jdbc, Clock clock, People people, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.people = people;
        this.transaction = transaction;
    }

    /// Every company of this installation, by id: for the program's own jobs and the first start.
    public List<CompanyId> all() {
        return ids("SELECT company_ids()", Optional.empty());
    }

    /// The companies of that name (case doesn't matter) or id: for the command line.
    public List<CompanyId> named(String nameOrId) {
        return ids("SELECT company_named(:wanted)", Optional.of(nameOrId));
    }

    /// A new company with its administrator, both or neither.
    /// @throws Refusal if a name, the address or the password won't do
    public Founded found(Company company, String email, String name, String password) {
        CompanyRules.check(company);
        var id = transaction.execute(_ ->
                jdbc.sql("SELECT nextval('company_id_seq')").query(Long.class).single());
        var company0 = new CompanyId(java.util.Objects.requireNonNull(id));
        return new Actor(Optional.of(company0), Optional.empty(), "cli")
                .get(() -> java.util.Objects.requireNonNull(transaction.execute(_ -> {
                    jdbc.sql("INSERT INTO company (id, name, country, time_zone) VALUES (:id, :name, :country, :zone)")
                            .param("id", company0.value())
                            .param("name", company.name())
                            .param("country", company.country())
                            .param("zone", company.timeZone().getId())
                            .update();
                    save(company);
                    return new Founded(
                            company0, people.add(email, name, password, company.language(), Role.ADMINISTRATOR));
                })));
    }

    public record Founded(CompanyId company, UserId administrator) {}

    /// The bound company.
    @Transactional(readOnly = true)
    public Company own() {
        var accounts = jdbc.sql(
                        "SELECT iban, bic, bank_name, currency FROM bank_account WHERE company_id = current_company() ORDER BY position, id")
                .query((row, n) -> new Company.BankAccount(
                        row.getString("iban"), text(row, "bic"), text(row, "bank_name"), text(row, "currency")))
                .list();
        var references = references();
        return jdbc.sql("SELECT * FROM company WHERE id = current_company()")
                .query((row, n) -> company(row, references, accounts))
                .single();
    }

    /// Today's date where the bound company is.
    @Transactional(readOnly = true)
    public LocalDate today() {
        return LocalDate.now(
                clock.withZone(ZoneId.of(jdbc.sql("SELECT time_zone FROM company WHERE id = current_company()")
                        .query(String.class)
                        .single())));
    }

    /// What payers of the bound company's new invoices are to quote.
    @Transactional(readOnly = true)
    public ReferenceKinds references() {
        var byCountry = new TreeMap<String, ReferenceKind>();
        jdbc.sql("SELECT country, kind FROM reference_kind WHERE company_id = current_company()")
                .query(row -> {
                    byCountry.put(row.getString("country"), kind(row.getString("kind")));
                });
        return new ReferenceKinds(
                jdbc.sql("SELECT reference_kind FROM company WHERE id = current_company()")
                        .query((row, n) -> kind(row.getString(1)))
                        .single(),
                byCountry);
    }

    private static ReferenceKind kind(String code) {
        return ReferenceKind.of(code).orElseThrow();
    }

    /// Takes the place of all that was there, bank accounts too.
    /// @throws Refusal naming each field that won't do
    @Transactional
    public void save(Company company) {
        CompanyRules.check(company);
        jdbc.sql("""
                UPDATE company
                   SET name = :name, registration_number = :registrationNumber, vat_number = :vatNumber, street = :street, city = :city,
                       postal_code = :postalCode, country = :country, time_zone = :timeZone, currency = :currency, language = :language,
                       email = :email, phone = :phone, website = :website, signature_name = :signatureName,
                       days_after_sending = :daysAfterSending, statement_limit_days = :statementLimitDays, reference_kind = :referenceKind,
                       copy_to_account_manager = :copyToAccountManager
                 WHERE id = current_company()
                """)
                .param("name", company.name().strip())
                .param("registrationNumber", company.registrationNumber().orElse(null))
                .param("vatNumber", company.vatNumber().orElse(null))
                .param("street", company.street().orElse(null))
                .param("city", company.city().orElse(null))
                .param("postalCode", company.postalCode().orElse(null))
                .param("country", company.country())
                .param("timeZone", company.timeZone().getId())
                .param("currency", company.currency())
                .param("language", company.language())
                .param("email", company.email().orElse(null))
                .param("phone", company.phone().orElse(null))
                .param("website", company.website().orElse(null))
                .param("signatureName", company.signatureName().orElse(null))
                .param("daysAfterSending", company.daysAfterSending())
                .param("statementLimitDays", company.statementLimitDays())
                .param("referenceKind", company.references().usual().code())
                .param("copyToAccountManager", company.copyToAccountManager())
                .update();
        saveReferences(company.references().codes());
        saveAccounts(company.bankAccounts());
    }

    private void saveReferences(Map<String, String> byCountry) {
        var countries = byCountry.keySet().toArray(String[]::new);
        jdbc.sql("DELETE FROM reference_kind WHERE company_id = current_company() AND country <> ALL (:countries)")
                .param("countries", countries)
                .update();
        jdbc.sql("""
                INSERT INTO reference_kind (company_id, country, kind)
                SELECT current_company(), k.country, k.kind FROM unnest(:countries::text[], :kinds::text[]) AS k (country, kind)
                    ON CONFLICT (company_id, country) DO UPDATE SET kind = excluded.kind WHERE reference_kind.kind <> excluded.kind
                """)
                .param("countries", countries)
                .param("kinds", byCountry.values().toArray(String[]::new))
                .update();
    }

    private void saveAccounts(List<Company.BankAccount> accounts) {
        var ibans = accounts.stream().map(Company.BankAccount::iban).toArray(String[]::new);
        jdbc.sql("DELETE FROM bank_account WHERE company_id = current_company() AND iban <> ALL (:ibans)")
                .param("ibans", ibans)
                .update();
        jdbc.sql("""
                INSERT INTO bank_account (company_id, iban, bic, bank_name, currency, position)
                SELECT current_company(), a.iban, a.bic, a.bank_name, a.currency, a.position
                  FROM unnest(:ibans::text[], :bics::text[], :names::text[], :currencies::text[]) WITH ORDINALITY
                       AS a (iban, bic, bank_name, currency, position)
                    ON CONFLICT (company_id, iban) DO UPDATE
                   SET bic = excluded.bic, bank_name = excluded.bank_name, currency = excluded.currency, position = excluded.position
                """)
                .param("ibans", ibans)
                .param("bics", accounts.stream().map(a -> a.bic().orElse(null)).toArray(String[]::new))
                .param(
                        "names",
                        accounts.stream().map(a -> a.bankName().orElse(null)).toArray(String[]::new))
                .param(
                        "currencies",
                        accounts.stream().map(a -> a.currency().orElse(null)).toArray(String[]::new))
                .update();
    }

    private List<CompanyId> ids(String sql, Optional<String> wanted) {
        return java.util.Objects.requireNonNull(transaction.execute(_ -> {
            var query = jdbc.sql(sql);
            return (wanted.isPresent() ? query.param("wanted", wanted.get()) : query)
                    .query(Long.class).list().stream()
                            .map(id -> new CompanyId(java.util.Objects.requireNonNull(id)))
                            .toList();
        }));
    }

    /// @throws Refusal for a name that is no IANA time zone
    public static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw Refusal.invalid("timeZone", "company.timeZone.invalid", name);
        }
    }

    /// @throws Refusal for a code that is none
    public static ReferenceKind referenceKind(String code) {
        return ReferenceKind.of(code)
                .orElseThrow(() -> Refusal.invalid("referenceKind", "company.referenceKind.invalid"));
    }

    private static Company company(ResultSet row, ReferenceKinds references, List<Company.BankAccount> accounts)
            throws SQLException {
        return new Company(
                row.getString("name"),
                text(row, "registration_number"),
                text(row, "vat_number"),
                text(row, "street"),
                text(row, "city"),
                text(row, "postal_code"),
                row.getString("country"),
                ZoneId.of(row.getString("time_zone")),
                row.getString("currency"),
                row.getString("language"),
                text(row, "email"),
                text(row, "phone"),
                text(row, "website"),
                text(row, "signature_name"),
                row.getInt("days_after_sending"),
                row.getInt("statement_limit_days"),
                references,
                row.getBoolean("copy_to_account_manager"),
                accounts);
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).filter(t -> !t.isBlank());
    }
}
