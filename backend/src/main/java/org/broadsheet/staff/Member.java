package org.broadsheet.staff;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works here.
 *
 * @param written the roles, comma-separated
 * @param state {@code invited}, {@code active} or {@code suspended}
 */
record Member(
        UUID id,
        String email,
        String name,
        String written,
        String state,
        @Nullable UUID authorId,
        @Nullable String passwordHash,
        boolean hasSecondFactor,
        int version) {

    List<Role> roles() {
        return Arrays.stream(written.split(",", -1)).map(Role::of).sorted().toList();
    }

    boolean isActive() {
        return state.equals("active");
    }

    /** What the member may, where whoever may do more than write needs a second factor. */
    Set<String> rights(boolean isSecondFactorNeeded) {
        Set<String> all = Role.rights(roles());
        if (isSecondFactorNeeded && !hasSecondFactor) {
            Set<String> less = new TreeSet<>(all);
            less.retainAll(Set.of(Right.WRITE));
            return less;
        }
        return all;
    }

    /** Whether the member may not do all that the roles allow before a second factor is set up. */
    boolean lacksSecondFactor(boolean isSecondFactorNeeded) {
        return !rights(isSecondFactorNeeded).equals(Role.rights(roles()));
    }

    /** Without anything secret. */
    @Override
    public String toString() {
        return "Member[" + id + "]";
    }
}
