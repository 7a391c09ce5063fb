import type { SectionName } from '#lib/api/client.ts';
import type { Story } from '#lib/api/stories.ts';

type Shelf = { section: SectionName; stories: Story[] };
type Material = { newest: Story[]; chosen: Story[]; shelves: Shelf[] };

const SECONDARY = 3;
const LATEST = 8;
const SHELF = 4;

/**
 * Places the stories of the front page: what editors chose in their order, then the newest. The lead and the row below it
 * appear once; the ticker of the latest is a list of
 * headlines, and what it holds may stand on its section's shelf as well.
 */
export function layOutFront({ newest, chosen, shelves }: Material) {
  const lead = chosen[0] ?? newest[0] ?? null;
  const others = chosen.slice(1);
  const taken = new Set([lead, ...others].map((story) => story?.slug));
  const rest = newest.filter(({ slug }) => !taken.has(slug));
  const secondary = [...others, ...pictured(rest.slice(0, 2 * SECONDARY))].slice(0, SECONDARY);
  const latest = [...others, ...rest].filter((story) => !secondary.includes(story)).slice(0, LATEST);
  const shown = new Set([lead, ...secondary].map((story) => story?.slug));
  return {
    lead,
    secondary,
    latest,
    shelves: shelves
      .map(({ section, stories }) => ({
        section,
        stories: withFeature(stories.filter(({ slug }) => !shown.has(slug)).slice(0, SHELF)),
      }))
      .filter(({ stories }) => stories.length > 0),
  };
}

/** Stories with a picture before those without, each kind in its own order. */
function pictured(stories: Story[]): Story[] {
  const having = stories.filter(({ leadImage }) => leadImage);
  return [...having, ...stories.filter(({ leadImage }) => !leadImage)];
}

/** The newest story with a picture in front, the others newest first behind it. */
function withFeature(stories: Story[]): Story[] {
  const feature = stories.find(({ leadImage }) => leadImage) ?? stories[0];
  return feature ? [feature, ...stories.filter((story) => story !== feature)] : [];
}
