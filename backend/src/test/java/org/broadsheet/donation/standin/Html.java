package org.broadsheet.donation.standin;

/** The stand-in's few pages; each says first that it is not PayPal. */
final class Html {
    private static final String STYLE = """
            body{font:1.125rem/1.5 system-ui,sans-serif;margin:0;color:#1a1a1a;background:#fff}
            header{background:#5a1e00;color:#fff;padding:.75rem 1rem}
            main{max-width:60rem;margin:0 auto;padding:1rem}
            button{display:block;width:100%;font:inherit;padding:.75rem;margin:.75rem 0;border:2px solid #1a1a1a;\
            border-radius:.4rem;background:#fff;color:#1a1a1a;cursor:pointer}
            button[value=approve]{background:#0b3d91;border-color:#0b3d91;color:#fff}
            button:focus-visible{outline:4px solid #d97706;outline-offset:2px}
            table{border-collapse:collapse;width:100%;font-size:1rem}
            th,td{text-align:left;vertical-align:top;border-bottom:1px solid #999;padding:.3rem}
            td button{display:inline;width:auto;margin:.1rem;padding:.2rem .5rem}
            td form{display:inline}
            .amount{font-size:2rem;font-weight:700}
            """;

    private Html() {}

    static String choice(String brand, Money amount, String every, String done) {
        String to = brand.isEmpty() ? "the merchant" : brand;
        String body = """
                <h1>Pay %s</h1>
                <p class="amount">%s %s</p>
                <p>%s</p>
                """.formatted(escaped(to), amount.text(), amount.currency(), escaped(every));
        if (!done.isEmpty()) {
            return page(
                    "Pay " + to,
                    body + "<p role=\"status\">" + escaped(done) + "</p>" + form("cancel", "Back to the site"));
        }
        return page(
                "Pay " + to,
                body
                        + form(
                                "approve",
                                "Approve",
                                "cancel",
                                "Cancel and return",
                                "decline",
                                "Decline: the payment is refused",
                                "pending",
                                "Approve, then pending",
                                "close",
                                "Approve and stay here (browser closed)"));
    }

    static String message(String title, String text) {
        return page(title, "<h1>" + escaped(title) + "</h1><p>" + escaped(text) + "</p>");
    }

    private static String form(String... valuesAndLabels) {
        StringBuilder form = new StringBuilder("<form method=\"post\">");
        for (int i = 0; i < valuesAndLabels.length; i += 2) {
            form.append("<button name=\"choice\" value=\"%s\">%s</button>"
                    .formatted(valuesAndLabels[i], valuesAndLabels[i + 1]));
        }
        return form.append("</form>").toString();
    }

    static String page(String title, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <meta name="robots" content="noindex"><link rel="icon" href="data:,"><title>%s – local PayPal stand-in</title><style>%s</style></head>
                <body><header><strong>Local stand-in. This is not PayPal, and no money moves.</strong></header>
                <main>%s</main></body></html>
                """.formatted(escaped(title), STYLE, body);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
