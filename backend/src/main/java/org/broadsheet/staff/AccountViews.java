package org.broadsheet.staff;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What one is shown of one's own account. */
final class AccountViews {
    private AccountViews() {}

    @Schema(description = "What an authenticator makes its codes of.")
    record SecondFactorSecret(
            @Schema(description = "The secret in Base32, to be typed in.")
            String secret,

            @Schema(description = "The same as an address, to be shown as a QR code.")
            String uri) {

        static SecondFactorSecret of(String secret, String email) {
            return new SecondFactorSecret(
                    secret,
                    "otpauth://totp/Broadsheet:" + URLEncoder.encode(email, StandardCharsets.UTF_8) + "?secret="
                            + secret + "&issuer=Broadsheet");
        }
    }

    @Schema(description = "Codes for the day that the authenticator is lost.")
    record RecoveryCodes(
            @Schema(description = "Each is good for one sign-in.")
            List<String> codes) {}

    @Schema(description = "One's personal tokens.")
    record TokenList(
            @Schema(description = "The tokens, the newest first.")
            List<TokenItem> items) {}

    @Schema(name = "Token", description = "A personal token, without its secret.")
    record TokenItem(
            @Schema(description = "The token's id.") UUID id,
            @Schema(description = "What it is for.") String name,
            @Schema(description = "What it may do.") List<String> rights,
            @Schema(description = "When it was made.") Instant createdAt,
            @Schema(description = "When it ends.") Instant expiresAt,

            @Schema(description = "When it was last used, to the minute; null for never.", nullable = true) @Nullable
            Instant lastUsedAt) {}

    @Schema(description = "A personal token, with its secret, which is shown this once.")
    record TokenMade(
            @Schema(description = "The token's id.") UUID id,

            @Schema(description = "What is sent as `Authorization: Bearer`.")
            String secret) {}
}
