import type { Donation, DonationStatus, Frequency } from '#lib/api/donations.ts';
import { dayOf } from '#lib/format/dates.ts';
import { money } from '#lib/format/money.ts';

/** What can be said of a gift: how it stands; that this browser holds no key to it; that nobody answers just now. */
export type Standing = { known: 'yes'; donation: Donation } | { known: 'not-here' } | { known: 'not-now' };

/** A gift told to its donor. */
export type Told = {
  title: string;
  text: string;
  /** Whether it may still change within minutes, so that the page goes on asking. */
  isOpen: boolean;
  /** The same approval at PayPal, where it can still be given. */
  approve: { url: string; label: string } | null;
  /** Whether money came, so that there is a receipt. */
  hasReceipt: boolean;
  /** Whether nothing was charged and nothing will be, so that giving anew takes no money twice. */
  mayGiveAnew: boolean;
};

type Place = { language: string; timeZone: string };
type Words = Pick<Told, 'title' | 'text'>;

const adjectives = { once: '', monthly: 'monthly', yearly: 'yearly' } satisfies Record<Frequency, string>;
const rhythms = { once: '', monthly: ' a month', yearly: ' a year' } satisfies Record<Frequency, string>;
export const frequencyNames = { once: 'Once', monthly: 'Monthly', yearly: 'Yearly' } satisfies Record<
  Frequency,
  string
>;

/** `€10 a month`. */
export const giftOf = ({ amount, currency, frequency }: Donation, language: string) =>
  money({ amount, currency }, language) + (rhythms[frequency] ?? '');

const isRecurring = ({ frequency }: Donation) => frequency !== 'once';

const words: Record<DonationStatus, (donation: Donation, place: Place) => Words> = {
  processing: () => ({
    title: 'We are confirming your gift with PayPal',
    text: 'This usually takes a few seconds. There is nothing you need to do, and no need to give again.',
  }),
  awaiting_payer: () => ({
    title: 'We have not heard from PayPal yet',
    text: 'If you have approved your gift there, you need do nothing: this page will say so as soon as PayPal does. If you have not, you can still do it.',
  }),
  pending: () => ({
    title: 'PayPal is checking the payment',
    text: 'You have done your part. The check can take some days, and there is no need to give again.',
  }),
  paid: (donation, { language, timeZone }) => ({
    title: 'Thank you. Your gift has arrived',
    text: `We received ${money(donation, language)}${donation.paidAt ? ` on ${dayOf(donation.paidAt, language, timeZone)}` : ''}. PayPal sends you its own receipt; ours follows if you gave an e-mail address.`,
  }),
  active: (donation, { language, timeZone }) => ({
    title: `Thank you for your ${adjectives[donation.frequency] ?? ''} support`.replace('  ', ' '),
    text: `You give ${giftOf(donation, language)}. ${donation.nextPaymentAt ? `The next payment is due on ${dayOf(donation.nextPaymentAt, language, timeZone)}. ` : ''}You can end it at any time, here or at PayPal.`,
  }),
  suspended: (donation, { language }) => ({
    title: 'Your support is paused',
    text: `PayPal could not collect ${giftOf(donation, language)} and has stopped trying. You can mend it in your account at PayPal, or end it here.`,
  }),
  declined: ({ next }) => ({
    title: 'PayPal declined the payment',
    text: `Nothing was charged. Often another card or account does it: ${next.url ? 'the way back to PayPal is still open' : 'you can begin anew'}.`,
  }),
  cancelled: (donation) =>
    isRecurring(donation) && donation.paidAt
      ? {
          title: `Your ${adjectives[donation.frequency] ?? ''} support has ended`,
          text: 'Nothing more will be charged. Thank you for all you gave.',
        }
      : { title: 'Called off', text: 'Nothing was charged.' },
  expired: () => ({
    title: 'The way to PayPal has expired',
    text: 'It was not approved in time, and nothing was charged.',
  }),
  failed: () => ({
    title: 'The payment did not go through',
    text: 'PayPal could not carry it out, and no money reached us.',
  }),
  part_refunded: () => ({
    title: 'Part of your gift was paid back',
    text: 'PayPal has returned it to you. The rest is with us: thank you.',
  }),
  refunded: () => ({ title: 'Your gift was paid back', text: 'PayPal has returned all of it to you.' }),
  reversed: () => ({ title: 'Your gift was taken back', text: 'PayPal or your bank has reversed the payment.' }),
};

const open = new Set<DonationStatus>(['processing', 'awaiting_payer', 'pending']);
const unpaid = new Set<DonationStatus>(['declined', 'cancelled', 'expired', 'failed']);

/** What the donor is told. Of what is not known it never says that it failed. */
export function tell(standing: Standing, place: Place): Told {
  const plain = { isOpen: false, approve: null, hasReceipt: false, mayGiveAnew: false };
  if (standing.known === 'not-here') {
    return {
      ...plain,
      title: 'This browser does not know the gift',
      text: 'We show a gift only in the browser it was given with, for a day, or by the link in its receipt. If you approved it at PayPal, it is on its way: please do not give again before you have looked there.',
    };
  }
  if (standing.known === 'not-now') {
    return {
      ...plain,
      isOpen: true,
      title: 'We cannot look at the moment',
      text: 'Our server does not answer. If you approved your gift at PayPal, it is safe there, and we will find it: please do not give again.',
    };
  }
  const { donation } = standing;
  const { status, next } = donation;
  // A word this site does not know yet says no more than that the outcome is open.
  const said = words[isTurnedDown(donation) ? 'declined' : status] ?? words.processing;
  const { title, text } = said(donation, place);
  return {
    ...plain,
    title: named(title, donation),
    text: named(text, donation),
    isOpen: open.has(status) || !(status in words),
    approve: next.url === null ? null : { url: next.url, label: named(approveLabel(donation), donation) },
    hasReceipt: donation.paidAt !== null,
    mayGiveAnew: unpaid.has(status) && !donation.paidAt && next.url === null,
  };
}

/** PayPal asks the payer for another card or account, and the same approval is still open. */
const isTurnedDown = ({ status, reason }: Donation) => status === 'awaiting_payer' && reason === 'choose_another_way';

function approveLabel(donation: Donation): string {
  if (donation.status === 'declined' || isTurnedDown(donation)) return 'Try another way at PayPal';
  return donation.status === 'processing' ? 'Go to PayPal' : 'Go back to PayPal';
}

/** The demonstration is not PayPal, and does not pass for it. */
const named = (text: string, { mode }: Donation) =>
  mode === 'demo'
    ? text.replace(/(^|\. )PayPal/g, '$1The demonstration').replaceAll('PayPal', 'the demonstration')
    : text;
