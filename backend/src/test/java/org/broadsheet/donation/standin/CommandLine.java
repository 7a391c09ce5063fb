package org.broadsheet.donation.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The stand-in as a program of its own. */
final class CommandLine {
    private CommandLine() {}

    static PayPalStandIn run(String... arguments) {
        int port = 0;
        long seed = System.nanoTime();
        String payerUrl = "";
        String webhook = "";
        String authority = "";
        String client = "";
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--port" -> port = Integer.parseInt(value);
                case "--seed" -> seed = Long.parseLong(value);
                case "--payer-url" -> payerUrl = value;
                case "--webhook" -> webhook = value;
                case "--authority" -> authority = value;
                case "--client" -> client = value;
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        PayPalStandIn standIn = PayPalStandIn.start(port, seed);
        if (!payerUrl.isEmpty()) {
            standIn.payersComeBy(payerUrl);
        }
        if (client.contains(":")) {
            standIn.account()
                    .client(client.substring(0, client.indexOf(':')), client.substring(client.indexOf(':') + 1));
        }
        if (!authority.isEmpty()) {
            write(Path.of(authority));
        }
        System.out.println("PayPal stand-in: " + standIn.url() + " (control: /standin/config)");
        if (!webhook.isEmpty()) {
            System.out.println(
                    "PayPal stand-in: webhook id " + standIn.webhooks().register(webhook, "*"));
        }
        return standIn;
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, Certificates.pem(Certificates.get().authority()));
        } catch (IOException unwritable) {
            throw new java.io.UncheckedIOException(unwritable);
        }
    }
}
