package org.broadsheet.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.shared.Problem.Fault;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;

/** What members do to keep their own accounts safe; whoever else was signed in as them is out afterwards. */
@ApplicationScoped
class KeepingSafe {
    private final Members members;
    private final Passwords passwords;
    private final SecondFactor secondFactor;
    private final Sessions sessions;
    private final Attempts attempts;
    private final Audit audit;

    KeepingSafe(
            Members members,
            Passwords passwords,
            SecondFactor secondFactor,
            Sessions sessions,
            Attempts attempts,
            Audit audit) {
        this.members = members;
        this.passwords = passwords;
        this.secondFactor = secondFactor;
        this.sessions = sessions;
        this.attempts = attempts;
        this.audit = audit;
    }

    @Transactional
    void changePassword(Actor actor, String present, String password) {
        guard(actor);
        Member member = members.byId(actor.id()).orElseThrow();
        if (!passwords.isRight(present, member.passwordHash())) {
            throw new ProblemException(
                    ProblemKind.INVALID_BODY,
                    "The present password is not right.",
                    List.of(Fault.pointer("/present", "is not right")));
        }
        members.setPassword(member.id(), passwords.hash(password));
        sessions.endOthers(member.id(), actor.id(actor.credential()));
        audit.note(actor, "password.changed", Members.subject(member.id()), Map.of());
    }

    String beginSecondFactor(Actor actor) {
        return secondFactor.begin(actor.id());
    }

    @Transactional
    List<String> confirmSecondFactor(Actor actor, String code) {
        guard(actor);
        List<String> codes = secondFactor.confirm(actor, code);
        sessions.endOthers(actor.id(), actor.id(actor.credential()));
        return codes;
    }

    @Transactional
    List<String> renewRecoveryCodes(Actor actor, String code) {
        demand(actor, code);
        audit.note(actor, "recovery-codes.renewed", Members.subject(actor.id()), Map.of());
        return secondFactor.renew(actor.id());
    }

    @Transactional
    void removeSecondFactor(Actor actor, String code) {
        demand(actor, code);
        secondFactor.takeOff(actor, actor.id());
        sessions.endOthers(actor.id(), actor.id(actor.credential()));
    }

    /** For somebody whose telephone and paper are both lost. */
    @Transactional
    void removeSecondFactorOf(Actor actor, UUID member) {
        Member of = members.byId(member).orElseThrow(() -> ProblemException.notFound("member"));
        secondFactor.takeOff(actor, of.id());
        members.endSessions(of.id());
    }

    private void demand(Actor actor, String code) {
        guard(actor);
        if (!secondFactor.accept(actor.id(), code)) {
            throw new ProblemException(
                    ProblemKind.INVALID_BODY,
                    "The code is not right, or was used before. Give the next one.",
                    List.of(Fault.pointer("/code", "is not right, or was used before; give the next one")));
        }
    }

    /** A stolen session must not become a place to guess at leisure. */
    private void guard(Actor actor) {
        attempts.admit("member " + actor.id(), new byte[4]);
    }
}
