import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { tellOfReader } from './beacon.ts';

vi.mock('$app/env/public', () => ({ PUBLIC_API_URL: 'https://api.paper.example' }));

const id = '0197a000-0000-7000-8000-000000000002';
const end = {} as Element;

let told: { url: string; body: unknown }[];
let page: EventTarget & { visibilityState: string; prerendering?: boolean };
let frame: EventTarget;
let observed: Set<Element>;
let intersect: (isIntersecting: boolean) => void;

/** A browser's window with one page, as far as the beacon looks at it. */
function open(navigator: Record<string, unknown> = {}, visibilityState = 'visible') {
  page = Object.assign(new EventTarget(), { visibilityState });
  vi.stubGlobal('document', page);
  vi.stubGlobal('navigator', {
    sendBeacon: (url: string, body: string) => told.push({ url, body: JSON.parse(body) as unknown }),
    ...navigator,
  });
}

function turn(visibilityState: 'visible' | 'hidden') {
  page.visibilityState = visibilityState;
  page.dispatchEvent(new Event('visibilitychange'));
}

/** The browser brings a page back from its memory, or has just loaded it. */
const show = (persisted: boolean) => frame.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }));

const signals = () => told.map(({ body }) => (body as { signal: string }).signal);

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  observed = new Set();
  frame = new EventTarget();
  vi.stubGlobal('addEventListener', frame.addEventListener.bind(frame));
  vi.stubGlobal('removeEventListener', frame.removeEventListener.bind(frame));
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(callback: (entries: { isIntersecting: boolean }[]) => void) {
        intersect = (isIntersecting) => {
          if (observed.size > 0) callback([{ isIntersecting }]);
        };
      }
      observe = (element: Element) => observed.add(element);
      disconnect = () => observed.clear();
    },
  );
  open();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a view', () => {
  test('is_told_at_once_and_once', () => {
    tellOfReader(id, 'search', end);
    turn('hidden');
    turn('visible');

    expect(told).toEqual([
      { url: `https://api.paper.example/v1/articles/${id}/views`, body: { signal: 'view', channel: 'search' } },
    ]);
  });

  test('of_a_tab_in_the_background_is_told_when_it_comes_to_the_front', () => {
    open({}, 'hidden');

    tellOfReader(id, 'direct', end);
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([]);

    turn('visible');
    expect(signals()).toEqual(['view']);
  });

  test('of_a_page_made_in_advance_is_told_when_it_is_shown', () => {
    page.prerendering = true;

    tellOfReader(id, 'direct', end);
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([]);

    page.prerendering = false;
    page.dispatchEvent(new Event('prerenderingchange'));
    page.dispatchEvent(new Event('visibilitychange'));
    expect(signals()).toEqual(['view']);
  });

  test('begins_anew_when_the_browser_brings_the_page_back', () => {
    tellOfReader(id, 'search', end);
    show(false);
    vi.advanceTimersByTime(15_000);

    show(true);
    vi.advanceTimersByTime(15_000);

    expect(told.map(({ body }) => body)).toEqual([
      { signal: 'view', channel: 'search' },
      { signal: 'read', channel: 'search' },
      { signal: 'view', channel: 'site' },
      { signal: 'read', channel: 'site' },
    ]);
  });

  test.each([
    ['is refused', { sendBeacon: () => false }],
    ['is forbidden', { sendBeacon: () => expect.fail('forbidden') }],
    ['is unknown', { sendBeacon: undefined }],
  ])('is_nobodys_trouble_when_it_%s', (_, navigator) => {
    open(navigator);

    expect(() => tellOfReader(id, 'direct', end)).not.toThrow();
  });
});

describe('a read', () => {
  test('is_told_after_fifteen_seconds_and_once', () => {
    tellOfReader(id, 'direct', end);

    vi.advanceTimersByTime(14_999);
    expect(signals()).toEqual(['view']);

    vi.advanceTimersByTime(1);
    intersect(true);
    turn('hidden');
    turn('visible');
    vi.advanceTimersByTime(60_000);
    expect(signals()).toEqual(['view', 'read']);
  });

  test('counts_only_the_time_in_sight', () => {
    tellOfReader(id, 'direct', end);

    vi.advanceTimersByTime(10_000);
    turn('hidden');
    vi.advanceTimersByTime(60_000);
    turn('visible');
    vi.advanceTimersByTime(4_999);
    expect(signals()).toEqual(['view']);

    vi.advanceTimersByTime(1);
    expect(signals()).toEqual(['view', 'read']);
  });

  test('is_told_when_the_end_comes_into_sight_and_once', () => {
    tellOfReader(id, 'direct', end);

    intersect(false);
    expect(signals()).toEqual(['view']);

    intersect(true);
    intersect(true);
    vi.advanceTimersByTime(60_000);
    expect(signals()).toEqual(['view', 'read']);
  });

  test('is_no_matter_of_a_page_in_the_background', () => {
    tellOfReader(id, 'direct', end);

    turn('hidden');
    intersect(true);

    expect(signals()).toEqual(['view']);
  });

  test('is_not_told_of_a_page_that_was_left', () => {
    const leave = tellOfReader(id, 'direct', end);

    leave();
    intersect(true);
    turn('hidden');
    turn('visible');
    show(true);
    vi.advanceTimersByTime(60_000);

    expect(signals()).toEqual(['view']);
    expect(observed.size).toBe(0);
  });
});

test.each([
  ['Do Not Track', { doNotTrack: '1' }, []],
  ['Global Privacy Control', { globalPrivacyControl: true }, []],
  ['no wish', { doNotTrack: null, globalPrivacyControl: false }, ['view', 'read']],
  ['the wish to be tracked', { doNotTrack: '0' }, ['view', 'read']],
])('a_reader_with_%s_is_taken_at_their_word', (_, navigator, expected) => {
  open(navigator);

  tellOfReader(id, 'direct', end);
  vi.advanceTimersByTime(60_000);
  show(false);

  expect(signals()).toEqual(expected);
});
