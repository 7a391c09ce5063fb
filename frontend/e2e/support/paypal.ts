import { standIn } from './places.ts';

export type Books = {
  orders: { id: string; status: string; customId: string }[];
  subscriptions: { id: string; status: string; customId: string }[];
  deliveries: { eventId: string; eventType: string; status: number }[];
};

/** What stands in PayPal's own books, whatever the paper believes. */
export async function books(): Promise<Books> {
  const answer = await fetch(`${standIn}/standin/state`);
  return (await answer.json()) as Books;
}

/** How the order or subscription behind a gift stands at PayPal. */
export async function atPayPal(gift: string): Promise<string> {
  const { orders, subscriptions } = await books();
  return [...orders, ...subscriptions].find(({ customId }) => customId === gift)?.status ?? 'nothing';
}

/** Keeps PayPal's messages to the paper back, or lets them go. */
export const messages = (act: 'hold' | 'release') => told(act);

/** Resolves when every message that was under way has arrived. */
export const quiet = () => told('quiet');

async function told(act: string): Promise<void> {
  const answer = await fetch(`${standIn}/standin/webhooks/${act}`, { method: 'POST' });
  if (!answer.ok) throw new Error(`The stand-in answered ${answer.status}`);
}
