import { building, dev } from '$app/env';
import { defineEnvVars } from '@sveltejs/kit/env';

/** An absolute http(s) address without a slash at the end; outside production it may be left out. */
const address = (usual: string) => (value: string | undefined) => {
  if (!value && (dev || building)) return usual;
  if (!value) throw new Error(`must be set, for example to ${usual}`);
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error('must be an http or https address');
  return url.href.replace(/\/+$/, '');
};

export const variables = defineEnvVars({
  ORIGIN: {
    description: 'The address readers type. Links and canonical URLs are made from it, never from the Host header.',
    schema: address('http://localhost:3000'),
  },
  PUBLIC_API_URL: {
    public: true,
    description: 'The API as browsers reach it.',
    schema: address('http://localhost:8080'),
  },
  API_URL: {
    description: 'The API as this server reaches it, when that is a shorter way than PUBLIC_API_URL.',
    schema: (value) => (value ? address('')(value) : undefined),
  },
  PAYMENT_ORIGIN: {
    description: 'Where payers approve in place of PayPal: a local stand-in for it. Not for a live site.',
    schema: (value) => (value ? address('')(value) : undefined),
  },
});
