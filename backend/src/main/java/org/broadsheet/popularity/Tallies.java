package org.broadsheet.popularity;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The tallies of one flush, and the form that they lie in the database in until they are counted into hours. */
final class Tallies {
    /** Of the form; another version's batches are another's to count. */
    private static final int VERSION = 1;

    private Tallies() {}

    static byte[] written(Map<UUID, Tally> tallies) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(VERSION);
        for (Map.Entry<UUID, Tally> entry : tallies.entrySet()) {
            out.writeLong(entry.getKey().getMostSignificantBits());
            out.writeLong(entry.getKey().getLeastSignificantBits());
            for (int count : entry.getValue().signals) {
                out.writeInt(count);
            }
            for (int count : entry.getValue().channels) {
                out.writeInt(count);
            }
            byte[] sketch = entry.getValue().sketch();
            out.writeShort(sketch.length);
            out.write(sketch);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException when it is of another form, or damaged */
    static Map<UUID, Tally> read(byte[] written) throws IOException {
        Map<UUID, Tally> tallies = new HashMap<>();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(written));
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("Of version " + version + ", and " + VERSION + " is known here");
        }
        while (in.available() > 0) {
            UUID article = new UUID(in.readLong(), in.readLong());
            Tally tally = tallies.computeIfAbsent(article, key -> new Tally());
            for (int i = 0; i < tally.signals.length; i++) {
                tally.signals[i] += in.readInt();
            }
            for (int i = 0; i < tally.channels.length; i++) {
                tally.channels[i] += in.readInt();
            }
            byte[] sketch = new byte[in.readUnsignedShort()];
            in.readFully(sketch);
            tally.add(sketch);
        }
        return tallies;
    }
}
