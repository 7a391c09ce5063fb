package org.broadsheet.staff;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "StaffSession", description = "Who is signed in, and what they may do.")
record SessionView(
        @Schema(description = "The account.") MemberView member,

        @Schema(description = "What it may do just now: `write`, `publish`, `lead`, `donations`, `administer`.")
        Set<String> rights,

        @Schema(
                description = "`needed` where the roles allow more once a second factor is set up.",
                enumeration = {"on", "off", "needed"})
        String secondFactor,

        @Schema(description = "The latest time at which the session ends by itself; null for a token.", nullable = true)
        @Nullable
        Instant endsAt) {

    @Schema(name = "StaffSessions", description = "Where one is signed in.")
    record Sessions(
            @Schema(description = "The sessions, the one used last first.")
            List<Item> items) {}

    @Schema(name = "StaffSessionItem", description = "One place where one is signed in.")
    record Item(
            @Schema(description = "The session's id.") UUID id,
            @Schema(description = "When one signed in.") Instant beganAt,

            @Schema(description = "When it was last used, to the minute.")
            Instant seenAt,

            @Schema(description = "The browser, as it calls itself.")
            String agent,

            @Schema(description = "Whether this request came with it.")
            boolean isThisOne) {}
}
