package org.kvit.reminder;

import java.util.List;
import java.util.OptionalInt;
import org.kvit.document.PdfProperties;
import org.springframework.beans.factory.BeanFactory;

/// A page as the PDF library gets it, of a letter that is proposed.
public record SamplePage(String xhtml, PdfProperties properties) {

    /// @param most so many letters of the level, the first ones
    public static List<SamplePage> of(BeanFactory beans, RunId run, int level, int most) {
        var previews = beans.getBean(LetterPreviews.class);
        var letters = beans.getBean(ReminderLetter.class);
        return beans.getBean(RunReadings.class).letters(run, OptionalInt.of(level), 0, most).stream()
                .flatMap(letter -> previews.of(letter, run.value()).stream())
                .map(letters::page)
                .map(page -> new SamplePage(page.xhtml(), page.properties()))
                .toList();
    }
}
