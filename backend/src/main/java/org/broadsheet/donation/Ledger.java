package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.broadsheet.donation.Differences.Ours;
import org.broadsheet.donation.Differences.Paid;
import org.broadsheet.donation.Differences.Refunded;
import org.broadsheet.shared.Ids;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** The books as they are compared with a statement: what it names, whenever that was, and all of the same time. */
@ApplicationScoped
class Ledger {
    private final Session database;

    Ledger(Session database) {
        this.database = database;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    Ours of(PaymentProvider over, Instant from, Statement statement) {
        Set<String> ids = new LinkedHashSet<>();
        Set<String> donations = new LinkedHashSet<>();
        for (Statement.Line line : statement.lines()) {
            ids.add(line.id());
            Optional.ofNullable(line.parent()).ifPresent(ids::add);
            line.names().stream().filter(name -> Ids.parse(name).isPresent()).forEach(donations::add);
        }
        String[] named = ids.toArray(String[]::new);
        return new Ours(
                paid(over, from, statement.upTo(), named),
                refunded(over, from, statement.upTo(), named),
                owners(over, donations.toArray(String[]::new), named));
    }

    private Map<String, Paid> paid(PaymentProvider over, Instant from, Instant upTo, String[] ids) {
        return of(over, database.createNativeQuery("""
                        select p.provider_id, p.donation_id, cast(p.currency as text), p.happened_at,
                            min(b.booked_at) filter (where b.kind = 'gross'),
                            cast(coalesce(sum(e.amount_minor) filter (where b.kind = 'gross'), 0) as bigint),
                            cast(-coalesce(sum(e.amount_minor) filter (where b.kind = 'fee'), 0) as bigint),
                            cast(-coalesce(sum(e.amount_minor) filter (where b.kind = 'reversal'), 0) as bigint),
                            cast(coalesce(sum(e.amount_minor) filter (where b.kind = 'reversal_back'), 0) as bigint),
                            max(b.booked_at) filter (where b.kind in ('reversal', 'reversal_back'))
                        from payment p join donation d on d.id = p.donation_id
                            left join booking b on b.payment_id = p.id
                            left join entry e on e.booking_id = b.id and e.account = 'clearing'
                        where d.provider = :provider and d.provider_account = :account and d.mode = :mode
                            and (p.provider_id = any(cast(:ids as text[])) or p.happened_at between :from and :upTo)
                        group by p.id""", Paid.class))
                .setParameter("ids", ids)
                .setParameter("from", from)
                .setParameter("upTo", upTo)
                .getResultStream()
                .collect(Collectors.toMap(Paid::id, Function.identity()));
    }

    private Map<String, Refunded> refunded(PaymentProvider over, Instant from, Instant upTo, String[] ids) {
        return of(over, database.createNativeQuery("""
                        select r.provider_id, p.donation_id, cast(r.currency as text), b.happened_at, b.booked_at, -e.amount_minor,
                            cast(coalesce((select sum(f.amount_minor) from booking fb join entry f on f.booking_id = fb.id
                                where fb.key = r.provider || ':refund:' || r.provider_id || ':fee_back'
                                    and f.account = 'clearing'), 0) as bigint)
                        from refund r join payment p on p.id = r.payment_id join donation d on d.id = p.donation_id
                            join booking b on b.key = r.provider || ':refund:' || r.provider_id || ':refund'
                            join entry e on e.booking_id = b.id and e.account = 'clearing'
                        where d.provider = :provider and d.provider_account = :account and d.mode = :mode
                            and (r.provider_id = any(cast(:ids as text[])) or b.happened_at between :from and :upTo)""", Refunded.class))
                .setParameter("ids", ids)
                .setParameter("from", from)
                .setParameter("upTo", upTo)
                .getResultStream()
                .collect(Collectors.toMap(Refunded::id, Function.identity()));
    }

    record Owner(UUID id, String reference) {}

    /** Statements write references without their hyphens. */
    private Map<String, UUID> owners(PaymentProvider over, String[] donations, String[] references) {
        List<Owner> found = of(over, database.createNativeQuery("""
                        select d.id, replace(coalesce(d.reference, ''), '-', '') from donation d
                        where d.provider = :provider and d.provider_account = :account and d.mode = :mode
                            and (d.id = any(cast(:donations as uuid[]))
                            or replace(d.reference, '-', '') = any(cast(:references as text[])))""", Owner.class))
                .setParameter("donations", donations)
                .setParameter("references", references)
                .getResultList();
        Map<String, UUID> owners = new HashMap<>();
        for (Owner owner : found) {
            owners.put(owner.id().toString(), owner.id());
            if (!owner.reference().isEmpty()) {
                owners.put(owner.reference(), owner.id());
            }
        }
        return owners;
    }

    private static <T> NativeQuery<T> of(PaymentProvider over, NativeQuery<T> query) {
        query.setParameter("provider", over.id());
        query.setParameter("account", over.account());
        query.setParameter("mode", over.mode().name().toLowerCase(Locale.ROOT));
        return query;
    }
}
