package org.kvit.invoice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kvit.company.Companies;
import org.kvit.company.Company;
import org.kvit.customer.ClientCard;
import org.kvit.customer.Customer;
import org.kvit.customer.Customers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Who an invoice names: an approved one for good whom it named when it was approved, whatever client card and
/// company are called since; a draft, and one that came approved from elsewhere, whom they are now.
@Component
public class NamedParties {
    private final JdbcClient jdbc;
    private final Companies companies;
    private final Customers customers;

    NamedParties(JdbcClient jdbc, Companies companies, Customers customers) {
        this.jdbc = jdbc;
        this.companies = companies;
        this.customers = customers;
    }

    /// The seller and the buyer of an invoice.
    public record Named(Company company, ClientCard customer) {}

    @Transactional(readOnly = true)
    public Named of(Invoice invoice) {
        var company = companies.own();
        var card = customers.find(invoice.customer().id()).card();
        return kept(invoice.id())
                .map(parties -> new Named(parties.seller(company), parties.buyer(card)))
                .orElse(new Named(company, card));
    }

    /// Of several invoices, by a few statements however many they are.
    @Transactional(readOnly = true)
    public Map<InvoiceId, Named> of(Collection<Invoice> invoices) {
        var company = companies.own();
        var cards = customers.find(invoices.stream().map(i -> i.customer().id()).collect(Collectors.toSet())).stream()
                .collect(Collectors.toMap(Customer::id, Customer::card));
        var kept = kept(invoices.stream().map(Invoice::id).toList());
        var named = new HashMap<InvoiceId, Named>();
        for (var invoice : invoices) {
            var card = Objects.requireNonNull(cards.get(invoice.customer().id()));
            var parties = Optional.ofNullable(kept.get(invoice.id()));
            named.put(
                    invoice.id(),
                    parties.map(p -> new Named(p.seller(company), p.buyer(card)))
                            .orElse(new Named(company, card)));
        }
        return named;
    }

    /// From now on it names these.
    @Transactional(propagation = Propagation.MANDATORY)
    void keep(InvoiceId id) {
        forget(id);
        jdbc.sql("""
                INSERT INTO invoice_party (company_id, invoice_id, role, name, registration_number, vat_number, street, city, postal_code, country)
                SELECT current_company(), :id, 'seller', w.name, w.registration_number, w.vat_number, w.street, w.city, w.postal_code, w.country
                  FROM company w
                 WHERE w.id = current_company()
                 UNION ALL
                SELECT current_company(), :id, 'buyer', c.name, c.registration_number, c.vat_number, c.street, c.city, c.postal_code, c.country
                  FROM invoice i
                  JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                 WHERE i.company_id = current_company() AND i.id = :id
                """).param("id", id.value()).update();
    }

    /// It names again whom client card and company are.
    @Transactional(propagation = Propagation.MANDATORY)
    void forget(InvoiceId id) {
        jdbc.sql("DELETE FROM invoice_party WHERE company_id = current_company() AND invoice_id = :id")
                .param("id", id.value())
                .update();
    }

    private Optional<Parties> kept(InvoiceId id) {
        return party(id, "seller").flatMap(seller -> party(id, "buyer").map(buyer -> new Parties(seller, buyer)));
    }

    private Map<InvoiceId, Parties> kept(Collection<InvoiceId> ids) {
        var sellers = new HashMap<InvoiceId, Parties.Party>();
        var buyers = new HashMap<InvoiceId, Parties.Party>();
        jdbc.sql("""
                SELECT invoice_id, role, name, registration_number, vat_number, street, city, postal_code, country
                  FROM invoice_party
                 WHERE company_id = current_company() AND invoice_id = ANY (:ids)
                """)
                .param("ids", ids.stream().map(InvoiceId::value).toArray(Long[]::new))
                .query(row -> {
                    (row.getString("role").equals("seller") ? sellers : buyers)
                            .put(new InvoiceId(row.getLong("invoice_id")), party(row, 0));
                });
        var kept = new HashMap<InvoiceId, Parties>();
        sellers.forEach((id, seller) ->
                Optional.ofNullable(buyers.get(id)).ifPresent(buyer -> kept.put(id, new Parties(seller, buyer))));
        return kept;
    }

    private Optional<Parties.Party> party(InvoiceId id, String role) {
        return jdbc.sql("""
                SELECT name, registration_number, vat_number, street, city, postal_code, country
                  FROM invoice_party
                 WHERE company_id = current_company() AND invoice_id = :id AND role = :role
                """)
                .param("id", id.value())
                .param("role", role)
                .query(NamedParties::party)
                .optional();
    }

    private static Parties.Party party(ResultSet row, int number) throws SQLException {
        return new Parties.Party(
                row.getString("name"),
                text(row, "registration_number"),
                text(row, "vat_number"),
                text(row, "street"),
                text(row, "city"),
                text(row, "postal_code"),
                row.getString("country"));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).filter(t -> !t.isBlank());
    }
}
