import { randomUUID } from 'node:crypto';
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { need } from '#lib/api/client.ts';
import { currencyOf } from '#lib/format/currency.ts';
import { approval, approvalOrigins } from '#lib/server/approval.ts';
import { offered, supporters } from '#lib/server/donations.ts';
import { PRIVATE, remember } from '#lib/server/standing.ts';
import { siteLanguage } from '#lib/server/upstream.ts';
import { begin } from './begin.server.ts';
import { giftOf, typedIn, type Faults } from './gift.ts';
import type { Actions, PageServerLoad } from './$types';

const NAMED = 24;
const KEY = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const load: PageServerLoad = async ({ url, request, setHeaders }) => {
  // The form's key makes each page the page of one reader.
  setHeaders(PRIVATE);
  const [offer, named] = await Promise.all([open(url), supporters(NAMED).catch(() => null)]);
  const codes = offer.currencies.map(({ code }) => code);
  const asked = url.searchParams.get('currency') ?? '';
  const accepted = request.headers.get('accept-language') ?? '';
  return {
    offer,
    named: named?.data?.items ?? [],
    currency: codes.includes(asked) ? asked : currencyOf(accepted, codes, offer.defaultCurrency ?? ''),
    key: randomUUID(),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { request, cookies } = event;
    const form = await request.formData();
    const typed = typedIn(form);
    const sent = form.get('key');
    // A page that caches keep has no key of its own to send.
    const key = typeof sent === 'string' && KEY.test(sent) ? sent : randomUUID();
    const refuse = (status: number, faults: Faults, said: string | null) => fail(status, { typed, key, faults, said });

    const read = giftOf(typed, await open(event.url), siteLanguage());
    if ('faults' in read) return refuse(400, read.faults, null);
    const begun = await begin({ ...read.gift, ...localeOf(request) }, key, addressOf(event));
    if (!('donation' in begun)) return refuse(begun.status, begun.faults, begun.said);

    const { id, token, approvalUrl } = begun.donation;
    remember(cookies, id, token);
    const way = approval(approvalUrl);
    if (approvalUrl !== null && way === null) error(500, 'The payment page is not one we know');
    redirect(303, way ?? `/support/thanks?donation=${id}`, { external: [...approvalOrigins] });
  },
};

/** What is offered; without it there is no such page. */
async function open({ searchParams }: URL) {
  const campaign = searchParams.get('campaign');
  const call = offered(campaign);
  // What a link names that is closed by now, or never was.
  if (campaign && (await call.catch(() => null))?.response.status === 400) error(404, 'This campaign takes no gifts');
  const offer = await need(call);
  if (!offer.enabled) error(404, 'Gifts are not taken here');
  return offer;
}

/** The language PayPal and the receipt speak to the donor. */
function localeOf(request: Request): { locale?: string } {
  const locale = /^[a-z]{2}-[A-Z]{2}\b/.exec(request.headers.get('accept-language') ?? '')?.[0];
  return locale ? { locale } : {};
}

/** Null where the proxy in front of this server was to tell it and did not. */
function addressOf({ getClientAddress }: RequestEvent): string | null {
  try {
    return getClientAddress();
  } catch {
    return null;
  }
}
