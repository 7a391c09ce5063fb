import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
  {
    ignores: [
      'build/',
      '.svelte-kit/',
      'node_modules/',
      'src/lib/api/schema.d.ts',
      'test-results/',
      'playwright-report/',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      eqeqeq: 'error',
      'no-console': 'error',
      // TypeScript knows the globals better.
      'no-undef': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/no-target-blank': 'error',
      'svelte/button-has-type': 'error',
      'svelte/require-each-key': 'error',
      // The site is served from the root of its address; resolve() would write the same path.
      'svelte/no-navigation-without-resolve': 'off',
      // An object from the API spread on an element would turn its keys into attributes, event handlers included.
      'no-restricted-syntax': [
        'error',
        {
          selector: 'SvelteElement[kind="html"] > SvelteStartTag > SvelteSpreadAttribute',
          message: 'Write attributes out.',
        },
        {
          selector: 'SvelteElement[kind="special"] > SvelteStartTag > SvelteSpreadAttribute',
          message: 'Write attributes out.',
        },
      ],
    },
  },
  // app.d.ts merges into SvelteKit's interfaces.
  { files: ['src/app.d.ts'], rules: { '@typescript-eslint/consistent-type-definitions': 'off' } },
);
