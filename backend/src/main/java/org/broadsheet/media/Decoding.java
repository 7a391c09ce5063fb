package org.broadsheet.media;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import com.luciad.imageio.webp.WebPReadParam;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/** Unpacks pictures, large ones at once in a smaller size, so that none takes more memory than a page's worth of them. */
final class Decoding {
    private static final long MOST_PIXELS = 16_000_000;
    private static final long MOST_BYTES = 48_000_000;

    private Decoding() {}

    /** How many times smaller each side is made while it is unpacked; 1 for as it is. */
    static int reduction(PictureHeader header) {
        long pixels = (long) header.width() * header.height();
        double tooLarge =
                Math.max((double) pixels / MOST_PIXELS, pixels * ((header.bitsPerPixel() + 7) / 8.0) / MOST_BYTES);
        return (int) Math.max(1, Math.ceil(Math.sqrt(tooLarge)));
    }

    static BufferedImage read(PictureHeader header, ImageInputStream input) throws IOException {
        ImageReader reader = switch (header.format()) {
            case JPEG -> jpeg();
            case PNG -> ImageIO.getImageReadersByFormatName("png").next();
            case GIF -> ImageIO.getImageReadersByFormatName("gif").next();
            case AVIF -> throw new IOException("a program of its own unpacks it");
            case WEBP -> new WebPImageReaderSpi().createReaderInstance(null);
        };
        try {
            reader.setInput(input, true, true);
            // What two readers of one file disagree about is not believed.
            if (reader.getWidth(0) != header.width() || reader.getHeight(0) != header.height()) {
                throw new IOException("its sizes contradict each other");
            }
            return reader.read(0, reduced(header, reader.getDefaultReadParam()));
        } finally {
            reader.dispose();
        }
    }

    private static ImageReadParam reduced(PictureHeader header, ImageReadParam parameters) {
        int reduction = reduction(header);
        if (reduction > 1 && parameters instanceof WebPReadParam webp) {
            webp.setUseScaling(true);
            webp.setScaledWidth(Math.max(1, header.width() / reduction));
            webp.setScaledHeight(Math.max(1, header.height() / reduction));
        } else if (reduction > 1) {
            parameters.setSourceSubsampling(reduction, reduction, 0, 0);
        }
        return parameters;
    }

    private static ImageReader jpeg() throws IOException {
        JPEGImageReaderSpi spi = new JPEGImageReaderSpi();
        // It looks up the JDK's own reader there, which it builds on.
        spi.onRegistration(IIORegistry.getDefaultInstance(), ImageReaderSpi.class);
        return spi.createReaderInstance(null);
    }
}
