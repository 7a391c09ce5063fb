const address = (name: string, usual: string) => new URL(process.env[name] ?? usual).origin;

/** The site and the API under test, as a browser on this machine reaches them. */
export const siteUrl = address('SITE_URL', 'http://localhost:3000');
export const apiUrl = address('API_URL', 'http://localhost:8080');

/** The browser's executable; undefined leaves the choice to Playwright. */
export const chromium = process.env['CHROMIUM'];

/** PayPal's stand-in, where the system under test takes gifts through it. */
export const standIn = process.env['PAYPAL_STANDIN_URL'] && address('PAYPAL_STANDIN_URL', '');
