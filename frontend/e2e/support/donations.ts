import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Campaign, Donation, NewDonation, SupportOffer, Supporter } from '../../src/lib/api/donations.ts';
import { mirroredSite } from './mirror.ts';
import { apiUrl } from './places.ts';

/** What the test wants to happen in place of the usual. */
type Faults = {
  offer?: Partial<SupportOffer>;
  /** The answer to every new gift. */
  create?: { status: number; headers?: Record<string, string>; body?: object } | 'silence';
  /** The approval is not at hand yet when the gift is made. */
  isSlow?: boolean;
  /** Where the approval is said to be. */
  approvalUrl?: string;
};

type Kept = Donation & { token: string; key: string; wish: string; form: NewDonation; from: string };

const currency = (code: string, decimals: number, minimum: string, maximum: string, all: string[][]) => ({
  code,
  decimals,
  minimum,
  maximum,
  suggested: { once: all[0] ?? [], monthly: all[1] ?? [], yearly: all[2] ?? [] },
});

export const campaign: Campaign = {
  slug: 'harbour-desk',
  title: 'A reporter for the harbour',
  description: 'The harbour board meets four times a month. We would like to be there each time.',
  goal: { amount: '24000.00', currency: 'EUR' },
  raised: { amount: '9380.50', currency: 'EUR' },
  percent: 39,
  supporters: 214,
};

const offered: SupportOffer = {
  enabled: true,
  provider: { id: 'demo', mode: 'demo' },
  securedBy: null,
  campaign,
  defaultCurrency: 'EUR',
  frequencies: ['once', 'monthly', 'yearly'],
  currencies: [
    currency('EUR', 2, '2.00', '5000.00', [
      ['5.00', '10.00', '25.00'],
      ['3.00', '5.00', '10.00'],
      ['30.00', '60.00', '120.00'],
    ]),
    currency('USD', 2, '2.00', '5000.00', [
      ['5.00', '10.00', '25.00'],
      ['3.00', '5.00', '10.00'],
      ['30.00', '60.00', '120.00'],
    ]),
    currency('GBP', 2, '2.00', '5000.00', [
      ['5.00', '10.00', '20.00'],
      ['3.00', '5.00', '10.00'],
      ['30.00', '50.00', '100.00'],
    ]),
    currency('JPY', 0, '300', '500000', [
      ['500', '1000', '3000'],
      ['300', '500', '1000'],
      ['3000', '6000', '12000'],
    ]),
  ],
};

const supporters: Supporter[] = [
  { name: 'Ines Duarte', message: 'For the harbour reporting. Keep asking.', at: '2026-11-24T09:12:00Z' },
  { name: '塩見 航', message: null, at: '2026-11-23T18:40:00Z' },
  { name: 'M. Theodorou & family', message: 'Read every morning on the ferry.', at: '2026-11-21T07:02:00Z' },
];

const RESULTS = {
  Approve: 'paid',
  Cancel: 'awaiting_payer',
  Decline: 'declined',
  'Approve, then pending': 'pending',
  'Close the tab': 'paid',
} as const;

/** Whether the API under test takes gifts, by its demonstration. */
export async function takesGifts(): Promise<boolean> {
  const answer = await fetch(`${apiUrl}/v1/support`).catch(() => null);
  if (!answer?.ok) return false;
  const { enabled, provider } = (await answer.json()) as SupportOffer;
  return enabled && provider?.id === 'demo';
}

/**
 * The site in front of an API that takes gifts by its demonstration, kept in memory, and does as badly as a test asks for.
 * Everything else it says is said by the real one.
 */
export async function givingSite(faults: Faults = {}) {
  const gifts: Kept[] = [];
  const site = await mirroredSite({ answer: (...all) => take(gifts, faults, ...all) });
  return Object.assign(site, {
    gifts,
    faults,
    /** What PayPal tells the API behind everybody's back. */
    turns(status: Donation['status']) {
      for (const gift of gifts) settle(gift, status);
    },
  });
}

function take(
  gifts: Kept[],
  faults: Faults,
  request: IncomingMessage,
  response: ServerResponse,
  own: { site: string; api: string },
): boolean {
  const [path = ''] = (request.url ?? '').split('?');
  const [, id = '', act = ''] = /^\/v1\/donations\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? [];
  const say = (status: number, body: object, headers: Record<string, string> = {}) =>
    response
      .writeHead(status, { 'content-type': 'application/json', 'access-control-allow-origin': '*', ...headers })
      .end(JSON.stringify(body));
  const problem = (status: number, errors: object[] = [], headers = {}) =>
    say(status, { type: 'about:blank', title: 'Refused', status, detail: 'Refused.', errors }, headers);

  if (path === '/v1/support') say(200, { ...offered, ...faults.offer }, { 'cache-control': 'public, max-age=60' });
  else if (path === '/v1/support/supporters') say(200, { items: supporters, page: { limit: 24, next: null } });
  else if (path === '/v1/donations' && request.method === 'POST') {
    if (faults.create === 'silence') return true;
    if (faults.create) {
      const { status, headers, body } = faults.create;
      if (body) say(status, body, headers);
      else problem(status, [], headers);
      return true;
    }
    void text(request).then((body) => {
      const form = JSON.parse(body) as NewDonation;
      const key = String(request.headers['idempotency-key']);
      if (key.length < 8 || key.length > 64) return problem(400, [{ detail: 'No key.' }]);
      if (form.email?.endsWith('.invalid')) return problem(400, [{ pointer: '/email', detail: 'No mail goes there.' }]);
      const before = gifts.find((gift) => gift.key === key);
      if (before && before.wish !== body) return problem(409);
      const gift = before ?? made(form, key, body, gifts.length, own.api, faults);
      gift.from = String(request.headers['x-forwarded-for']);
      if (!before) gifts.push(gift);
      say(before ? 200 : 201, {
        ...seen(gift),
        token: gift.token,
        approvalUrl: gift.next.url,
        expiresAt: null,
      });
    });
  } else if (id === 'demo') {
    const gift = gifts.find((one) => one.id === act);
    if (!gift) problem(404);
    else if (request.method === 'GET') response.writeHead(200, { 'content-type': 'text/html' }).end(approvalPage());
    else {
      void text(request).then((body) => {
        const choice = new URLSearchParams(body).get('choice') as keyof typeof RESULTS;
        settle(gift, RESULTS[choice]);
        if (choice === 'Close the tab') return response.writeHead(200, { 'content-type': 'text/html' }).end(CLOSED);
        const back = choice === 'Cancel' ? '/support/cancelled' : (gift.form.returnTo ?? '/support/thanks');
        response.writeHead(303, { location: `${own.site}${back}?donation=${gift.id}` }).end();
      });
    }
  } else if (id) {
    const gift = gifts.find((one) => one.id === id && request.headers.authorization === `Bearer ${one.token}`);
    if (!gift) problem(404);
    else {
      if (act === 'cancel' && request.method === 'POST') settle(gift, 'cancelled');
      say(200, seen(gift));
    }
  } else return false;
  return true;
}

function made(form: NewDonation, key: string, wish: string, at: number, api: string, faults: Faults): Kept {
  const id = `0b6c1f5e-6a4e-4f1c-9a53-${String(at).padStart(12, '0')}`;
  const url = faults.approvalUrl ?? `${api}/v1/donations/demo/${id}`;
  return {
    id,
    token: `token-${key}`,
    key,
    wish,
    form,
    from: '',
    status: faults.isSlow ? 'processing' : 'awaiting_payer',
    amount: form.amount ?? '',
    currency: form.currency,
    frequency: form.frequency,
    createdAt: new Date().toISOString(),
    paidAt: null,
    nextPaymentAt: null,
    mode: 'demo',
    reason: null,
    next: faults.isSlow ? { action: 'wait', url: null } : { action: 'approve', url },
  };
}

/** What the donor may know. */
const seen = (gift: Kept): Donation => {
  const { id, status, amount, currency, frequency, createdAt, paidAt, nextPaymentAt, mode, reason, next } = gift;
  return { id, status, amount, currency, frequency, createdAt, paidAt, nextPaymentAt, mode, reason, next };
};

function settle(gift: Kept, to: Donation['status']): void {
  const isPaid = to === 'paid';
  gift.status = isPaid && gift.frequency !== 'once' ? 'active' : to;
  if (isPaid) {
    gift.paidAt = new Date().toISOString();
    if (gift.frequency !== 'once') gift.nextPaymentAt = '2026-12-25T10:00:00Z';
  }
  if (to !== 'awaiting_payer') {
    const action = to === 'pending' ? 'wait' : to === 'declined' ? 'retry' : 'none';
    gift.next = { action, url: null };
  }
}

const page = (body: string) =>
  `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Demonstration</title><h1>Demonstration</h1>${body}`;
const CLOSED = page('<p>You may close this tab.</p>');
const approvalPage = () =>
  page(
    `<form method="post">${Object.keys(RESULTS)
      .map((name) => `<button name="choice" value="${name}">${name}</button>`)
      .join('')}</form>`,
  );
