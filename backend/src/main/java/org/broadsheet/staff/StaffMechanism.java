package org.broadsheet.staff;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.broadsheet.shared.Doors;
import org.jspecify.annotations.Nullable;

/**
 * Tells who asks at the doors of staff: by the cookie of a session, or by a personal token. Whoever is not told is a
 * stranger, whom those doors do not let in. Readers' doors never ask: what they answer is the same for everybody.
 */
@ApplicationScoped
class StaffMechanism implements HttpAuthenticationMechanism {
    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final PersonalTokens tokens;
    private final Members members;
    private final StaffSettings settings;
    private final BlockingSecurityExecutor executor;

    StaffMechanism(
            Sessions sessions,
            PersonalTokens tokens,
            Members members,
            StaffSettings settings,
            BlockingSecurityExecutor executor) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.members = members;
        this.settings = settings;
        this.executor = executor;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        if (!Doors.isOfStaff(String.valueOf(context.request().path()))) {
            return Uni.createFrom().nullItem();
        }
        String authorization = context.request().getHeader("Authorization");
        if (authorization != null && authorization.startsWith(BEARER + PersonalTokens.PREFIX)) {
            String token = authorization.substring(BEARER.length());
            return executor.executeBlocking(() -> byToken(token));
        }
        Cookie cookie = context.request().getCookie(Doors.SESSION_COOKIE);
        return cookie == null
                ? Uni.createFrom().nullItem()
                : executor.executeBlocking(() -> bySession(cookie.getValue()));
    }

    private @Nullable SecurityIdentity bySession(String secret) {
        Sessions.Standing session = sessions.find(secret).orElse(null);
        Member member =
                session == null ? null : members.byId(session.memberId()).orElse(null);
        return member == null || session == null
                ? null
                : identity(new Actor(
                        member.id(),
                        member.name(),
                        member.rights(settings.secondFactor()),
                        "session",
                        session.id(),
                        session.isRecent()));
    }

    private @Nullable SecurityIdentity byToken(String secret) {
        PersonalTokens.Standing token = tokens.find(secret).orElse(null);
        Member member = token == null ? null : members.byId(token.memberId()).orElse(null);
        if (member == null || token == null) {
            return null;
        }
        Set<String> rights = new TreeSet<>(member.rights(settings.secondFactor()));
        rights.retainAll(Arrays.asList(token.rights().split(",", -1)));
        return identity(new Actor(member.id(), member.name(), rights, "token", token.id(), true));
    }

    private static SecurityIdentity identity(Actor actor) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(actor.id().toString()))
                .addRoles(actor.rights())
                .addAttribute(Actor.ATTRIBUTE, actor)
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        // No WWW-Authenticate: a browser would put up a window of its own.
        return Uni.createFrom().item(new ChallengeData(401));
    }
}
