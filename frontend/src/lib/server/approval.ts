import { PAYMENT_ORIGIN } from '$app/env/private';
import { PUBLIC_API_URL } from '$app/env/public';

/**
 * Where a payer may be sent to approve: the API's own demonstration, and PayPal or its sandbox, or in their place the one
 * local stand-in that is named. An address from anywhere else is not followed, whoever gave it.
 */
export const approvalOrigins: readonly string[] = [
  ...(PAYMENT_ORIGIN ? [new URL(PAYMENT_ORIGIN).origin] : ['https://www.paypal.com', 'https://www.sandbox.paypal.com']),
  new URL(PUBLIC_API_URL).origin,
];

/** The address, if a payer may be sent there. */
export function approval(url: string | null): string | null {
  const parsed = url === null ? null : URL.parse(url);
  if (!parsed || parsed.username || parsed.password) return null;
  return approvalOrigins.includes(parsed.origin) ? parsed.href : null;
}
