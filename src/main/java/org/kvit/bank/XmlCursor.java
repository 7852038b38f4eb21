package org.kvit.bank;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxEOFException;
import com.ctc.wstx.stax.WstxInputFactory;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;

/// Walks an XML file element by element, by local names, within the [Limits]; a document type
/// declaration is refused,
/// so that
/// no entity, inner or outer, is ever looked up. Whatever is wrong is refused naming the line and the element.
final class XmlCursor implements AutoCloseable {
    private static final WstxInputFactory FACTORY = factory();
    /// ISO 20022 ActiveOrHistoricCurrencyAndAmount: up to 18 digits, five of them after the point, never
    /// negative.
    private static final Pattern AMOUNT = Pattern.compile("\\+?(\\d{1,18}(\\.\\d{0,18})?|\\.\\d{1,18})");
    private static final int RATE_DECIMALS = 10;
    private static final int RATE_DIGITS = 9;
    /// ISO 20022 Max15NumericText.
    private static final Pattern COUNT = Pattern.compile("\\d{1,15}");
    /// Values longer than this are cut when a refusal quotes them.
    private static final int QUOTED = 60;

    private final XMLStreamReader reader;
    private final BoundedInput in;
    private final Limits limits;
    private Step path = Step.OUTSIDE;

    XmlCursor(BoundedInput in, Limits limits) {
        this.in = in;
        this.limits = limits;
        in.anew();
        try {
            reader = FACTORY.createXMLStreamReader(in);
        } catch (XMLStreamException e) {
            throw broken(1, Step.OUTSIDE, e);
        }
    }

    /// The element at hand and those around it. Kept as it is, so that a place can be remembered for nothing.
    record Step(String name, @Nullable Step outer, int depth) {
        static final Step OUTSIDE = new Step("", null, 0);

        Step into(String child) {
            return new Step(child, this, depth + 1);
        }

        Step out() {
            return outer == null ? this : outer;
        }

        /// `Document/BkToCstmrStmt/Stmt`
        @Override
        public String toString() {
            return depth < 2 ? name : out() + "/" + name;
        }
    }

    /// A place in the file, kept while its element is read, for the refusal that may follow.
    record Place(int line, Step at) {
        /// In a file that isn't XML: a field of a line.
        Place(int line, String field) {
            this(line, Step.OUTSIDE.into(field));
        }

        Refusal refuse(String key, Object... args) {
            var all = new ArrayList<Object>(List.of(line, at.toString()));
            all.addAll(Arrays.asList(args));
            return Refusal.of(Refusal.Kind.INVALID, key, all.toArray());
        }
    }

    Place place() {
        return new Place(reader.getLocation().getLineNumber(), path);
    }

    int depth() {
        return path.depth();
    }

    /// Calls the handler with the root element's name, then reads to the end of the file.
    void root(Consumer<String> handler) {
        if (advance() == XMLStreamConstants.START_ELEMENT) {
            handler.accept(path.name());
        }
        while (advance() != XMLStreamConstants.END_DOCUMENT) {
            // what the handler left unread must still be well-formed
        }
    }

    /// Calls the handler with the name of each child of the element at hand, in order. What it leaves unread is
    /// skipped.
    void children(Consumer<String> handler) {
        int depth = path.depth();
        while (true) {
            advance();
            if (path.depth() < depth) {
                return;
            }
            if (path.depth() > depth) {
                handler.accept(path.name());
                skipTo(depth);
            }
        }
    }

    /// The element's own text without blanks around it; its children's is left out.
    String text() {
        int depth = path.depth();
        var place = place();
        var text = new StringBuilder();
        while (path.depth() >= depth) {
            int event = advance();
            if (path.depth() == depth && isText(event)) {
                if (text.length() + reader.getTextLength() > limits.text()) {
                    throw place.refuse("bank.bad.text", limits.text());
                }
                text.append(reader.getText());
            }
        }
        return text.toString().strip();
    }

    /// An amount with its currency. @throws Refusal unless both are in order
    Amount amount() {
        var place = place();
        var currency = Optional.ofNullable(reader.getAttributeValue(null, "Ccy"))
                .orElse("")
                .strip();
        var written = text();
        if (!AMOUNT.matcher(written).matches()) {
            throw place.refuse("bank.bad.amount", quoted(written));
        }
        if (!WrittenAmount.isCurrency(currency)) {
            throw place.refuse("bank.bad.currency", quoted(currency));
        }
        var amount = WrittenAmount.within(new BigDecimal(written))
                .orElseThrow(() -> place.refuse("bank.bad.amount", quoted(written)));
        return new Amount(amount, currency);
    }

    /// @param value at least two decimals, at most five
    record Amount(BigDecimal value, String currency) {}

    /// An exchange rate: ISO 20022 BaseOneRate, at most ten decimals. @throws Refusal if it is none
    BigDecimal rate() {
        var place = place();
        var written = text();
        if (!AMOUNT.matcher(written).matches()) {
            throw place.refuse("bank.bad.number", quoted(written));
        }
        var rate = new BigDecimal(written).stripTrailingZeros();
        if (rate.scale() > RATE_DECIMALS || rate.precision() - rate.scale() > RATE_DIGITS) {
            throw place.refuse("bank.bad.number", quoted(written));
        }
        return rate;
    }

    /// A count without sign. @throws Refusal if it is none
    int count() {
        var place = place();
        var written = text();
        if (!COUNT.matcher(written).matches()) {
            throw place.refuse("bank.bad.number", quoted(written));
        }
        return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(written));
    }

    /// The date of a `Dt` or `DtTm`, as it stands there: the bank's local date.
    LocalDate date() {
        var place = place();
        var written = text();
        try {
            return LocalDate.parse(written.substring(0, Math.min(10, written.length())));
        } catch (DateTimeException e) {
            throw place.refuse("bank.bad.date", quoted(written));
        }
    }

    /// `CRDT` or `DBIT`. @return whether it is a credit
    boolean credit() {
        var place = place();
        return switch (text()) {
            case String s when s.equals("CRDT") -> true;
            case String s when s.equals("DBIT") -> false;
            case String s -> throw place.refuse("bank.bad.indicator", quoted(s));
        };
    }

    /// The text of the element, or of its first child that has one (`<Sts>BOOK</Sts>`,
    /// `<Sts><Cd>BOOK</Cd></Sts>`).
    String codeOrText() {
        int depth = path.depth();
        var text = new StringBuilder();
        while (path.depth() >= depth) {
            int event = advance();
            if (isText(event) && text.length() < limits.text()) {
                text.append(reader.getText().strip());
            }
        }
        return text.toString();
    }

    /// An XML Schema boolean.
    boolean yes() {
        var written = text();
        return written.equals("true") || written.equals("1");
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (XMLStreamException e) {
            throw broken(reader.getLocation().getLineNumber(), Step.OUTSIDE, e);
        }
    }

    private void skipTo(int depth) {
        while (path.depth() > depth) {
            advance();
        }
    }

    private int advance() {
        try {
            int event = reader.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> enter();
                case XMLStreamConstants.END_ELEMENT -> leave();
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw place().refuse("bank.bad.dtd");
                default -> {}
            }
            return event;
        } catch (XMLStreamException e) {
            throw broken(
                    e.getLocation() == null ? place().line() : e.getLocation().getLineNumber(), path, e);
        }
    }

    private void enter() {
        in.anew();
        path = path.into(reader.getLocalName());
        if (path.depth() > limits.depth()) {
            throw Refusal.of(
                    Refusal.Kind.INVALID, "bank.bad.depth", place().line(), quoted(path.name()), limits.depth());
        }
    }

    private void leave() {
        in.anew();
        path = path.out();
    }

    private static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE;
    }

    private static Refusal broken(int line, Step at, XMLStreamException e) {
        return new Place(line, at).refuse(e instanceof WstxEOFException ? "bank.bad.truncated" : "bank.bad.xml");
    }

    private static String quoted(String value) {
        return value.length() > QUOTED ? value.substring(0, QUOTED) + "…" : value;
    }

    private static WstxInputFactory factory() {
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false); // else faults come as another kind of exception
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 50);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, 4096);
        return factory;
    }
}
