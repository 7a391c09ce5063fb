import type { Browser, Page } from '@playwright/test';
import { administrator, asks, colleague, comeIn, secured } from './staff.ts';

/** A page of the first account, which may do everything. */
export async function asAdministrator(browser: Browser): Promise<Page> {
  return (await browser.newContext({ storageState: administrator })).newPage();
}

/** A page of somebody new, with their second factor. */
export async function asColleague(browser: Browser, name: string, roles: string[]): Promise<Page> {
  const chief = await asAdministrator(browser);
  const { link } = await colleague(chief, name, roles);
  await chief.context().close();
  const page = await (await browser.newContext()).newPage();
  await comeIn(page, link);
  await secured(page);
  return page;
}

/** A personal token of whoever is signed in in this browser. */
export async function token(page: Page, name: string, rights: string[]): Promise<string> {
  const made = await asks(page, 'POST', '/tokens', { name, rights, days: 30 });
  return ((await made.json()) as { secret: string }).secret;
}
