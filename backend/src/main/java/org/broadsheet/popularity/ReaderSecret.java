package org.broadsheet.popularity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of a day's reader hashes, the same on all nodes. It is the database's clock that says which day it is: a node
 * whose clock is set back counts on as before.
 */
final class ReaderSecret {
    private static final String ALGORITHM = "HmacSHA256";
    private static final long HOUR_SECONDS = 3600;

    private final LocalDate day;
    private final Mac mac;
    private final Instant readAt;
    private final long readAtNanos;

    private ReaderSecret(LocalDate day, Instant now, byte[] secret) {
        this.day = day;
        this.readAt = now;
        this.readAtNanos = System.nanoTime();
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("Every JDK has HMAC with SHA-256", impossible);
        }
    }

    /** Today's, made by whichever node needs it first. */
    static ReaderSecret today(Connection connection) throws SQLException {
        byte[] fresh = new byte[32];
        new SecureRandom().nextBytes(fresh);
        try (PreparedStatement make = connection.prepareStatement("""
                insert into reader_secret (day, secret) values (cast(now() at time zone 'UTC' as date), ?)
                on conflict (day) do nothing""")) {
            make.setBytes(1, fresh);
            make.executeUpdate();
        }
        try (PreparedStatement read = connection.prepareStatement(
                        "select day, secret, now() from reader_secret where day = cast(now() at time zone 'UTC' as date)");
                ResultSet row = read.executeQuery()) {
            row.next();
            return new ReaderSecret(
                    row.getObject(1, LocalDate.class), row.getTimestamp(3).toInstant(), row.getBytes(2));
        }
    }

    /** Whether the day is over, as far as can be told without asking the database. */
    boolean isOver() {
        return !now().isBefore(
                        day.plusDays(1).atStartOfDay(java.time.ZoneOffset.UTC).toInstant());
    }

    /** A number that moves with the hour. */
    long hour() {
        return Math.floorDiv(now().getEpochSecond(), HOUR_SECONDS);
    }

    private Instant now() {
        return readAt.plusNanos(System.nanoTime() - readAtNanos);
    }

    /**
     * Who reads an article, for today: the same for the same address prefix and agent, told by nothing else, and another
     * for each article, so that nothing that is kept of two of them tells that one reader read both.
     */
    long reader(Visitor visitor, UUID article) {
        try {
            Mac own = (Mac) mac.clone();
            own.update(ByteBuffer.allocate(3 * Long.BYTES)
                    .putLong(article.getMostSignificantBits())
                    .putLong(article.getLeastSignificantBits())
                    .putLong(visitor.prefix())
                    .array());
            return ByteBuffer.wrap(own.doFinal(visitor.agent().getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("The JDK's own HMAC can be cloned", impossible);
        }
    }
}
