package org.kvit.bank;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Spoils a good XML file in one place or a few: elements removed, doubled, swapped, moved, renamed, values replaced by
/// others and by nonsense, bytes turned over, the end cut off.
final class Mutations {
    private static final List<String> VALUES = List.of(
            "",
            " ",
            "0",
            "-1",
            "1.234567",
            "99999999999999999999",
            "1e9",
            "NaN",
            "１２３",
            "2026-02-30",
            "2026-11-23T25:00:00",
            "0000-00-00",
            "+999999999-12-31",
            "CRDT",
            "DBIT",
            "BOOK",
            "PDNG",
            "EUR",
            "XXX",
            "Ccy",
            "true",
            "NOTPROVIDED",
            "x".repeat(300),
            "\u00a0",
            "\ud83d\ude80",
            "10.00",
            "0.00001",
            "&",
            "<Amt>",
            "]]>");
    private static final List<String> NAMES = List.of(
            "Amt", "Ntry", "TxDtls", "NtryDtls", "Stmt", "Acct", "Id", "CdtDbtInd", "Sts", "Dt", "Bal", "Other");

    /// The JDK's own, made once: looking for others through the class path takes longer than all the rest.
    private static final DocumentBuilderFactory PARSERS = parsers();
    private static final TransformerFactory WRITERS = TransformerFactory.newDefaultInstance();

    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    byte[] of(byte[] good) throws Exception {
        return switch (random.nextInt(6)) {
            case 0 -> bytes(good);
            case 1 -> Arrays.copyOf(good, random.nextInt(good.length));
            default -> elements(good);
        };
    }

    private byte[] bytes(byte[] good) {
        var bad = good.clone();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            bad[random.nextInt(bad.length)] =
                    (byte) (random.nextBoolean() ? random.nextInt(256) : "<>&/\"= 0?!".charAt(random.nextInt(10)));
        }
        return bad;
    }

    private byte[] elements(byte[] good) throws Exception {
        var document = parse(good);
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            change(document);
        }
        var out = new ByteArrayOutputStream();
        WRITERS.newTransformer().transform(new DOMSource(document), new StreamResult(out));
        return out.toByteArray();
    }

    private void change(Document document) {
        var all = elementsOf(document.getDocumentElement());
        if (all.size() < 2) {
            return;
        }
        var one = all.get(random.nextInt(1, all.size()));
        var other = all.get(random.nextInt(1, all.size()));
        var parent = one.getParentNode();
        switch (random.nextInt(8)) {
            case 0 -> parent.removeChild(one);
            case 1 -> parent.insertBefore(one.cloneNode(true), one);
            case 2 -> {
                if (!isWithin(other, one)) {
                    parent.replaceChild(other.cloneNode(true), one);
                }
            }
            case 3 -> {
                if (!isWithin(one, other) && !isWithin(other, one)) {
                    other.appendChild(one);
                }
            }
            case 4 -> document.renameNode(one, one.getNamespaceURI(), NAMES.get(random.nextInt(NAMES.size())));
            case 5 -> {
                if (one.hasAttribute("Ccy")) {
                    one.setAttribute("Ccy", VALUES.get(random.nextInt(VALUES.size())));
                }
            }
            default -> leafOf(one).setTextContent(VALUES.get(random.nextInt(VALUES.size())));
        }
    }

    private static Element leafOf(Element element) {
        var all = elementsOf(element);
        return all.getLast();
    }

    private static boolean isWithin(Node inner, Node outer) {
        for (Node n = inner; n != null; n = n.getParentNode()) {
            if (n.isSameNode(outer)) {
                return true;
            }
        }
        return false;
    }

    static Document parse(byte[] file) throws Exception {
        var builder = PARSERS.newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new ByteArrayInputStream(file));
    }

    private static DocumentBuilderFactory parsers() {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's parser knows it", e);
        }
        return factory;
    }

    static List<Element> elementsOf(Element element) {
        var all = new ArrayList<Element>();
        all.add(element);
        for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e) {
                all.addAll(elementsOf(e));
            }
        }
        return all;
    }
}
