package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.hibernate.Session;

/** Letters to donors who left an address: written down together with what they tell of, and sent afterwards. */
@ApplicationScoped
class Letters {
    private final Session database;

    Letters(Session database) {
        this.database = database;
    }

    /** @param payment the provider's id of it */
    @Transactional(Transactional.TxType.MANDATORY)
    void receipt(UUID donation, String payment) {
        database.createNativeMutationQuery("""
                        insert into letter (id, donation_id, payment_id, kind)
                        select gen_random_uuid(), :donation, p.id, 'receipt'
                        from payment p join donor on donor.donation_id = p.donation_id and donor.email is not null
                        where p.donation_id = :donation and p.provider_id = :payment
                        on conflict (donation_id, kind, payment_id) do nothing""")
                .setParameter("donation", donation)
                .setParameter("payment", payment)
                .executeUpdate();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void declined(UUID donation) {
        told(donation, "declined");
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void ended(UUID donation) {
        told(donation, "ended");
    }

    private void told(UUID donation, String kind) {
        database.createNativeMutationQuery("""
                        insert into letter (id, donation_id, kind)
                        select gen_random_uuid(), :donation, :kind
                        from donor where donation_id = :donation and email is not null
                            and not exists (select 1 from letter where donation_id = :donation and kind = :kind)""")
                .setParameter("donation", donation)
                .setParameter("kind", kind)
                .executeUpdate();
    }
}
