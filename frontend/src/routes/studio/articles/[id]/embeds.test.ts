import { expect, test } from 'vitest';
import { embedOf, hostOf } from './embeds.ts';

const PEER = 'https://peer.example/w/kkGMgK9ZtnKfYAgnEtQxbv';

test.each([
  ['https://youtu.be/dQw4w9WgXcQ?si=abc', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
  [
    'https://m.youtube.com/watch?v=dQw4w9WgXcQ&feature=share&t=1m30s',
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90s',
  ],
  ['https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=7', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=7s'],
  ['https://www.youtube.com/shorts/dQw4w9WgXcQ', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
  ['https://www.youtube.com/playlist?list=PLabcdefghijkl', 'https://www.youtube.com/playlist?list=PLabcdefghijkl'],
  ['https://vimeo.com/76979871', 'https://vimeo.com/76979871'],
  ['https://player.vimeo.com/video/76979871?h=8272103f6e', 'https://vimeo.com/76979871/8272103f6e'],
  [
    'https://open.spotify.com/intl-de/track/4cOdK2wGLETKBW3PvgPWqT?si=1',
    'https://open.spotify.com/track/4cOdK2wGLETKBW3PvgPWqT',
  ],
  ['https://soundcloud.com/forss/sets/soulhack?utm_source=x', 'https://soundcloud.com/forss/sets/soulhack'],
  [`${PEER}?start=3s`, PEER],
  [' https://vimeo.com/76979871\n', 'https://vimeo.com/76979871'],
])('%s is embedded as %s', (address, url) => {
  expect(embedOf(address)?.url).toBe(url);
  expect(embedOf(url)?.url).toBe(url);
});

test.each([
  'https://www.youtube.com/',
  'https://www.youtube.com/@somebody',
  'http://youtu.be/dQw4w9WgXcQ',
  'https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ',
  'https://evil-youtube.com/watch?v=dQw4w9WgXcQ',
  'https://a:b@www.youtube.com/watch?v=dQw4w9WgXcQ',
  'https://on.soundcloud.com/abcde/fghij',
  'https://www.youtube.com/watch?v="><script>',
  'https://tide.example/w/short',
  'see https://vimeo.com/76979871',
  'javascript:alert(1)',
])('%s stays what it is', (address) => {
  expect(embedOf(address)).toBeNull();
});

test('an embed is called by where it leads', () => {
  expect(hostOf('https://www.youtube.com/watch?v=dQw4w9WgXcQ')).toBe('youtube.com');
});
