package org.kvit.document;

import com.openhtmltopdf.css.parser.FSRGBColor;
import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.Shape;
import java.util.Map;
import org.w3c.dom.Element;

/// Draws `<object class="qr">` as vectors: sharp at any size, and smaller than a picture.
final class QrDrawing implements FSObjectDrawerFactory, FSObjectDrawer {
    private static final FSRGBColor BLACK = new FSRGBColor(0, 0, 0);

    @Override
    public boolean isReplacedObject(Element element) {
        return element.getAttribute("class").equals("qr");
    }

    @Override
    public FSObjectDrawer createDrawer(Element element) {
        return this;
    }

    @Override
    public Map<Shape, String> drawObject(
            Element element,
            double x,
            double y,
            double width,
            double height,
            OutputDevice paper,
            RenderingContext context,
            int dotsPerPixel) {
        paper.setColor(BLACK);
        paper.fill(QrCode.of(element.getAttribute("data")).within(x, y, Math.min(width, height)));
        return Map.of();
    }
}
