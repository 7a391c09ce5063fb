package org.broadsheet.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.jspecify.annotations.Nullable;

/** What administrators do for others' accounts. */
@ApplicationScoped
class KeepingAccounts {
    private final Members members;
    private final StaffLinks links;
    private final StaffLetters letters;
    private final Audit audit;

    KeepingAccounts(Members members, StaffLinks links, StaffLetters letters, Audit audit) {
        this.members = members;
        this.links = links;
        this.letters = letters;
        this.audit = audit;
    }

    /** @param link to be handed over by hand; null where a letter goes */
    record Sent(UUID member, @Nullable String link) {}

    @Transactional
    Sent invite(Actor actor, StaffForms.Invitation form) {
        return send(
                members.invite(actor, form.email(), form.name(), form.roles(), form.authorId()), StaffLinks.INVITATION);
    }

    @Transactional
    Sent link(Actor actor, UUID id) {
        Member member = members.byId(id).orElseThrow(() -> ProblemException.notFound("member"));
        if (member.state().equals("suspended")) {
            throw new ProblemException(ProblemKind.CONFLICT, "The account is suspended. Let it in again first.");
        }
        audit.note(actor, "member.link-sent", Members.subject(id), Map.of());
        return send(id, member.isActive() ? StaffLinks.RESET : StaffLinks.INVITATION);
    }

    private Sent send(UUID member, String kind) {
        if (!letters.canSend()) {
            return new Sent(member, links.make(kind, member));
        }
        letters.write(member, kind);
        return new Sent(member, null);
    }
}
