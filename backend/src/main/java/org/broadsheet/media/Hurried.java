package org.broadsheet.media;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Bytes that must have come by a time: a store that sends one now and then holds nobody for long. */
final class Hurried extends FilterInputStream {
    private final long end;

    Hurried(InputStream bytes, Duration patience) {
        super(bytes);
        this.end = System.nanoTime() + patience.toNanos();
    }

    @Override
    public int read() throws IOException {
        refuseLate();
        return super.read();
    }

    @Override
    public int read(byte[] part, int from, int most) throws IOException {
        refuseLate();
        return super.read(part, from, most);
    }

    private void refuseLate() throws IOException {
        if (System.nanoTime() - end > 0) {
            throw new IOException("the store of pictures takes too long");
        }
    }
}
