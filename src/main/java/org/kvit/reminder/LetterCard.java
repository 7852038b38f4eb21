package org.kvit.reminder;

import java.util.List;
import java.util.Optional;

/// A letter of a run as it is put before a person, one after the other.
///
/// @param levelName what its level is called
/// @param texts its words as they stand in the editor; empty if nothing is left to remind
/// @param subject of its e-mail as it would go out now
/// @param next the letter that is to be decided next; empty: none is left
/// @param previous the one before, decided or not
/// @param phones of the customer and its contacts
public record LetterCard(
        ReminderRun run,
        ReminderRun.Letter letter,
        String levelName,
        Optional<Words> texts,
        String subject,
        Progress progress,
        Optional<Long> next,
        Optional<Long> previous,
        List<Phone> phones) {

    /// @param language in which it is written
    public record Words(LetterTexts texts, String language) {}

    /// @param position of this letter among all of the run, from 1
    /// @param decided sent, dropped or skipped
    public record Progress(int position, int of, int decided) {}

    /// @param contact number of the contact; empty: the customer's own telephone
    public record Phone(Optional<Long> contact, String name, Optional<String> role, String number) {
        /// As a telephone takes it.
        public String dialled() {
            return number.replaceAll("[^+0-9]", "");
        }
    }
}
