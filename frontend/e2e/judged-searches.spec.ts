import { apiUrl } from './support/places.ts';
import { expect, test } from './support/test.ts';

/**
 * What a reader of the demo newsroom types, and the story that has to be among the first three. Judged by reading the
 * stories, not by what the search found.
 */
const judged: [typed: string, slug: string][] = [
  ['ferry strike', 'ferry-strike-ends-with-a-roster-nobody-loves'],
  ['strike ballot split turns', 'ferry-crews-vote-to-walk-out-over-split-turns'],
  ['judge mediate', 'retired-judge-asked-to-mediate-in-ferry-dispute'],
  ['electric ferry', 'electric-foot-ferry-begins-trial-on-the-ell'],
  ['steam ferry rivets', 'ninety-year-old-kittiwake-passes-her-survey'],
  ['kittiwake', 'ninety-year-old-kittiwake-passes-her-survey'],
  ['market hall fire', 'fire-tears-through-market-hall'],
  ['cause of the market fire', 'market-hall-fire-began-in-a-board-from-1971'],
  ['rebuild market hall iron', 'council-votes-to-rebuild-market-hall-in-iron'],
  ['market reopens stalls', 'twenty-three-stalls-and-a-stopped-clock'],
  ['bridge inquiry paint', 'ellmouth-bridge-inquiry-opens'],
  ['when does the bridge reopen', 'ellmouth-bridge-to-reopen-one-lane-at-a-time'],
  ['bridge inspectors form', 'inspectors-asked-for-a-scraper-and-got-a-form'],
  ['tidal power', 'barley-and-rye-send-first-tidal-power-ashore'],
  ['community share tidal', 'neighbours-buy-a-share-of-the-tide'],
  ['seals turbine', 'two-hundred-days-of-watching-seals-do-nothing'],
  ['comet', 'how-to-see-the-comet-from-port-ellery'],
  ['comet discovered two names', 'a-comet-with-two-names-and-one-from-here'],
  ['light pollution promenade', 'turn-the-promenade-down'],
  ['floodlights football lamps', 'sixty-four-thousand-pounds-for-eight-lamps'],
  ['football late winner', 'town-go-second-after-late-winner-at-hexleigh'],
  ['three goals eleven minutes', 'coopers-top-after-three-goals-in-eleven-minutes'],
  ['seagrass', 'first-seagrass-bed-survives-its-year'],
  ['seahorse moorings', 'mooring-owners-and-marine-biologists-share-a-room'],
  ['seagrass sowing trevanna', 'volunteers-sow-a-second-meadow-in-trevanna-bay'],
  ['storm surge long quay', 'as-it-happened-the-night-the-surge-came-over-long-quay'],
  ['flood wall long quay', 'long-quay-asks-for-doors-not-a-wall'],
  ['heat pumps bills', 'a-year-of-bills-on-cable-terrace'],
  ['tram extension cost', 'tram-extension-now-eleven-million-dearer'],
  ['tram cistern', 'tram-diggers-find-a-ropemakers-cistern'],
  ['trams quarry heights 1951', 'tram-extension-to-quarry-heights-approved'],
  ['panama canal crane', 'why-a-lake-in-panama-matters-to-a-crane-driver-here'],
  ['internet cable ship', 'the-ship-that-mends-the-internet'],
  ['shore power ships', 'container-terminal-to-plug-ships-into-the-shore'],
  ['fish auction lisbon', 'fish-auction-loses-its-shout'],
  ['bakery bread night', 'the-four-oclock-economy'],
  ['library reading room late', 'the-reading-room-stays-up-late'],
  ['poems net twine prize', 'ten-poems-and-a-tide-table'],
  ['playhouse piano', 'a-concert-grand-comes-home'],
  ['north korean missiles japan', 'japan-and-us-cooperation-on-north-korean-threat'],
  ['red telephone hotline', 'there-was-never-a-red-telephone'],
  ['sirens drill japan', 'when-the-sirens-are-only-practising'],
  ['twin town shiomi choir', 'shiomi-sends-a-mayor-a-choir-and-a-roll-of-paper'],
  ['lifeboat', 'lifeboat-called-out-twice-in-three-hours'],
  ['rowing great skerrin women', 'women-of-the-gig-mermaid-row-to-great-skerrin-and-back'],
  ['prado no mar', 'voluntarios-semeiam-um-prado-no-mar'],
  ['author:pascoe foreign policy', 'towns-have-foreign-policies-too'],
];

for (const [typed, slug] of judged) {
  test(`a search for “${typed}” finds its story among the first three`, async ({ request }) => {
    const answer = await request.get(`${apiUrl}/v1/search?limit=3&fields=article.slug&q=${encodeURIComponent(typed)}`);

    const { items } = (await answer.json()) as { items: { article: { slug: string } }[] };
    expect(items.map(({ article }) => article.slug)).toContain(slug);
  });
}
