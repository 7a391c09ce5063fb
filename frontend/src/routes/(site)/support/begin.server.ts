import { createHash } from 'node:crypto';
import type { DonationCreated, NewDonation } from '#lib/api/donations.ts';
import { create } from '#lib/server/donations.ts';
import { faultsAt, type Faults } from './gift.ts';

type Begun = { donation: DonationCreated } | { status: number; faults: Faults; said: string | null };

const MOST_ANEW = 3;
/** Nothing was paid and nothing will be: who sends the form again wants another gift. */
const over = new Set<DonationCreated['status']>(['declined', 'cancelled', 'expired', 'failed']);

/**
 * Begins a gift, or finds the one that the same form has begun already: sent twice, by a double click or after an answer
 * that got lost, a form makes one gift.
 * @param formKey the key the form came with @param from the donor's address
 */
export async function begin(gift: NewDonation, formKey: string, from: string | null): Promise<Begun> {
  for (let anew = 0; ; anew++) {
    // The wish is part of the key: a form that comes back with another amount is another gift.
    const key = createHash('sha256')
      .update(JSON.stringify([formKey, anew, gift]))
      .digest('base64url');
    const answer = await create(gift, key, from).catch(() => null);
    if (!answer) return refused(503);
    if (!answer.data) {
      const faults = answer.response.status < 500 ? faultsAt(answer.error.errors ?? []) : null;
      return faults ? { status: 400, faults, said: null } : refused(answer.response.status, answer.response.headers);
    }
    const { status, approvalUrl } = answer.data;
    if (approvalUrl !== null || !over.has(status) || anew === MOST_ANEW) return { donation: answer.data };
  }
}

/** Nobody has approved anything yet, so whatever happened, nothing was charged. */
function refused(status: number, headers?: Headers): Begun {
  const minutes = Math.ceil(Number(headers?.get('retry-after') ?? 0) / 60);
  const later = minutes > 1 ? `in ${minutes} minutes` : 'in a minute';
  const said: Record<number, string> = {
    404: 'We cannot take gifts at the moment. Nothing was charged.',
    429: `Those were many attempts in a short time. Nothing was charged; please try again ${later}.`,
    503: `The payment service could not be reached. Nothing was charged; please try again ${later}.`,
  };
  return {
    status: status === 429 || status === 404 ? status : 503,
    faults: {},
    said: said[status] ?? 'Something went wrong on our side. Nothing was charged; please try again in a minute.',
  };
}
