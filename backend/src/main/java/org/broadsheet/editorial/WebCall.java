package org.broadsheet.editorial;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One question to a site, put to the very address that was judged: a client that takes a name would look it up again, and be
 * told another. Of the answer only the head is read.
 */
final class WebCall {
    private static final int MOST_BYTES = 16_384;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
    private static final Pattern LOCATION = Pattern.compile("(?im)^location:[ \\t]*(\\S+)[ \\t]*\\r?$");

    private WebCall() {}

    /** @param location where it leads on */
    record Answer(int status, @Nullable String location) {}

    /** @param end by {@code System.nanoTime()} */
    static Answer ask(String method, URI uri, InetAddress address, int port, long end) throws IOException {
        try (Socket plain = new Socket(Proxy.NO_PROXY)) {
            plain.connect(new InetSocketAddress(address, port), left(end));
            Socket socket = uri.getScheme().equalsIgnoreCase("https") ? secured(plain, uri, port, end) : plain;
            socket.getOutputStream().write(question(method, uri).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return answer(socket, end);
        }
    }

    private static Socket secured(Socket plain, URI uri, int port, long end) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secured = (SSLSocket) factory.createSocket(plain, uri.getHost(), port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.setSoTimeout(left(end));
        secured.startHandshake();
        return secured;
    }

    private static String question(String method, URI uri) {
        String path = Optional.ofNullable(uri.getRawPath())
                .filter(text -> !text.isEmpty())
                .orElse("/");
        String query = uri.getRawQuery() == null ? "" : '?' + uri.getRawQuery();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return method + ' ' + path + query + " HTTP/1.1\r\nHost: " + uri.getHost() + port
                + "\r\nUser-Agent: Broadsheet-links/1.0 (a newsroom looks whether its links answer)"
                + "\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    }

    private static Answer answer(Socket socket, long end) throws IOException {
        InputStream input = socket.getInputStream();
        int read = 0;
        while (true) {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            int last = 0;
            while (last != 0x0d0a0d0a && read < MOST_BYTES) {
                socket.setSoTimeout(left(end));
                int next = input.read();
                if (next < 0) {
                    break;
                }
                read++;
                head.write(next);
                last = (last << 8) | next;
            }
            Answer answer = parsed(head.toString(StandardCharsets.ISO_8859_1));
            // 1xx are words in between.
            if (answer.status() >= 200 || read >= MOST_BYTES) {
                return answer;
            }
        }
    }

    private static Answer parsed(String head) throws IOException {
        Matcher status = STATUS.matcher(head.lines().findFirst().orElse(""));
        if (!status.matches()) {
            throw new IOException("no answer that a browser would read");
        }
        Matcher location = LOCATION.matcher(head);
        return new Answer(Integer.parseInt(status.group(1)), location.find() ? location.group(1) : null);
    }

    private static int left(long end) throws SocketTimeoutException {
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException();
        }
        return (int) millis;
    }
}
