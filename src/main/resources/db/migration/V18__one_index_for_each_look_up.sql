-- Each of these looked up what another index does too: V17's reversals by amount, and the accounts by company, customer and account.
DROP INDEX bank_entry_reversals;
DROP INDEX payer_account_of_customer;
