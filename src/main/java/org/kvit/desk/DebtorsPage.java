package org.kvit.desk;

import java.util.List;
import org.kvit.receivable.Debtor;
import org.kvit.receivable.Debtors;

/// A window of the debtors' list, as the desk shows it.
///
/// @param next how many lines lie before the next window; 0: this is the last
public record DebtorsPage(DeskState state, Debtors.Listed listed, long next) {
    public List<Debtor> rows() {
        return listed.rows();
    }

    public List<Debtors.Sum> sums() {
        return listed.sums();
    }
}
