// Written by hand until the API's description brings them: then these are aliases of what schema.d.ts says.
import type { components } from './schema.d.ts';

export type Frequency = 'once' | 'monthly' | 'yearly';
/** An amount as a decimal string. */
export type Money = { amount: string; currency: string };
export type Currency = {
  code: string;
  decimals: number;
  minimum: string;
  maximum: string;
  suggested: Record<Frequency, string[]>;
};
export type Campaign = {
  slug: string;
  title: string;
  description: string | null;
  goal: Money | null;
  raised: Money | null;
  percent: number | null;
  supporters: number | null;
  asOf: string;
};
type Provider = { id: 'paypal' | 'demo'; mode: 'live' | 'sandbox' | 'demo' };
/** What readers can give, and how. */
export type SupportOffer = {
  enabled: boolean;
  provider: Provider | null;
  securedBy: string | null;
  campaign: Campaign | null;
  defaultCurrency: string;
  frequencies: Frequency[];
  currencies: Currency[];
};
export type NewDonation = Money & {
  frequency: Frequency;
  campaign?: string;
  article?: string;
  locale?: string;
  /** Giving it is the consent to be named. */
  publicName?: string;
  message?: string;
  email?: string;
  returnTo?: string;
};
export type DonationStatus =
  | 'processing'
  | 'awaiting_payer'
  | 'pending'
  | 'paid'
  | 'part_refunded'
  | 'refunded'
  | 'reversed'
  | 'active'
  | 'suspended'
  | 'declined'
  | 'cancelled'
  | 'expired'
  | 'failed';
/** What the API answers to a new donation, and to the same one sent again. */
export type DonationCreated = {
  id: string;
  token: string;
  status: DonationStatus;
  approvalUrl: string | null;
  expiresAt: string | null;
};
/** How a donation stands, for who holds its token. */
export type Donation = Money & {
  id: string;
  status: DonationStatus;
  frequency: Frequency;
  createdAt: string;
  paidAt: string | null;
  nextPaymentAt: string | null;
  mode: Provider['mode'];
  reason: string | null;
  next: { action: 'approve' | 'wait' | 'retry' | 'none'; url: string | null };
};
export type Supporter = { name: string; message: string | null; at: string };

type Answers<T, Status extends number = 200> = {
  responses: Record<Status, { headers: Record<string, unknown>; content: { 'application/json': T } }> & {
    default: {
      headers: Record<string, unknown>;
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
  };
};
type None = { query?: never; header?: never; path?: never; cookie?: never };

/** The addresses of donations, in the shape of openapi-typescript. */
export type DonationPaths = {
  '/v1/support': { parameters: None; get: { parameters: None } & Answers<SupportOffer> };
  '/v1/support/supporters': {
    parameters: None;
    get: { parameters: { query?: { limit?: number } } } & Answers<{ items: Supporter[] }>;
  };
  '/v1/donations': {
    parameters: None;
    post: {
      parameters: { header: { 'Idempotency-Key': string } };
      requestBody: { content: { 'application/json': NewDonation } };
    } & Answers<DonationCreated, 200 | 201>;
  };
  '/v1/donations/{id}': { parameters: None; get: { parameters: { path: { id: string } } } & Answers<Donation> };
  '/v1/donations/{id}/cancel': { parameters: None; post: { parameters: { path: { id: string } } } & Answers<Donation> };
};
