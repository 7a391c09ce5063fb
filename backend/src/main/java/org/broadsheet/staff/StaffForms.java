package org.broadsheet.staff;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.broadsheet.shared.Form;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What people fill in to sign in and to keep accounts, read and found right. */
final class StaffForms {
    static final int LONGEST_TOKEN_DAYS = 366;

    private static final int NAME = 100;
    private static final int SECRET = 100;
    private static final int CODE = 40;
    private static final int DIFFERENT = 5;

    private StaffForms() {}

    @Schema(name = "SignIn", description = "Who one is, and what shows it.")
    record SignIn(
            @Schema(description = "The account's address.") String email,

            @Schema(description = "The password, exactly as it was chosen.")
            String password,

            @Schema(description = "Six digits of the authenticator, or a recovery code.", nullable = true) @Nullable
            String code) {}

    static SignIn signIn(Form form) {
        SignIn signIn = new SignIn(
                form.needed("email", form.email("email"), ""),
                form.needed("password", form.verbatim("password", Passwords.MOST), ""),
                form.line("code", CODE).orElse(null));
        form.refuseFaults();
        return signIn;
    }

    @Schema(name = "LinkSecret", description = "The secret of a link.")
    record Look(
            @Schema(description = "What stands behind the `#` of the link.")
            String secret) {}

    @Schema(name = "StaffLink", description = "What a link is for.")
    record LinkView(
            @Schema(
                    description = "What it does.",
                    enumeration = {"setup", "invitation", "reset"})
            String kind,

            @Schema(description = "Whose account it is; null for the first one.", nullable = true) @Nullable
            String email,

            @Schema(description = "Their name; null for the first one.", nullable = true) @Nullable
            String name,

            @Schema(description = "When it stops working.") Instant expiresAt) {}

    @Schema(name = "RedeemedLink", description = "A link, and the password that is chosen by it.")
    record Redeem(
            @Schema(description = "What stands behind the `#` of the link.")
            String secret,

            @Schema(description = "Of the first account; others have theirs.", nullable = true) @Nullable
            String email,

            @Schema(description = "Of the first account; others have theirs.", nullable = true) @Nullable
            String name,

            @Schema(description = "12 to 1,024 characters, whichever they are.")
            String password) {}

    /** @param look what a link is for; it says by itself that there is none */
    static Redeem redeem(Form form, Function<String, StaffLinks.Standing> look) {
        String secret = form.needed("secret", form.verbatim("secret", SECRET), "");
        boolean isFirst = !secret.isEmpty() && look.apply(secret).kind().equals(StaffLinks.SETUP);
        String email = form.email("email").orElse(null);
        String name = form.line("name", NAME).orElse(null);
        if (isFirst) {
            form.isSo(email != null, "email", "is needed for the first account");
            form.isSo(name != null, "name", "is needed for the first account");
        } else {
            form.isSo(email == null, "email", "is the invitation's own; leave it out");
            form.isSo(name == null, "name", "is the invitation's own; leave it out");
        }
        String password = newPassword(form, "password", email, name);
        form.refuseFaults();
        return new Redeem(secret, email, name, password);
    }

    /** A password that nobody guesses from what is known of its owner. */
    static String newPassword(Form form, String field, @Nullable String email, @Nullable String name) {
        String password = form.needed(field, form.verbatim(field, Passwords.MOST), "");
        String lower = password.toLowerCase(Locale.ROOT);
        boolean isTold = isWithin(email == null ? null : email.replaceAll("@.*", ""), lower)
                || isWithin(email, lower)
                || isWithin(name == null ? null : name.toLowerCase(Locale.ROOT), lower)
                || isWithin("broadsheet", lower);
        if (password.codePointCount(0, password.length()) < Passwords.LEAST) {
            form.fault(field, "must have at least " + Passwords.LEAST + " characters");
        } else if (password.codePoints().distinct().count() < DIFFERENT || isTold || CommonPasswords.has(lower)) {
            form.fault(field, "is too easy to guess; a few unrelated words make a good one");
        }
        return password;
    }

    /** Whether little is left of a password without a word that everybody knows. */
    private static boolean isWithin(@Nullable String word, String password) {
        return word != null
                && word.length() > 2
                && password.contains(word)
                && password.length() - word.length() < Passwords.LEAST - DIFFERENT;
    }

    @Schema(name = "ForgottenPassword", description = "Whose password is lost.")
    record Forgot(
            @Schema(description = "The account's address.") String email) {}

    @Schema(name = "Invitation", description = "Who is to have an account.")
    record Invitation(
            @Schema(description = "Where the invitation goes.")
            String email,

            @Schema(description = "As colleagues call them.")
            String name,

            @Schema(description = "What they are to be.") List<Role> roles,

            @Schema(description = "Whose byline it is, if any.", nullable = true) @Nullable
            UUID authorId) {}

    static Invitation invitation(Form form) {
        Invitation invitation = new Invitation(
                form.needed("email", form.email("email"), ""),
                form.needed("name", form.line("name", NAME), ""),
                roles(form),
                form.id("authorId").orElse(null));
        form.refuseFaults();
        return invitation;
    }

    @Schema(name = "MemberChange", description = "What an account is to be from now on.")
    record Change(
            @Schema(description = "The version that this is made from.")
            int version,

            @Schema(description = "As colleagues call them.")
            String name,

            @Schema(description = "What they are to be.") List<Role> roles,

            @Schema(description = "Whether they are kept out for now.")
            boolean isSuspended,

            @Schema(description = "Whose byline it is, if any.", nullable = true) @Nullable
            UUID authorId) {}

    static Change change(Form form) {
        Change change = new Change(
                form.needed("version", form.number("version", 0, Integer.MAX_VALUE), 0L)
                        .intValue(),
                form.needed("name", form.line("name", NAME), ""),
                roles(form),
                form.flag("isSuspended").orElse(false),
                form.id("authorId").orElse(null));
        form.refuseFaults();
        return change;
    }

    private static List<Role> roles(Form form) {
        List<Role> roles = form.choices("roles", Role.class);
        if (roles.isEmpty()) {
            form.fault("roles", "must name at least one role");
        }
        return roles;
    }

    @Schema(name = "PasswordChange", description = "The password that was, and the one that is to be.")
    record PasswordChange(
            @Schema(description = "The present password.") String present,

            @Schema(description = "12 to 1,024 characters, whichever they are.")
            String password) {}

    static PasswordChange passwordChange(Form form, Member member) {
        PasswordChange change = new PasswordChange(
                form.needed("present", form.verbatim("present", Passwords.MOST), ""),
                newPassword(form, "password", member.email(), member.name()));
        form.refuseFaults();
        return change;
    }

    @Schema(name = "Code", description = "A code that shows the second factor.")
    record Code(
            @Schema(description = "Six digits of the authenticator, or a recovery code.")
            String code) {}

    static String code(Form form) {
        String code = form.needed("code", form.line("code", CODE), "");
        form.refuseFaults();
        return code;
    }

    @Schema(name = "NewToken", description = "A token for a script.")
    record NewToken(
            @Schema(description = "What it is for.") String name,

            @Schema(
                    description =
                            "What it may do, of what its owner may: `write`, `publish`, `lead`, `donations`, `administer`.")
            List<String> rights,

            @Schema(description = "After how many days it ends, at most 366.")
            int days) {}

    static NewToken newToken(Form form, Actor actor) {
        List<String> rights =
                form.lines("rights", Right.ALL.size(), 20).stream().distinct().toList();
        form.isSo(
                !rights.isEmpty() && actor.rights().containsAll(rights),
                "rights",
                "must be some of what you may yourself: " + String.join(", ", actor.rights()));
        NewToken token = new NewToken(
                form.needed("name", form.line("name", NAME), ""),
                rights,
                form.needed("days", form.number("days", 1, LONGEST_TOKEN_DAYS), 1L)
                        .intValue());
        form.refuseFaults();
        return token;
    }
}
