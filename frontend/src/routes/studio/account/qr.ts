import { encode } from 'uqr';

/** The modules of a QR code as the `d` of one SVG path, a unit each. @return its side in units, with the quiet zone */
export function qrPath(text: string): { size: number; d: string } {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const rows = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])));
  return { size, d: rows.join('') };
}
