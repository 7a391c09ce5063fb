import type { Currency, Frequency, NewDonation, SupportOffer } from '#lib/api/donations.ts';
import { parseAmount } from '#lib/format/amount.ts';
import { money } from '#lib/format/money.ts';

/** The fields that something can be wrong with, in the order they stand in the form. */
const FIELDS = ['frequency', 'currency', 'amount', 'publicName', 'message', 'email'] as const;
export type Field = (typeof FIELDS)[number];
export type Faults = Partial<Record<Field, string>>;

/** What was typed, as it was typed: a form that comes back loses nothing. */
export type Typed = {
  frequency: string;
  currency: string;
  /** The amount chosen for each frequency: one of those suggested, or `other`. */
  once: string;
  monthly: string;
  yearly: string;
  other: string;
  isNamed: boolean;
  publicName: string;
  message: string;
  email: string;
  article: string;
};

const LONGEST_MESSAGE = 280;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An amount is typed where `other` is chosen, and only there. */
export const OTHER = 'other';

export function typedIn(form: FormData): Typed {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.slice(0, 2000) : '';
  };
  return {
    frequency: text('frequency'),
    currency: text('currency'),
    once: text('once'),
    monthly: text('monthly'),
    yearly: text('yearly'),
    other: text('other'),
    isNamed: form.has('named'),
    publicName: text('publicName'),
    message: text('message'),
    email: text('email'),
    article: text('article'),
  };
}

/**
 * The gift that was asked for, or what is wrong with it; the API has the last word.
 * @param language that of the site, in which faults are told
 */
export function giftOf(
  typed: Typed,
  offer: SupportOffer,
  language: string,
): { gift: NewDonation } | { faults: Faults } {
  const faults: Faults = {};
  const frequency = offer.frequencies.find((one) => one === typed.frequency);
  const currency = offer.currencies.find(({ code }) => code === typed.currency);
  if (!frequency) faults.frequency = 'Choose how often you would like to give.';
  if (!currency) faults.currency = 'Choose a currency.';

  const amount = frequency && currency ? amountOf(typed, frequency, currency) : null;
  if (frequency && currency) {
    const fault = faultOf(amount, typed[frequency], currency, language);
    if (fault) faults.amount = fault;
  }
  const publicName = typed.publicName.trim();
  if (typed.isNamed && !publicName) faults.publicName = 'Write the name you would like to be named by.';
  const message = typed.message.trim().replaceAll('\r\n', '\n');
  const length = [...message].length;
  if (length > LONGEST_MESSAGE) {
    faults.message = `That is ${length} characters; ${LONGEST_MESSAGE} are the most.`;
  }
  const email = typed.email.trim();
  if (email && !/^[^\s@]+@[^\s@]+$/.test(email)) faults.email = 'That is not an e-mail address.';

  if (!frequency || !currency || amount === null || Object.keys(faults).length > 0) return { faults };
  return {
    gift: {
      amount,
      currency: currency.code,
      frequency,
      ...(offer.campaign && { campaign: offer.campaign.slug }),
      ...(UUID.test(typed.article) && { article: typed.article }),
      // Without the consent the name goes nowhere.
      ...(typed.isNamed && { publicName }),
      ...(message && { message }),
      ...(email && { email }),
    },
  };
}

function amountOf(typed: Typed, frequency: Frequency, currency: Currency): string | null {
  const chosen = typed[frequency];
  if (chosen === OTHER) return parseAmount(typed.other, currency);
  return currency.suggested[frequency].includes(chosen) ? chosen : null;
}

function faultOf(amount: string | null, chosen: string, currency: Currency, language: string): string | null {
  const written = (number: string) => money({ amount: number, currency: currency.code }, language);
  if (amount === null) {
    return chosen === OTHER
      ? `Write the amount in digits, such as ${currency.decimals > 0 ? '12.50 or 12,50' : '1200'}, and without marks between thousands.`
      : 'Choose an amount, or write another one.';
  }
  if (Number(amount) < Number(currency.minimum)) return `The least we can take is ${written(currency.minimum)}.`;
  if (Number(amount) > Number(currency.maximum)) {
    return `The most we can take at once is ${written(currency.maximum)}. Write to us if you would like to give more.`;
  }
  return null;
}

/** The API's faults at the fields they belong to. Null when one of them belongs to none: then the page says it above all. */
export function faultsAt(errors: { pointer?: string; detail: string }[]): Faults | null {
  const faults: Faults = {};
  for (const { pointer, detail } of errors) {
    const field = FIELDS.find((name) => pointer === `/${name}`);
    if (!field) return null;
    faults[field] ??= detail;
  }
  return errors.length > 0 ? faults : null;
}
