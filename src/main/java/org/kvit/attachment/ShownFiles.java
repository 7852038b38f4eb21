package org.kvit.attachment;

import java.util.List;
import java.util.Optional;

/// What a tab with attachments shows.
///
/// @param owner whose tab it is
/// @param own what is changed here
/// @param chosen the one to look at, which needn't be its own; empty: there is none at all
/// @param limit so many bytes a file may have
/// @param problems with files that were just sent
public record ShownFiles(
        Owner owner, List<Attachment> own, Optional<Attachment> chosen, long limit, List<Problem> problems) {
    /// @param all that may be looked at
    /// @param show number of the one to look at; the first one if there is no such
    static ShownFiles of(
            Owner owner, List<Attachment> own, List<Attachment> all, long show, long limit, List<Problem> problems) {
        var chosen = all.stream()
                .filter(a -> a.id().value() == show)
                .findFirst()
                .or(() -> all.stream().findFirst());
        return new ShownFiles(owner, own, chosen, limit, problems);
    }

    public boolean isChosen(Attachment attachment) {
        return chosen.filter(attachment::equals).isPresent();
    }

    /// Where the tab shows one of them.
    public String shown(Attachment attachment) {
        return owner.path() + "?show=" + attachment.id().value();
    }
}
