package org.broadsheet.staff;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.broadsheet.shared.ClientAddress;
import org.broadsheet.shared.Doors;
import org.broadsheet.shared.Form;
import org.broadsheet.shared.Ids;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.staff.SigningIn.From;
import org.broadsheet.staff.SigningIn.SignedIn;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/staff")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Staff", description = "The people who work here: accounts, sessions, and the log of what they did.")
class SessionResource {
    static final int MAX_BYTES = 8192;

    private final SigningIn signingIn;
    private final Sessions sessions;
    private final Members members;
    private final StaffSettings settings;
    private final ClientAddress addresses;
    private final ObjectMapper mapper;

    SessionResource(
            SigningIn signingIn,
            Sessions sessions,
            Members members,
            StaffSettings settings,
            ClientAddress addresses,
            ObjectMapper mapper) {
        this.signingIn = signingIn;
        this.sessions = sessions;
        this.members = members;
        this.settings = settings;
        this.addresses = addresses;
        this.mapper = mapper;
    }

    @POST
    @Path("/session")
    @PermitAll
    @Operation(operationId = "signIn", summary = "Signs in", description = """
                    Sets the session's cookie, which scripts of pages cannot read and only this host gets. An account with a \
                    second factor is asked for its code with 401 `second-factor-needed`: send all again, with `code`. \
                    The session of the same account that the request still carries is ended.""")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = StaffForms.SignIn.class)))
    @APIResponse(
            responseCode = "200",
            description = "Signed in.",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response signIn(byte[] body, @Context HttpServerRequest request) {
        StaffForms.SignIn form = StaffForms.signIn(Form.of(body, MAX_BYTES, mapper));
        SignedIn signedIn = signingIn.signIn(form.email(), form.password(), form.code(), from(request));
        Cookie former = request.getCookie(Doors.SESSION_COOKIE);
        if (former != null) {
            sessions.endFormer(signedIn.member(), former.getValue());
        }
        return in(signedIn);
    }

    @GET
    @Path("/session")
    @Authenticated
    @Operation(operationId = "getSession", summary = "Who is signed in")
    @APIResponse(
            responseCode = "200",
            description = "The session.",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response session(@Context SecurityIdentity identity, @Context HttpHeaders headers) {
        Actor actor = Actor.of(identity);
        Instant endsAt = sessions.of(actor.id()).stream()
                .filter(one -> one.id().equals(actor.credential()))
                .map(one -> one.beganAt().plus(settings.longest()))
                .findFirst()
                .orElse(null);
        return Response.ok(view(actor, endsAt)).build();
    }

    private SessionView view(Actor actor, @Nullable Instant endsAt) {
        Member member = members.byId(actor.id()).orElseThrow();
        String secondFactor =
                member.hasSecondFactor() ? "on" : member.lacksSecondFactor(settings.secondFactor()) ? "needed" : "off";
        return new SessionView(MemberView.of(member), actor.rights(), secondFactor, endsAt);
    }

    @DELETE
    @Path("/session")
    @Authenticated
    @Operation(operationId = "signOut", summary = "Signs out", description = "Ends the session everywhere, at once.")
    @APIResponse(responseCode = "204", description = "Signed out.")
    public Response signOut(@Context SecurityIdentity identity) {
        Actor actor = Actor.of(identity).inPerson();
        sessions.end(actor.id(), actor.id(actor.credential()));
        return Response.noContent()
                .cookie(cookie("", 0))
                .header("Clear-Site-Data", "\"cookies\"")
                .build();
    }

    @GET
    @Path("/sessions")
    @Authenticated
    @Operation(operationId = "listSessions", summary = "Where one is signed in")
    @APIResponse(
            responseCode = "200",
            description = "The sessions.",
            content = @Content(schema = @Schema(implementation = SessionView.Sessions.class)))
    public SessionView.Sessions sessions(@Context SecurityIdentity identity) {
        Actor actor = Actor.of(identity);
        return new SessionView.Sessions(sessions.of(actor.id()).stream()
                .map(one -> new SessionView.Item(
                        one.id(),
                        one.beganAt(),
                        one.seenAt(),
                        one.agent(),
                        one.id().equals(actor.credential())))
                .toList());
    }

    @DELETE
    @Path("/sessions/{id}")
    @Authenticated
    @Operation(operationId = "endSession", summary = "Ends one of one's own sessions")
    @APIResponse(responseCode = "204", description = "It is ended.")
    public Response end(@PathParam("id") String id, @Context SecurityIdentity identity) {
        Actor actor = Actor.of(identity).inPerson();
        if (Ids.parse(id).filter(one -> sessions.end(actor.id(), one)).isEmpty()) {
            throw ProblemException.notFound("session");
        }
        return Response.noContent().build();
    }

    @POST
    @Path("/links/look")
    @PermitAll
    @Operation(
            operationId = "lookAtLink",
            summary = "What a link from a letter is for",
            description = "Its secret is what stands behind the `#`.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = StaffForms.Look.class)))
    @APIResponse(
            responseCode = "200",
            description = "The link still stands.",
            content = @Content(schema = @Schema(implementation = StaffForms.LinkView.class)))
    public StaffForms.LinkView look(byte[] body, @Context HttpServerRequest request) {
        Form form = Form.of(body, MAX_BYTES, mapper);
        String secret = form.needed("secret", form.verbatim("secret", 100), "");
        form.refuseFaults();
        StaffLinks.Standing link = signingIn.look(secret, from(request));
        Member member =
                link.memberId() == null ? null : members.byId(link.memberId()).orElseThrow();
        return new StaffForms.LinkView(
                link.kind(),
                member == null ? null : member.email(),
                member == null ? null : member.name(),
                link.expiresAt());
    }

    @POST
    @Path("/links/redeem")
    @PermitAll
    @Operation(operationId = "redeemLink", summary = "Uses a link: chooses a password", description = """
                    Sets up the first account, takes up an invitation (both sign in), or chooses a new password (204: sign in with \
                    it). A link is good for one use.""")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = StaffForms.Redeem.class)))
    @APIResponse(
            responseCode = "200",
            description = "Signed in.",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    @APIResponse(responseCode = "204", description = "The password is changed; every session is ended.")
    public Response redeem(byte[] body, @Context HttpServerRequest request) {
        From from = from(request);
        StaffForms.Redeem form =
                StaffForms.redeem(Form.of(body, MAX_BYTES, mapper), secret -> signingIn.look(secret, from));
        return in(signingIn.redeem(form.secret(), form.email(), form.name(), form.password(), from));
    }

    @POST
    @Path("/password-resets")
    @PermitAll
    @Operation(
            operationId = "forgotPassword",
            summary = "Asks for a letter with a link to a new password",
            description = """
                    The answer and its time are the same whether there is such an account or not.""")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = StaffForms.Forgot.class)))
    @APIResponse(responseCode = "202", description = "If there is such an account, a letter goes to it.")
    public Response forgot(byte[] body, @Context HttpServerRequest request) {
        Form form = Form.of(body, MAX_BYTES, mapper);
        String email = form.needed("email", form.email("email"), "");
        form.refuseFaults();
        signingIn.forgot(email, from(request));
        return Response.accepted().build();
    }

    private Response in(SignedIn signedIn) {
        String secret = signedIn.session();
        if (secret == null) {
            return Response.noContent().build();
        }
        Sessions.Standing session = sessions.find(secret).orElseThrow();
        Member member = members.byId(signedIn.member()).orElseThrow();
        Actor actor = new Actor(
                member.id(), member.name(), member.rights(settings.secondFactor()), "session", session.id(), true);
        return Response.ok(view(actor, session.endsAt()))
                .cookie(cookie(secret, NewCookie.DEFAULT_MAX_AGE))
                .build();
    }

    private From from(HttpServerRequest request) {
        return new From(addresses.of(request), request.getHeader("User-Agent"));
    }

    /** Without an age: a browser forgets it when it is closed. */
    private static NewCookie cookie(String secret, int maxAge) {
        return new NewCookie.Builder(Doors.SESSION_COOKIE)
                .value(secret)
                .path("/")
                .secure(true)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .maxAge(maxAge)
                .build();
    }
}
