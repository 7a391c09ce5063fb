import { defineConfig } from '@playwright/test';
import { chromium, siteUrl, standIn } from './support/places.ts';

/**
 * Runs against a system that is up, on the demo newsroom: `./broadsheet test` starts one, names it in SITE_URL and API_URL,
 * what it said at its start, with the link to the first account, in SYSTEM_LOG, and PayPal's stand-in in PAYPAL_STANDIN_URL.
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  // A test that fails now and then has found something: it is not asked again.
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // A system that takes gifts through PayPal's stand-in is one of its own, and only that is tried on it.
  projects: standIn
    ? [{ name: 'paypal', testMatch: 'paypal.spec.ts' }]
    : [
        {
          name: 'site',
          testIgnore: ['counted.spec.ts', 'paypal.spec.ts', 'desk*.spec.ts', 'first-account.spec.ts'],
        },
        // What readers do changes the lists on every page: it comes when no other test looks at them any more.
        { name: 'counted', testMatch: 'counted.spec.ts', dependencies: ['site'] },
        // A newsroom has one first account, and whoever works at its desk was let in by it.
        { name: 'first account', testMatch: 'first-account.spec.ts' },
        { name: 'desk', testMatch: 'desk*.spec.ts', dependencies: ['first account'] },
      ],
  use: {
    baseURL: siteUrl,
    locale: 'en-GB',
    viewport: { width: 1280, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium && { executablePath: chromium }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
