package org.broadsheet.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
    private final ClientAddress addresses =
            new ClientAddress(Optional.of(List.of("10.0.0.0/8", "fd00::/8", "127.0.0.1")));

    @Test
    void believes_a_header_as_far_as_trusted_proxies_wrote_it() {
        assertThat(from("10.1.2.3", "198.51.100.7")).isEqualTo("198.51.100.7");
        assertThat(from("10.1.2.3", "198.51.100.7, 203.0.113.9, 10.9.9.9")).isEqualTo("203.0.113.9");
        assertThat(from("fd12::1", "2001:db8::5")).isEqualTo("2001:db8::5");
        assertThat(from("::ffff:10.1.2.3", "198.51.100.7")).isEqualTo("198.51.100.7");
    }

    @Test
    void believes_nothing_of_strangers_and_nothing_that_is_no_address() {
        assertThat(from("203.0.113.9", "198.51.100.7")).isEqualTo("203.0.113.9");
        assertThat(from("10.1.2.3", "")).isEqualTo("10.1.2.3");
        assertThat(from("10.1.2.3", "198.51.100.7, localhost")).isEqualTo("10.1.2.3");
    }

    @Test
    void refuses_a_setting_that_names_no_network() {
        for (String wrong : List.of("proxy.example", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/8/8")) {
            assertThatThrownBy(() -> new ClientAddress(Optional.of(List.of(wrong))))
                    .hasMessageContaining("BROADSHEET_TRUSTED_PROXIES")
                    .hasMessageContaining(wrong);
        }
    }

    private String from(String peer, String forwarded) {
        byte[] address = addresses.from(ClientAddress.bytes(peer), List.of(forwarded));
        return io.netty.util.NetUtil.bytesToIpAddress(address);
    }
}
