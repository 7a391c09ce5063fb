package org.broadsheet.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.broadsheet.staff.StaffLinks.Standing;
import org.jspecify.annotations.Nullable;

/** How somebody becomes signed in: by password and code, or by a link that was sent. */
@ApplicationScoped
class SigningIn {
    private final Members members;
    private final Passwords passwords;
    private final SecondFactor secondFactor;
    private final Sessions sessions;
    private final StaffLinks links;
    private final StaffLetters letters;
    private final Attempts attempts;
    private final Audit audit;

    SigningIn(
            Members members,
            Passwords passwords,
            SecondFactor secondFactor,
            Sessions sessions,
            StaffLinks links,
            StaffLetters letters,
            Attempts attempts,
            Audit audit) {
        this.members = members;
        this.passwords = passwords;
        this.secondFactor = secondFactor;
        this.sessions = sessions;
        this.links = links;
        this.letters = letters;
        this.attempts = attempts;
        this.audit = audit;
    }

    /** From where it is tried. @param address 4 or 16 bytes */
    record From(byte[] address, @Nullable String agent) {}

    /** @param session its secret; null where one has to sign in afterwards */
    record SignedIn(UUID member, @Nullable String session) {}

    /**
     * Signs somebody in.
     *
     * @throws ProblemException with one answer for whatever is wrong, except that a right password alone is told that the code
     *     is missing
     */
    SignedIn signIn(String email, String password, @Nullable String code, From from) {
        attempts.admit(email, from.address());
        Member member = members.byEmail(email).orElse(null);
        boolean isRight = passwords.isRight(password, member == null ? null : member.passwordHash());
        if (member == null || !isRight || !member.isActive()) {
            throw refused(member);
        }
        if (member.hasSecondFactor()) {
            if (code == null) {
                throw new ProblemException(
                        ProblemKind.SECOND_FACTOR_NEEDED,
                        "Give the six digits of your authenticator, or a recovery code.");
            }
            if (!secondFactor.accept(member.id(), code)) {
                throw refused(member);
            }
        }
        attempts.forget(email, from.address());
        return begin(member, password, from);
    }

    private ProblemException refused(@Nullable Member member) {
        noteRefusal(member);
        return new ProblemException(
                ProblemKind.NOT_AUTHENTICATED,
                "The address, the password or the code is not right. Ask for a new password if it is lost.");
    }

    @Transactional
    void noteRefusal(@Nullable Member member) {
        audit.note(Actor.STRANGER, "session.refused", member == null ? null : Members.subject(member.id()), Map.of());
    }

    @Transactional
    SignedIn begin(Member member, String password, From from) {
        if (member.passwordHash() != null && Passwords.isOld(member.passwordHash())) {
            members.setPassword(member.id(), passwords.hash(password));
        }
        String session = sessions.begin(member.id(), from.agent());
        audit.note(
                new Actor(member.id(), member.name(), java.util.Set.of(), "session", null, true),
                "session.began",
                Members.subject(member.id()),
                Map.of());
        return new SignedIn(member.id(), session);
    }

    /** Sends a link to a new password, if there is such an account; nobody is told whether there is. */
    void forgot(String email, From from) {
        attempts.admit("reset " + email, from.address());
        letters.writeReset(email);
    }

    /** What a link is for, or the answer of one that never was. */
    Standing look(String secret, From from) {
        attempts.admit("link", from.address());
        Standing link = links.look(secret).orElseThrow(() -> ProblemException.notFound("link"));
        attempts.forget("link", from.address());
        return link;
    }

    /**
     * Takes up an invitation, chooses a new password, or sets up the first account.
     *
     * @param email of the first account; others have theirs
     * @param name as for {@code email}; may be another than the invitation's
     */
    @Transactional
    SignedIn redeem(String secret, @Nullable String email, @Nullable String name, String password, From from) {
        String hash = passwords.hash(password);
        Standing link = links.use(secret).orElseThrow(() -> ProblemException.notFound("link"));
        UUID id = link.memberId();
        if (id == null) {
            if (email == null || name == null) {
                throw new ProblemException(
                        ProblemKind.INVALID_BODY, "The first account needs a name and an e-mail address.");
            }
            id = members.first(email, name, hash);
        } else {
            members.setPassword(id, hash);
            members.endSessions(id);
        }
        audit.note(Actor.byLink(id, name), "member." + link.kind(), Members.subject(id), Map.of());
        // Whoever has the link to a new password has not shown the second factor yet.
        boolean isIn = !link.kind().equals(StaffLinks.RESET);
        return new SignedIn(id, isIn ? sessions.begin(id, from.agent()) : null);
    }
}
