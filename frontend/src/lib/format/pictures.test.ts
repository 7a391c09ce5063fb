import { describe, expect, test } from 'vitest';
import { focus, plainSource, sources } from './pictures.ts';

const rendition = (width: number, type = 'image/png') => ({
  url: `https://media.example/${width}.${type.slice(6)}`,
  width,
  height: (width * 2) / 3,
  type,
});
const picture = (...renditions: ReturnType<typeof rendition>[]) => ({
  url: 'https://media.example/whole.png',
  width: 1920,
  height: 1280,
  renditions,
});

describe('the sources of a picture', () => {
  test('list_every_width_of_one_format', () => {
    expect(sources(picture(rendition(320), rendition(640)))).toEqual([
      { type: 'image/png', srcset: 'https://media.example/320.png 320w, https://media.example/640.png 640w' },
    ]);
  });

  test('offer_the_lightest_format_first', () => {
    const offered = sources(
      picture(rendition(320, 'image/jpeg'), rendition(320, 'image/avif'), rendition(320, 'image/webp')),
    );

    expect(offered.map(({ type }) => type)).toEqual(['image/avif', 'image/webp', 'image/jpeg']);
  });

  test('are_none_when_there_are_no_renditions', () => {
    expect(sources(picture())).toEqual([]);
  });
});

describe('what a crop keeps', () => {
  test.for([
    [0.1, 0.1, 'left'],
    [0.9, 0.1, 'right'],
    [0.5, 0.1, ''],
  ] as const)('of_a_wide_picture_is_told_by_its_x', ([focalX, focalY, kept]) => {
    expect(focus({ focalX, focalY, width: 1920, height: 960 })).toBe(kept);
  });

  test.for([
    [0.1, 0.1, 'top'],
    [0.1, 0.9, 'bottom'],
    [0.1, 0.5, ''],
  ] as const)('of_a_tall_picture_is_told_by_its_y', ([focalX, focalY, kept]) => {
    expect(focus({ focalX, focalY, width: 960, height: 1920 })).toBe(kept);
  });
});

describe('the plain address of a picture', () => {
  test('is_the_smallest_rendition_that_is_wide_enough', () => {
    expect(plainSource(picture(rendition(320), rendition(960), rendition(1920)))).toBe('https://media.example/960.png');
  });

  test('is_the_widest_when_none_is_wide_enough', () => {
    expect(plainSource(picture(rendition(160), rendition(320)))).toBe('https://media.example/320.png');
  });

  test('is_of_the_format_every_browser_reads', () => {
    expect(plainSource(picture(rendition(640, 'image/webp'), rendition(640, 'image/jpeg')))).toBe(
      'https://media.example/640.jpeg',
    );
  });

  test('is_the_picture_itself_when_there_are_no_renditions', () => {
    expect(plainSource(picture())).toBe('https://media.example/whole.png');
  });
});
