package org.broadsheet.staff;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "Member", description = "An account of somebody who works here.")
record MemberView(
        @Schema(description = "The account's id.") UUID id,

        @Schema(description = "Where letters go, and what one signs in with.")
        String email,

        @Schema(description = "As colleagues call them.") String name,

        @Schema(description = "What they are in the newsroom.")
        List<Role> roles,

        @Schema(
                description = "`invited` until a password is chosen.",
                enumeration = {"invited", "active", "suspended"})
        String state,

        @Schema(description = "Whose byline it is, if any.", nullable = true) @Nullable
        UUID authorId,

        @Schema(description = "Whether signing in takes a code beside the password.")
        boolean hasSecondFactor,

        @Schema(description = "Moves with each change; send it back with the next.")
        int version) {

    static MemberView of(Member member) {
        return new MemberView(
                member.id(),
                member.email(),
                member.name(),
                member.roles(),
                member.state(),
                member.authorId(),
                member.hasSecondFactor(),
                member.version());
    }
}
