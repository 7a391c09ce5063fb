import { apiUrl } from '#lib/api/client.ts';
import type { components } from '#lib/api/schema.d.ts';
import { said, staff, type Problem } from '../staff.ts';

type Schemas = components['schemas'];
/** A picture as the newsroom keeps it, described or not yet. */
export type Picture = Schemas['DeskImage'];
/** A picture, and where it is used. */
export type Whole = Schemas['DeskImageWhole'];
export type Description = Schemas['ImageDescription'];
export type Asked = { q?: string; unused?: boolean; cursor?: string; limit?: number };

/** What a chooser of files offers; what a file really is, the API tells by its content. */
export const KINDS = 'image/jpeg,image/png,image/webp,image/avif,image/gif';
const MOST_BYTES = 20 * 1024 * 1024;

/** What is wrong with a file before anything is sent: an upload that is refused at its end would only cost time. */
export function refusal({ type, size }: Pick<File, 'type' | 'size'>): string | null {
  if (type !== '' && !type.startsWith('image/')) return 'It is no picture. JPEG, PNG, WebP, AVIF and GIF are taken.';
  if (size > MOST_BYTES) return `It has ${Math.ceil(size / 1024 / 1024)} MB, and 20 MB are taken at most.`;
  return null;
}

/** Takes a picture in; the same one again is the one that is here. */
export async function takenIn(file: File): Promise<{ picture: Picture | null; problem: Problem | null }> {
  const detail = refusal(file);
  if (detail) return { picture: null, problem: { type: 'refused', status: 400, detail, errors: [] } };
  const { data, problem } = await said(
    staff.POST('/v1/editorial/images', {
      body: file as unknown as string,
      bodySerializer: (bytes) => bytes as unknown as BodyInit,
      headers: { 'content-type': file.type || 'application/octet-stream' },
    }),
  );
  return { picture: data?.image ?? null, problem };
}

/** A picture with its uses. */
export const whole = (id: string) => said(staff.GET('/v1/editorial/images/{id}', { params: { path: { id } } }));

/** Pictures, whatever was taken in last first. */
export const listed = (query: Asked & { file?: string }) =>
  said(staff.GET('/v1/editorial/images', { params: { query } }));

const params = ({ id, version }: Pick<Picture, 'id' | 'version'>) => ({
  path: { id },
  header: { 'If-Match': `"${version}"` },
});

/** Says what a picture shows. */
export const describe = (picture: Pick<Picture, 'id' | 'version'>, body: Description) =>
  said(staff.PUT('/v1/editorial/images/{id}', { params: params(picture), body }));

/** Throws a picture away that no article uses. */
export const removed = (picture: Picture) =>
  said(staff.DELETE('/v1/editorial/images/{id}', { params: params(picture) }));

/** What a picture is now, which the API adds where somebody else was quicker. */
export const currentOf = (problem: Problem): Picture | null => (problem as { current?: Picture }).current ?? null;

/** What keeps a picture from readers; empty for nothing. */
export function lacks({ alt, credit }: Pick<Picture, 'alt' | 'credit'>): string {
  if (!alt && !credit) return 'Needs an alternative text and a credit before it is published.';
  if (!alt) return 'Needs an alternative text before it is published.';
  return credit ? '' : 'Needs a credit before it is published.';
}

/** A picture for what shows it to readers, who are never shown one without words. */
export const shown = (picture: Picture) => ({ ...picture, alt: picture.alt ?? '', credit: picture.credit ?? '' });

/** What a text names a picture by: a path, for the API may be found elsewhere tomorrow. */
export const pathOf = (url: string): string => (url.startsWith(`${apiUrl}/`) ? url.slice(apiUrl.length) : url);

const FILE = /^\/media\/[0-9a-f]{2}\/([0-9a-f]{40})-\d{1,5}\.(jpg|webp)$/;

/** Where a picture of a text is to be fetched; null for one of elsewhere, which no page of this site fetches. */
export const addressOf = (src: string): string | null => (FILE.test(pathOf(src)) ? apiUrl + pathOf(src) : null);

/** The files in what was dropped or pasted. Words that were copied with a picture of themselves are words. */
export function filesIn(transfer: DataTransfer | null): File[] {
  if (!transfer || transfer.files.length === 0) return [];
  return transfer.getData('text/plain').trim() === '' ? [...transfer.files] : [];
}
