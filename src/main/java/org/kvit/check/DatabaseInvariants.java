package org.kvit.check;

import java.util.List;

/// The guards themselves: that nobody switched one off.
final class DatabaseInvariants {
    static final List<Invariant> ALL = List.of(
            new Invariant("triggersOn", """
                    SELECT t.tgrelid::regclass || ' ' || t.tgname AS subject, 'on' AS expected, 'off' AS found
                      FROM pg_trigger t
                      JOIN pg_class c ON c.oid = t.tgrelid
                     WHERE c.relnamespace = 'public'::regnamespace AND t.tgenabled = 'D'
                     ORDER BY 1
                    """), new Invariant("constraintsValid", """
                    SELECT conrelid::regclass || ' ' || conname AS subject, 'valid' AS expected, 'not valid' AS found
                      FROM pg_constraint
                     WHERE connamespace = 'public'::regnamespace AND NOT convalidated
                     ORDER BY 1
                    """), new Invariant("tenancyOn", """
                    SELECT c.oid::regclass::text AS subject, 'row-level security' AS expected, 'none' AS found
                      FROM pg_class c
                     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relrowsecurity
                       AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'company_id' AND NOT a.attisdropped)
                       AND c.relname <> 'sign_in'  -- names the company that a person has before them; it is theirs, not the company's
                     ORDER BY 1
                    """));

    private DatabaseInvariants() {}
}
