package org.broadsheet.donation;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a letter says, as text and as HTML. */
record Letter(String subject, String text, String html) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    /**
     * What a letter tells of.
     *
     * @param amount with its currency, as people read it
     * @param manage where the donor sees it and ends it
     */
    record Told(
            String kind,
            String paper,
            String donation,
            String amount,
            Frequency frequency,
            @Nullable Instant at,
            Mode mode,
            String manage) {}

    static Letter of(Told told, ZoneId zone) {
        String body = switch (told.kind()) {
            case "receipt" -> receipt(told, zone);
            case "declined" -> """
                    PayPal has looked into your gift of %s to %s and could not take it. Nothing was charged.
                    """.formatted(told.amount(), told.paper());
            default -> """
                    Your %s gift of %s to %s is ended. Nothing more will be taken. Thank you for the time you gave.
                    """.formatted(told.frequency().name().toLowerCase(Locale.ROOT), told.amount(), told.paper());
        };
        String subject = switch (told.kind()) {
            case "receipt" -> "Your receipt from " + told.paper();
            case "declined" -> "Your gift to " + told.paper() + " could not be taken";
            default -> "Your gift to " + told.paper() + " is ended";
        };
        String text = (told.mode() == Mode.LIVE ? "" : "This is a trial: no money moved.\n\n") + body;
        return new Letter(subject, text, html(subject, text));
    }

    private static String receipt(Told told, ZoneId zone) {
        String date = told.at() == null ? "" : DAY.format(told.at().atZone(zone));
        String again = told.frequency().isRecurring()
                ? """

                You give this %s. To see it, or to end it whenever you like:
                %s
                """.formatted(told.frequency() == Frequency.MONTHLY ? "each month" : "each year", told.manage())
                : """

                To see it again:
                %s
                """.formatted(told.manage());
        return """
                Thank you for supporting %s.

                Amount: %s
                Date: %s
                Reference: %s
                """.formatted(told.paper(), told.amount(), date, told.donation()) + again;
    }

    /** The same words: a paragraph for each, and addresses as links. */
    private static String html(String subject, String text) {
        StringBuilder paragraphs = new StringBuilder();
        for (String paragraph : text.strip().split("\n\n", -1)) {
            String escaped = escaped(paragraph).replaceAll("(?m)^(https?://\\S+)$", "<a href=\"$1\">$1</a>");
            paragraphs.append("<p>").append(escaped.replace("\n", "<br>")).append("</p>\n");
        }
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>%s</title></head>
                <body style="font: 16px/1.5 Georgia, serif; max-width: 36em">
                %s</body></html>
                """.formatted(escaped(subject), paragraphs);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
