package org.kvit.desk;

import java.util.Optional;
import org.kvit.correspondence.EntryId;
import org.kvit.ui.Faults;

/// The note that is being written or edited.
///
/// @param open whether its form is open
/// @param entry the note that is edited; empty for a new one
/// @param written the entry that was saved just now, for the eye to find
public record Writing(boolean open, Optional<EntryId> entry, NoteForm form, Faults faults, Optional<EntryId> written) {
    static final Writing NOTHING = new Writing(false, Optional.empty(), NoteForm.EMPTY, Faults.NONE, Optional.empty());

    static Writing saved(EntryId entry) {
        return new Writing(false, Optional.empty(), NoteForm.EMPTY, Faults.NONE, Optional.of(entry));
    }

    static Writing anew(NoteForm form, Faults faults) {
        return new Writing(true, Optional.empty(), form, faults, Optional.empty());
    }

    static Writing editing(EntryId entry, NoteForm form, Faults faults) {
        return new Writing(true, Optional.of(entry), form, faults, Optional.empty());
    }

    public boolean edits(EntryId some) {
        return open && entry.equals(Optional.of(some));
    }

    public boolean startsNew() {
        return open && entry.isEmpty();
    }

    public boolean hasJustSaved(EntryId some) {
        return written.equals(Optional.of(some));
    }
}
