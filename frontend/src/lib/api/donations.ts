import type { components } from './schema.d.ts';

type Schemas = components['schemas'];
export type Campaign = Schemas['CampaignView'];
export type Currency = Schemas['CurrencyView'];
/** How a donation stands, for who holds its token. */
export type Donation = Schemas['DonationView'];
/** What the API answers to a new donation, and to the same one sent again. */
export type DonationCreated = Schemas['BegunDonation'];
export type DonationStatus = Donation['status'];
export type Frequency = Schemas['Frequency'];
/** An amount as a decimal string. */
export type Money = Pick<Donation, 'amount' | 'currency'>;
export type NewDonation = Schemas['NewDonation'];
export type Supporter = Schemas['Supporter'];
/** What readers can give, and how. */
export type SupportOffer = Schemas['SupportView'];
