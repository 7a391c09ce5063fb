import { describe, expect, test } from 'vitest';
import { article, image, section } from '#lib/api/examples.ts';
import { layOutFront } from './layOutFront.ts';

const story = (slug: string, isPictured = false) => article({ slug, leadImage: isPictured ? image() : null });
const stories = (count: number, name = 's') => Array.from({ length: count }, (_, at) => story(`${name}${at}`));
const slugs = (list: { slug: string }[]) => list.map(({ slug }) => slug);

describe('the front page', () => {
  test('leads_with_what_the_editors_chose', () => {
    expect(layOutFront({ newest: stories(5), chosen: [story('chosen')], shelves: [] }).lead?.slug).toBe('chosen');
  });

  test('leads_with_the_newest_when_they_chose_nothing', () => {
    expect(layOutFront({ newest: stories(5), chosen: [], shelves: [] }).lead?.slug).toBe('s0');
  });

  test('puts_what_else_they_chose_below_the_lead_in_their_order', () => {
    const chosen = [story('lead'), story('second'), story('s3', true)];

    const { secondary, latest } = layOutFront({ newest: [...stories(3), story('s3', true)], chosen, shelves: [] });

    expect(slugs(secondary)).toEqual(['second', 's3', 's0']);
    expect(slugs(latest)).toEqual(['s1', 's2']);
  });

  test('shows_the_lead_once_though_it_is_among_the_newest_too', () => {
    const { secondary, latest } = layOutFront({ newest: stories(12), chosen: [story('s2')], shelves: [] });

    expect(slugs([...secondary, ...latest])).not.toContain('s2');
  });

  test('prefers_pictures_below_the_lead', () => {
    const newest = [story('lead'), story('plain'), story('first', true), story('second', true), story('other')];

    expect(slugs(layOutFront({ newest, chosen: [], shelves: [] }).secondary)).toEqual(['first', 'second', 'plain']);
  });

  test('opens_a_shelf_with_its_newest_picture', () => {
    const shelf = { section: section(), stories: [story('a'), story('b', true), story('c')] };

    const { shelves } = layOutFront({ newest: [], chosen: [], shelves: [shelf] });

    expect(shelves.map((each) => slugs(each.stories))).toEqual([['b', 'a', 'c']]);
  });

  test('leaves_out_shelves_with_nothing_left_to_show', () => {
    const shelf = { section: section(), stories: [story('s0')] };

    expect(layOutFront({ newest: stories(1), chosen: [], shelves: [shelf] }).shelves).toEqual([]);
  });

  test('stands_empty_before_the_first_story', () => {
    expect(layOutFront({ newest: [], chosen: [], shelves: [] })).toEqual({
      lead: null,
      secondary: [],
      latest: [],
      shelves: [],
    });
  });
});
