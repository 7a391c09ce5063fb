import node from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { readFile, writeFile } from 'node:fs/promises';
import { defineConfig } from 'vitest/config';

/**
 * adapter-node takes the site's origin either from the build or from the Host header of each request. One build must
 * serve any address, and a Host header is whatever a stranger writes in it: so the built server reads ORIGIN when it starts.
 */
function adapter() {
  const inner = node();
  return {
    ...inner,
    async adapt(builder: Parameters<typeof inner.adapt>[0]) {
      await inner.adapt(builder);
      const file = 'build/adapter-node.js';
      const built = await readFile(file, 'utf8');
      const fixed = built.replace(
        'export const origin = undefined;',
        'export const origin = process.env.ORIGIN && new URL(process.env.ORIGIN).origin;',
      );
      if (fixed === built) throw new Error(`${file} no longer declares its origin as expected: see vite.config.ts`);
      await writeFile(file, fixed);
    },
  };
}

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter(),
      // Root-relative: an error page two folders deep must find its style sheet too.
      paths: { relative: false },
      // hooks.server.ts adds what is only known when the server starts: where the API is.
      csp: {
        // Hashes, not nonces: a page must be the same for every reader, so that a shared cache may keep it.
        mode: 'hash',
        directives: {
          'default-src': ['none'],
          'script-src': ['self'],
          'style-src': ['self'],
          // SvelteKit's own: the style attribute that hides its page announcer.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'font-src': ['self'],
          'manifest-src': ['self'],
          'form-action': ['self'],
          'base-uri': ['none'],
          'object-src': ['none'],
          'frame-ancestors': ['none'],
          'require-trusted-types-for': ['script'],
          'trusted-types': ['svelte-trusted-html', 'sveltekit-trusted-url', 'broadsheet-body'],
        },
      },
    }),
  ],
  environments: {
    client: {
      build: {
        rolldownOptions: {
          // It only hands on what stands elsewhere, and would otherwise be a file of its own with one import in it.
          treeshake: {
            moduleSideEffects: [
              { test: /kit[\\/]src[\\/]runtime[\\/]app[\\/]state[\\/]index\.js$/, sideEffects: false },
            ],
          },
          output: {
            codeSplitting: {
              // What most pages need comes in two files: a dozen small ones cost a slow line more in headers than in words.
              // Not what reads the environment, nor what imports it: SvelteKit fills that in before it loads the rest.
              groups: [
                { name: 'kit', test: /kit[\\/]src[\\/](exports|utils|messages)[\\/]|preload-helper/ },
                {
                  name: 'pieces',
                  test: /src[\\/](lib[\\/](components[\\/](Byline|Giving|Head|MostPopular|Picture)|format[\\/](currency|dates|direction|kinds|money|names|pictures))|routes[\\/]\(site\)[\\/]SupportPanel)\./,
                },
                // Every page names the files of all others once, so what the desk's pages share is one of them.
                {
                  name: 'desk',
                  test: /routes[\\/]studio[\\/]((Area|Checks|Copy|Field|Form|Moment|Part|Secret|Select|StorySearch|Sure|Tabs|Twice|Username)\.svelte|(days|names|zoned|articles[\\/](draft|lists|slug|states))\.ts|pictures[\\/](Modal\.svelte|focal\.ts))/,
                },
              ],
            },
          },
        },
      },
    },
  },
  // Fonts stay files: inlined in the style sheet they would hold up the first paint.
  build: { assetsInlineLimit: 0 },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
