import { PAYMENT_ORIGIN } from '$app/env/private';
import { PUBLIC_API_URL } from '$app/env/public';

/**
 * Where a payer may be sent to approve: PayPal, its sandbox, the API's own demonstration, and a local stand-in where one is
 * named. An address from anywhere else is not followed, whoever gave it.
 */
export const approvalOrigins: readonly string[] = [
  'https://www.paypal.com',
  'https://www.sandbox.paypal.com',
  new URL(PUBLIC_API_URL).origin,
  ...(PAYMENT_ORIGIN ? [new URL(PAYMENT_ORIGIN).origin] : []),
];

/** The address, if a payer may be sent there. */
export function approval(url: string | null): string | null {
  const parsed = url === null ? null : URL.parse(url);
  if (!parsed || parsed.username || parsed.password) return null;
  return approvalOrigins.includes(parsed.origin) ? parsed.href : null;
}
