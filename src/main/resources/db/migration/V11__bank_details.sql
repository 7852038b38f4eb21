-- What a bank says of an entry beyond amount, date, parties and texts, and what of it makes an entry the same one in whatever file it comes
-- (docs/decisions/0019).
ALTER TABLE bank_entry
  ADD ultimate_name          text,            -- UltmtDbtr, UltmtCdtr: on whose behalf, where another is named as the counterparty
  ADD charges                numeric(19,5),   -- Chrgs: what the bank kept; negative: what it gave
  ADD charges_currency       char(3),
  ADD instructed_amount      numeric(19,5),   -- AmtDtls/InstdAmt, where it isn't the entry's amount
  ADD instructed_currency    char(3),
  ADD exchange_rate          numeric(19,10),  -- CcyXchg/XchgRate, as the bank states it
  ADD return_reason          text,            -- RtrInf/Rsn/Cd or Prtry: ISO 20022 external return reason code, or the bank's own
  ADD return_text            text,            -- RtrInf/AddtlInf: the bank's words on it
  ADD original_end_to_end_id text,            -- OrgnlEndToEndId: the payment that is returned, where it isn't named by the entry's own
  ADD entry_reference        text,            -- NtryRef, or the entry's AcctSvcrRef where bank_reference is its transaction's
  ADD instruction_id         text,            -- Refs/InstrId
  ADD transaction_id         text,            -- Refs/TxId
  ADD mandate_id             text,            -- Refs/MndtId
  ADD uetr                   text,            -- Refs/UETR
  ADD reference_key          text,            -- names the entry by the bank's reference; the batch's on each of its transactions
  ADD fingerprint            text,            -- hash of all that is known of the entry but its reference; the bare batch's on each of its transactions
  ADD details                text,            -- on the transactions of a batch: hash of all of them
  ADD part                   int     NOT NULL DEFAULT 0,     -- 1, 2, …: a transaction of a batch; 0: an entry of its own
  ADD replaced               boolean NOT NULL DEFAULT false, -- a batch that came whole, and later again with its transactions: these stand for it
  ADD CHECK ((charges IS NULL) = (charges_currency IS NULL)),
  ADD CHECK ((instructed_amount IS NULL) = (instructed_currency IS NULL)),
  ADD CHECK (part >= 0);
CREATE INDEX bank_entry_by_reference ON bank_entry (company_id, reference_key) WHERE part <= 1 AND NOT replaced AND reference_key IS NOT NULL;
CREATE INDEX bank_entry_by_fingerprint ON bank_entry (company_id, fingerprint) WHERE part <= 1 AND NOT replaced;
CREATE INDEX bank_entry_by_details ON bank_entry (company_id, details) WHERE part = 1 AND NOT replaced;
COMMENT ON COLUMN bank_entry.identity IS 'Unique: the reference key, else the fingerprint with the statement and the number in it; for a transaction of a batch with its number.';
COMMENT ON COLUMN bank_entry.batch IS 'The same on all transactions of one batch.';
-- The few that are looked for each time.
CREATE INDEX bank_entry_reversals ON bank_entry (company_id, booked_on) WHERE reversal AND NOT credit AND status = 'BOOK' AND NOT replaced;
CREATE INDEX bank_entry_announced ON bank_entry (company_id, booked_on) WHERE status IN ('PDNG', 'FUTR');
