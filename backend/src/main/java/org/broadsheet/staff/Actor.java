package org.broadsheet.staff;

import io.quarkus.security.identity.SecurityIdentity;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.jspecify.annotations.Nullable;

/**
 * Who does something, and by what right.
 *
 * @param member null where nobody is signed in: a link was used, a schedule ran
 * @param via {@code session}, {@code token}, {@code link}, {@code password} or {@code system}
 * @param credential the session or the personal token that it is done with
 * @param isConfirmed whether they showed who they are a short while ago, by signing in; a token is made by somebody who did
 */
public record Actor(
        @Nullable UUID member,
        @Nullable String name,
        Set<String> rights,
        String via,
        @Nullable UUID credential,
        boolean isConfirmed) {
    static final String ATTRIBUTE = "actor";

    /** The newsroom's own machinery. */
    public static final Actor SYSTEM = new Actor(null, null, Set.of(), "system", null, true);

    /** Somebody who tries to sign in, and may be anybody. */
    static final Actor STRANGER = new Actor(null, null, Set.of(), "password", null, false);

    /** Somebody who holds a link that was sent to this member, or to nobody yet. */
    static Actor byLink(@Nullable UUID member, @Nullable String name) {
        return new Actor(member, name, Set.of(), "link", null, true);
    }

    /** The one who sent the request. @throws IllegalStateException at a door that lets strangers in */
    public static Actor of(SecurityIdentity identity) {
        Actor actor = identity.getAttribute(ATTRIBUTE);
        if (actor == null) {
            throw new IllegalStateException("Nobody is signed in here");
        }
        return actor;
    }

    /** The member who acts. @throws IllegalStateException where it is nobody in particular */
    public UUID id() {
        if (member == null) {
            throw new IllegalStateException("Nobody in particular does this");
        }
        return member;
    }

    /** One who is here in person. @throws ProblemException for a script with a token */
    Actor inPerson() {
        if (!via.equals("session")) {
            throw new ProblemException(
                    ProblemKind.NOT_PERMITTED, "A token does not cover this. Sign in, and do it in person.");
        }
        return this;
    }

    /**
     * One who showed a short while ago who they are: what gives power or money away is not done from a desk that was left
     * open.
     *
     * @throws ProblemException for whoever must sign in again first
     */
    public Actor confirmed() {
        if (!isConfirmed) {
            throw new ProblemException(
                    ProblemKind.SIGN_IN_AGAIN,
                    "This needs a sign-in of the last minutes. Sign in again, then send the same once more.");
        }
        return this;
    }

    /** A credential that must be there. */
    UUID id(@Nullable UUID credential) {
        if (credential == null) {
            throw new IllegalStateException("Somebody is signed in without a session");
        }
        return credential;
    }

    public boolean may(String right) {
        return rights.contains(right);
    }
}
