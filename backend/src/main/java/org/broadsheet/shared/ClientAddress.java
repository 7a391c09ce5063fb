package org.broadsheet.shared;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from. What {@code X-Forwarded-For} says counts only as far as proxies that the newsroom trusts
 * have written it: anybody may send the header, and each proxy appends to it, so that it is read from its end.
 */
@ApplicationScoped
public class ClientAddress {
    private final List<Network> trusted;

    ClientAddress(@ConfigProperty(name = "broadsheet.trusted-proxies") Optional<List<String>> trusted) {
        this.trusted = trusted.orElse(List.of()).stream().map(Network::of).toList();
    }

    /** 4 or 16 bytes; an IPv4 address in the clothes of IPv6 is an IPv4 address. */
    public byte[] of(HttpServerRequest request) {
        byte[] peer = bytes(request.remoteAddress().hostAddress());
        return from(peer == null ? new byte[4] : peer, request.headers().getAll("X-Forwarded-For"));
    }

    byte[] from(byte[] peer, List<String> forwarded) {
        byte[] address = peer;
        String[] hops = String.join(",", forwarded).split(",", -1);
        for (int i = hops.length - 1; i >= 0 && isTrusted(address); i--) {
            byte[] before = bytes(hops[i].strip());
            if (before == null) {
                return address;
            }
            address = before;
        }
        return address;
    }

    private boolean isTrusted(byte[] address) {
        return trusted.stream().anyMatch(network -> network.has(address));
    }

    /** An address as it is written, without ever asking a name server; null for anything else. */
    static byte @Nullable [] bytes(@Nullable String text) {
        byte[] bytes = text == null ? null : NetUtil.createByteArrayFromIpAddressString(text);
        return bytes != null && bytes.length == 16 && isMapped(bytes) ? Arrays.copyOfRange(bytes, 12, 16) : bytes;
    }

    private static boolean isMapped(byte[] address) {
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[10] == -1 && address[11] == -1;
    }

    private record Network(byte[] address, int bits) {
        static Network of(String written) {
            String[] parts = written.strip().split("/", -1);
            byte[] address = bytes(parts[0]);
            if (address == null || parts.length > 2 || (parts.length == 2 && !parts[1].matches("[0-9]{1,3}"))) {
                throw refused(written);
            }
            int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : address.length * 8;
            if (bits > address.length * 8) {
                throw refused(written);
            }
            return new Network(address, bits);
        }

        private static IllegalArgumentException refused(String written) {
            return new IllegalArgumentException("BROADSHEET_TRUSTED_PROXIES names '" + written
                    + "', which is no address and no network such as 10.0.0.0/8");
        }

        boolean has(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((other[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
