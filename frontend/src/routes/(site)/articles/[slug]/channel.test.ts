import { expect, test } from 'vitest';
import { channelOf } from './channel.ts';

test.each([
  ['', 'direct'],
  ['https://paper.example/', 'site'],
  ['https://paper.example/sections/city?cursor=x', 'site'],
  ['http://paper.example:8080/', 'other'],
  ['https://www.google.com/', 'search'],
  ['https://www.google.co.uk/', 'search'],
  ['https://news.google.com/', 'search'],
  ['https://duckduckgo.com/', 'search'],
  ['https://uk.search.yahoo.com/', 'search'],
  ['https://search.brave.com/', 'search'],
  ['android-app://com.google.android.googlequicksearchbox/', 'search'],
  ['https://l.facebook.com/', 'social'],
  ['https://t.co/', 'social'],
  ['https://www.pinterest.pt/', 'social'],
  ['https://old.reddit.com/', 'social'],
  ['https://mail.google.com/', 'mail'],
  ['android-app://com.google.android.gm/', 'mail'],
  ['https://outlook.live.com/mail/0/', 'mail'],
  ['https://www.web.de/', 'mail'],
  ['https://notgoogle.com/', 'other'],
  ['https://not.co/', 'other'],
  ['https://facebook.com.evil.example/', 'other'],
  ['https://another-paper.example/', 'other'],
  ['https://paper.example.evil.example/', 'other'],
  ['not an address', 'other'],
  ['about:blank', 'other'],
])('tells_where_a_reader_came_from: %s', (referrer, channel) => {
  expect(channelOf(referrer, 'paper.example')).toBe(channel);
});
