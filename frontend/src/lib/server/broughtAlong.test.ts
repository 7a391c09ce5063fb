import { expect, test } from 'vitest';
import { inOneOrder } from './broughtAlong.ts';

const data = (path: string) =>
  `\n\t\t\t<script type="application/json" data-sveltekit-fetched data-url="https://api.paper.example${path}">{"body":"\\u003C/script>\\n"}</script>`;
const page = (...paths: string[]) => `<p>Text.</p>\n${paths.map(data).join('')}\n\t\t</div>\n<script>start()</script>`;

test('the_order_in_which_answers_came_leaves_no_trace', () => {
  expect(inOneOrder(page('/v1/site', '/v1/tags', '/v1/articles/x'))).toBe(
    inOneOrder(page('/v1/articles/x', '/v1/site', '/v1/tags')),
  );
});

test.each([[[]], [['/v1/site']], [['/v1/a', '/v1/b']]])('everything_else_stays_where_it_was: %j', (paths) => {
  expect(inOneOrder(page(...paths))).toBe(page(...paths));
});
