type Rendition = { url: string; width: number; height: number; type: string };
type Pictured = { url: string; width: number; height: number; renditions: Rendition[] };
type Focused = { focalX: number; focalY: number; width: number; height: number };
export type Source = { type: string; srcset: string };

/** Smaller formats first, because a browser takes the first source it understands. */
const BY_SIZE = ['image/avif', 'image/webp', 'image/jpeg', 'image/png'];

const rank = (type: string) => BY_SIZE.indexOf(type) + 1 || BY_SIZE.length + 1;

/** The picture's renditions as `srcset`, one source a format, best format first. Empty when there is only the picture itself. */
export function sources({ renditions }: Pictured): Source[] {
  const types = [...new Set(renditions.map(({ type }) => type))].sort((a, b) => rank(a) - rank(b));
  return types.map((type) => ({
    type,
    srcset: renditions
      .filter((rendition) => rendition.type === type)
      .map(({ url, width }) => `${url} ${width}w`)
      .join(', '),
  }));
}

/**
 * Which part of a picture a crop to 3:2 keeps, as the name of a style: what is wider loses its sides, what is taller its top and
 * bottom. In thirds, because pages take no style but those of their style sheets. Empty for the middle.
 */
export function focus({ focalX, focalY, width, height }: Focused): '' | 'left' | 'right' | 'top' | 'bottom' {
  const isWide = width * 2 > height * 3;
  const place = isWide ? focalX : focalY;
  if (place < 1 / 3) return isWide ? 'left' : 'top';
  if (place > 2 / 3) return isWide ? 'right' : 'bottom';
  return '';
}

/** The address for browsers that know nothing of `srcset`: of the most widely read format, the smallest wide enough. */
export function plainSource(picture: Pictured, width = 640): string {
  const worst = Math.max(...picture.renditions.map(({ type }) => rank(type)));
  const candidates = picture.renditions.filter(({ type }) => rank(type) === worst);
  return (candidates.find((rendition) => rendition.width >= width) ?? candidates.at(-1) ?? picture).url;
}
