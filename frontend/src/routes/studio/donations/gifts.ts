import type { components, paths } from '#lib/api/schema.d.ts';
import { startOf } from '../days.ts';

type Schemas = components['schemas'];
export type Gift = Schemas['StaffDonation'];
/** All that is known of a gift. */
export type GiftFile = Schemas['StaffDonationFile'];
export type Payment = Schemas['StaffPayment'];
export type Refund = Schemas['StaffRefund'];
export type Happening = Schemas['DonationHappening'];
export type Campaign = Schemas['StaffCampaign'];
export type Finding = Schemas['DonationFinding'];
export type Dispute = Schemas['DonationDispute'];
export type ProviderEvent = Schemas['ProviderEvent'];
export type Balance = Schemas['AccountBalance'];
export type Comparison = Schemas['StatementComparison'];
export type Check = Schemas['DonationCheck'];
export type Query = Omit<NonNullable<paths['/v1/staff/donations']['get']['parameters']['query']>, 'limit'>;
export type State = NonNullable<Query['state']>;
export type Mode = NonNullable<Query['mode']>;

/** A query string; of a page that is shown, nobody can change it. */
export type Search = Pick<URLSearchParams, 'get' | 'toString'>;

/** Where a gift stands, in the order in which it goes on. */
export const stateNames = {
  new: 'New',
  awaiting_payer: 'Waits for the donor',
  capturing: 'Is being taken',
  pending_review: 'Under review',
  paid: 'Paid',
  active: 'Active',
  suspended: 'Suspended',
  part_refunded: 'Partly given back',
  refunded: 'Given back',
  reversed: 'Reversed',
  declined: 'Declined',
  failed: 'Failed',
  cancelled: 'Ended',
  expired: 'Expired',
} satisfies Record<State, string>;

export const modeNames = { live: 'Live', sandbox: 'Sandbox', demo: 'Demonstration' } satisfies Record<Mode, string>;

export const frequencyNames = {
  once: 'Once',
  monthly: 'Monthly',
  yearly: 'Yearly',
} satisfies Record<Gift['frequency'], string>;

const isState = (value: string): value is State => Object.hasOwn(stateNames, value);
const isMode = (value: string): value is Mode => Object.hasOwn(modeNames, value);

/** What the page calls a state; one that is newer than this page goes by its own name. */
export const stateName = (state: string): string => (isState(state) ? stateNames[state] : state);
export const modeName = (mode: string): string => (isMode(mode) ? modeNames[mode] : mode);

/** By whom money comes, and whether it is in earnest: `paypal, live`; the demonstration is its own provider. */
export const providerWords = ({ provider, mode }: { provider: string; mode: string }): string =>
  provider === mode ? modeName(mode) : `${provider}, ${modeName(mode).toLowerCase()}`;

/** What the page's address asks of the gifts. Its days become the times at which they begin, and end, where the reader is. */
export function queryOf(search: Search): Query {
  const [state, mode, campaign, email, from, to, cursor] = [
    'state',
    'mode',
    'campaign',
    'email',
    'from',
    'to',
    'cursor',
  ].map((name) => search.get(name)?.trim() ?? '');
  return {
    ...(state && isState(state) && { state }),
    ...(mode && isMode(mode) && { mode }),
    ...(campaign && { campaign }),
    ...(email && { email }),
    ...(from && { from: startOf(from, 0) }),
    ...(to && { to: startOf(to, 1) }),
    ...(cursor && { cursor }),
  };
}

/** The address of the gifts as a table, with the same filters. */
export function exportPath(search: Search): string {
  const asked = new URLSearchParams({ ...queryOf(search), cursor: '' });
  asked.delete('cursor');
  return `/v1/staff/donations/export${asked.size > 0 ? `?${asked}` : ''}`;
}

/** The page's own address with something else asked; a new question begins at its first page. */
export function pathWith(search: Search, change: Record<string, string | null>): string {
  const asked = new URLSearchParams(search.toString());
  for (const name of ['cursor', 'gift', 'part']) asked.delete(name);
  for (const [name, value] of Object.entries(change)) {
    if (value) asked.set(name, value);
    else asked.delete(name);
  }
  return `?${asked}`;
}

/** Where the page of a gift is. */
export const giftPath = (id: string): string => `?gift=${id}`;
