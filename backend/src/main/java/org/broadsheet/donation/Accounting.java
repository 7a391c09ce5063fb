package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.staff.Actor;
import org.broadsheet.staff.Audit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The donations as staff see them: lists, histories, findings, the balance of the books, and what is erased on request. */
@ApplicationScoped
public class Accounting {
    static final String HEADINGS =
            "id,createdAt,frequency,amountMinor,currency,campaign,provider,mode,reference,state,reason\r\n";

    private final Session database;
    private final Comparing comparing;
    private final Inbox inbox;
    private final DonationHealth health;
    private final Audit audit;

    Accounting(Session database, Comparing comparing, Inbox inbox, DonationHealth health, Audit audit) {
        this.database = database;
        this.comparing = comparing;
        this.inbox = inbox;
        this.health = health;
        this.audit = audit;
    }

    static Audit.Subject subject(UUID donation) {
        return new Audit.Subject("donation", donation.toString());
    }

    /** What to look for; null is anything. @param before of the last one seen, for the next page */
    public record Query(
            @Nullable String state,
            @Nullable String mode,
            @Nullable String campaign,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String email,
            @Nullable UUID before,
            int limit) {
        Query before(UUID last) {
            return new Query(state, mode, campaign, from, to, email, last, limit);
        }
    }

    /** One of a list. */
    @Schema(name = "StaffDonation", description = "A gift, as those see it who look after gifts.")
    public record Line(
            @Schema(description = "Its id.") UUID id,
            @Schema(description = "When it was begun.") Instant createdAt,

            @Schema(
                    description = "How often it comes.",
                    enumeration = {"once", "monthly", "yearly"})
            String frequency,

            @Schema(description = "How much, in the provider's smallest unit of the currency.")
            long amountMinor,

            @Schema(description = "Of what (ISO 4217).") String currency,
            @Schema(description = "Slug of what it is for.") String campaign,
            @Schema(description = "By whom it comes.") String provider,

            @Schema(
                    description = "Whether it is money in earnest.",
                    enumeration = {"live", "sandbox", "demo"})
            String mode,

            @Schema(description = "What the provider calls it; null while it knows nothing of it.", nullable = true)
            @Nullable
            String reference,

            @Schema(description = "Where it stands, such as `paid`.")
            String state,

            @Schema(description = "Why it stands there, where there is something to say.", nullable = true) @Nullable
            String reason) {}

    /** The newest first, at most {@code limit}. */
    @Transactional
    public List<Line> list(Query query) {
        return database.createNativeQuery("""
                        select d.id, d.created_at, d.frequency, d.amount_minor, cast(d.currency as text), c.slug, d.provider, d.mode,
                            d.reference, d.state, d.reason
                        from donation d join campaign c on c.id = d.campaign_id
                        where (cast(:state as text) is null or d.state = :state)
                            and (cast(:mode as text) is null or d.mode = :mode)
                            and (cast(:campaign as text) is null or c.slug = :campaign)
                            and (cast(:from as timestamptz) is null or d.created_at >= :from)
                            and (cast(:to as timestamptz) is null or d.created_at < :to)
                            and (cast(:email as text) is null or exists (
                                select 1 from donor where donor.donation_id = d.id and lower(donor.email) = lower(:email)))
                            and (cast(:before as uuid) is null or (d.created_at, d.id) < (
                                select b.created_at, b.id from donation b where b.id = cast(:before as uuid)))
                        order by d.created_at desc, d.id desc
                        limit :limit""", Line.class)
                .setParameter("state", query.state())
                .setParameter("mode", query.mode())
                .setParameter("campaign", query.campaign())
                .setParameter("from", query.from())
                .setParameter("to", query.to())
                .setParameter("email", query.email())
                .setParameter("before", query.before())
                .setParameter("limit", query.limit())
                .getResultList();
    }

    /** Something that happened to a donation: a step, a call, an event, a booking. */
    @Schema(name = "DonationHappening", description = "Something that happened to a gift.")
    public record Happening(
            @Schema(description = "When.") Instant at,

            @Schema(
                    description = "What sort of thing.",
                    enumeration = {"step", "call", "event", "booking", "dispute", "finding"})
            String kind,

            @Schema(description = "Who did it, or what it is called.")
            String who,

            @Schema(description = "What it was, in words.") String what) {}

    /** Everything that is known of a donation, oldest first. */
    @Transactional
    public List<Happening> history(UUID donation) {
        return database.createNativeQuery("""
                        select at, 'step' as kind, actor, what || coalesce(': ' || from_state, '') || coalesce(' > ' || to_state, '')
                        from donation_event where donation_id = :id
                        union all
                        select prepared_at, 'call', operation, state || coalesce(' ' || issue, '') || coalesce(' ' || debug_id, '')
                        from provider_call where donation_id = :id
                        union all
                        select received_at, 'event', event_id, type || ' ' || state
                        from webhook_event where donation = cast(:id as text)
                        union all
                        select b.booked_at, 'booking', b.key, b.kind || ' ' || e.amount_minor || ' ' || e.currency
                        from booking b join entry e on e.booking_id = b.id and e.account = 'clearing' where b.donation_id = :id
                        union all
                        select opened_at, 'dispute', provider_id, status || coalesce(' ' || stage, '') || coalesce(' ' || reason, '')
                            || coalesce(' ' || amount_minor || ' ' || currency, '') || coalesce(': ' || outcome, '')
                        from dispute where donation_id = :id
                        union all
                        select found_at, 'finding', finding.kind, detail from finding where donation_id = :id
                        order by 1, 2""", Happening.class)
                .setParameter("id", donation)
                .getResultList();
    }

    /** Something that does not agree, and that nobody has looked at yet. */
    @Schema(name = "DonationFinding", description = "Something that does not agree, and that nobody has closed yet.")
    public record Finding(
            @Schema(description = "Its id.") UUID id,

            @Schema(description = "The gift that it is about; null where it is about none.", nullable = true) @Nullable
            UUID donation,

            @Schema(description = "What sort of thing, such as `mismatch`.")
            String kind,

            @Schema(description = "What it is, in words.") String detail,
            @Schema(description = "When it was found.") Instant foundAt) {}

    @Transactional
    public List<Finding> findings(int limit) {
        return database.createNativeQuery("""
                        select id, donation_id, kind, detail, found_at from finding
                        where resolved_at is null order by found_at desc, id limit :limit""", Finding.class)
                .setParameter("limit", limit)
                .getResultList();
    }

    /** @param word what was found out and done @return false when there was none open */
    @Transactional
    public boolean resolve(UUID finding, @Nullable String word, Actor actor) {
        boolean isClosed = database.createNativeMutationQuery(
                                "update finding set resolved_at = now() where id = :id and resolved_at is null")
                        .setParameter("id", finding)
                        .executeUpdate()
                == 1;
        if (isClosed) {
            audit.note(
                    actor,
                    "finding.resolved",
                    new Audit.Subject("finding", finding.toString()),
                    word == null ? Map.of() : Map.of("word", word));
        }
        return isClosed;
    }

    /** Compares the books with the provider's statement now, which takes a while. @return empty when no donations are taken */
    public Optional<Comparison> compare() {
        return comparing.compare();
    }

    /** Writes down an act that is more than one transaction, before it begins. */
    @Transactional
    void note(Actor actor, String action, Audit.@Nullable Subject subject, Map<String, ?> detail) {
        audit.note(actor, action, subject, detail);
    }

    /** When the books were last compared, up to when, and whether they balanced; empty when they never were. */
    public Optional<Comparison> lastCompared() {
        return comparing.last();
    }

    /** Whether donations can work now, each thing with its remedy; it asks the provider. */
    public List<PaymentProvider.Check> selfTest() {
        return health.look();
    }

    /**
     * A dispute as the provider last told it.
     *
     * @param dueAt until when the newsroom must answer it there; null when it need not
     */
    @Schema(
            name = "DonationDispute",
            description = "A payment that a donor, or the donor's bank, disputes at the provider.")
    public record Disputed(
            @Schema(description = "At which provider.") String provider,

            @Schema(description = "What it is called there.")
            String id,

            @Schema(description = "The gift.") UUID donation,

            @Schema(description = "Where it stands, in the provider's words.")
            String status,

            @Schema(description = "How far it has come, in the provider's words.", nullable = true) @Nullable
            String stage,

            @Schema(description = "Why, in the provider's words.", nullable = true) @Nullable
            String reason,

            @Schema(description = "About how much, in the currency's smallest unit.", nullable = true) @Nullable
            Long amountMinor,

            @Schema(description = "Of what (ISO 4217).", nullable = true) @Nullable
            String currency,

            @Schema(description = "How it ended, in the provider's words.", nullable = true) @Nullable
            String outcome,

            @Schema(description = "Until when it must be answered there; null when it need not.", nullable = true)
            @Nullable
            Instant dueAt,

            @Schema(description = "When it was opened.") Instant openedAt,
            @Schema(description = "Whether it is over.") boolean isOver) {}

    /** Those that are open first, the most urgent before others. */
    @Transactional
    public List<Disputed> disputes(int limit) {
        return database.createNativeQuery("""
                        select provider, provider_id, donation_id, status, stage, reason, amount_minor, cast(currency as text),
                            outcome, due_at, opened_at, is_over
                        from dispute order by is_over, due_at nulls last, opened_at desc, provider_id limit :limit""", Disputed.class)
                .setParameter("limit", limit)
                .getResultList();
    }

    /**
     * An event that the provider sent.
     *
     * @param state how far our looking into it has come: ignored ones are of no gift of ours, dead ones could not be
     *     looked into
     */
    @Schema(name = "ProviderEvent", description = "What a provider told us of itself.")
    public record Event(
            @Schema(description = "Which provider.") String provider,

            @Schema(description = "What it calls the event.")
            String id,

            @Schema(description = "What sort of event, in its words.")
            String type,

            @Schema(description = "The gift that it names; null where it names none.", nullable = true) @Nullable
            String donation,

            @Schema(
                    description =
                            "How far it was looked into: `ignored` is of no gift of ours, `dead` could not be looked into.",
                    enumeration = {"received", "done", "ignored", "dead"})
            String state,

            @Schema(description = "How often that was tried.")
            int attempts,

            @Schema(description = "When it came.") Instant receivedAt) {}

    /** The newest first. @param state null for any */
    @Transactional
    public List<Event> events(@Nullable String state, int limit) {
        return database.createNativeQuery("""
                        select provider, event_id, type, donation, state, attempts, received_at from webhook_event
                        where cast(:state as text) is null or state = :state
                        order by received_at desc, provider, event_id
                        limit :limit""", Event.class)
                .setParameter("state", state)
                .setParameter("limit", limit)
                .getResultList();
    }

    /** Has an event looked into again that was given up. @return false when it is none such */
    @Transactional
    public boolean replay(String provider, String event, Actor actor) {
        boolean isAgain = inbox.replay(provider, event);
        if (isAgain) {
            audit.note(actor, "event.replayed", new Audit.Subject("event", event), Map.of("provider", provider));
        }
        return isAgain;
    }

    /** What an account holds of a currency, in minor units. */
    @Schema(name = "AccountBalance", description = "What an account of the books holds of a currency.")
    public record Balance(
            @Schema(description = "By whom the money comes.")
            String provider,

            @Schema(description = "Whether it is money in earnest.")
            String mode,

            @Schema(description = "Of what (ISO 4217).") String currency,

            @Schema(
                    description = "Which account.",
                    enumeration = {"clearing", "income", "fees", "refunds", "reversals"})
            String account,

            @Schema(description = "How much, in the currency's smallest unit; what came in is negative in `income`.")
            long amountMinor) {}

    /** The books, summed; the accounts of one provider, mode and currency add up to zero. */
    @Transactional
    public List<Balance> balances() {
        return database.createNativeQuery("""
                        select d.provider, d.mode, cast(e.currency as text), e.account, cast(sum(e.amount_minor) as bigint)
                        from entry e join booking b on b.id = e.booking_id join donation d on d.id = b.donation_id
                        group by 1, 2, 3, 4 order by 1, 2, 3, 4""", Balance.class).getResultList();
    }

    /**
     * What in the books does not agree with itself, in words; empty when all is well: bookings that do not add up to
     * zero, payments and refunds that came and are not booked, more given back than came.
     */
    @Transactional
    public List<String> faults() {
        return database.createNativeQuery("""
                        select 'Booking ' || booking_id || ' does not balance' from entry
                        group by booking_id, currency having sum(amount_minor) <> 0
                        union all
                        select 'Payment ' || provider_id || ' is not booked' from payment p
                        where state in ('completed', 'reversed')
                            and not exists (select 1 from booking b where b.payment_id = p.id and b.kind = 'gross')
                        union all
                        select 'Refund ' || coalesce(provider_id, cast(id as text)) || ' is not booked' from refund r
                        where state = 'completed' and not exists (
                            select 1 from booking b where b.key = r.provider || ':refund:' || r.provider_id || ':refund')
                        union all
                        select 'More was given back of payment ' || p.provider_id || ' than came' from payment p
                        where gross_minor < (select coalesce(sum(amount_minor), 0) from refund r
                            where r.payment_id = p.id and r.state = 'completed')""", String.class).getResultList();
    }

    /** Donations as a table for spreadsheets: what would be taken for a formula there is made harmless. */
    @Transactional
    public String csv(Query query) {
        return HEADINGS + rows(list(query));
    }

    static String rows(List<Line> lines) {
        StringBuilder csv = new StringBuilder();
        for (Line line : lines) {
            csv.append(String.join(
                            ",",
                            cell(line.id()),
                            cell(line.createdAt()),
                            cell(line.frequency()),
                            cell(line.amountMinor()),
                            cell(line.currency()),
                            cell(line.campaign()),
                            cell(line.provider()),
                            cell(line.mode()),
                            cell(line.reference()),
                            cell(line.state()),
                            cell(line.reason())))
                    .append("\r\n");
        }
        return csv.toString();
    }

    static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        boolean isFormula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return '"' + (isFormula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }

    /** What is known of a donor, for staff who must answer him. */
    @Schema(name = "DonorContact", description = "What is known of a donor.")
    public record Contact(
            @Schema(description = "Where receipts go.", nullable = true) @Nullable
            String email,

            @Schema(description = "The name on the wall, of those who gave one for it.", nullable = true) @Nullable
            String publicName,

            @Schema(description = "What they said.", nullable = true) @Nullable
            String message) {}

    @Transactional
    public Optional<Contact> contact(UUID donation) {
        return database.createNativeQuery(
                        "select email, public_name, message from donor where donation_id = :id and erased_at is null",
                        Contact.class)
                .setParameter("id", donation)
                .uniqueResultOptional();
    }

    /** Erases all that is personal of whoever has this address; the books stay whole. @return of how many donations */
    @Transactional
    public int erase(String email, Actor actor) {
        database.createNativeMutationQuery("""
                        update letter set state = 'given_up'
                        where state = 'waiting'
                            and donation_id in (select donation_id from donor where lower(email) = lower(:email))""").setParameter("email", email).executeUpdate();
        database.createNativeMutationQuery("""
                        delete from demo_mail
                        where donation_id in (select donation_id from donor where lower(email) = lower(:email))""").setParameter("email", email).executeUpdate();
        int erased = database.createNativeMutationQuery("""
                        update donor set email = null, public_name = null, message = null, erased_at = now()
                        where lower(email) = lower(:email)""")
                .setParameter("email", email)
                .executeUpdate();
        // Not whose: the log keeps for ever what is to be forgotten here.
        audit.note(actor, "donor.erased", null, Map.of("donations", erased));
        return erased;
    }
}
