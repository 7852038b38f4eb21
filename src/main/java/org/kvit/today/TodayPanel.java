package org.kvit.today;

import gg.jte.Content;
import java.util.Optional;
import org.kvit.ui.Page;

/// Something that stands on top of the first page, such as what to try in the demo. Every bean of this kind is asked,
/// in the beans' order.
public interface TodayPanel {
    /// What to show to this reader now; empty: nothing.
    Optional<Content> panel(Page page);
}
