/** Where what matters in a picture lies, from the left and from the top: 0 to 1. */
export type Point = { x: number; y: number };

const STEP = 0.02;
const STRIDE = 0.1;
const within = (value: number) => Math.min(1, Math.max(0, Math.round(value * 1000) / 1000));

/** Where an arrow key leads from here; with Shift in strides. Null for every other key. */
export function moved({ x, y }: Point, { key, shiftKey }: { key: string; shiftKey: boolean }): Point | null {
  const by = shiftKey ? STRIDE : STEP;
  switch (key) {
    case 'ArrowLeft':
      return { x: within(x - by), y };
    case 'ArrowRight':
      return { x: within(x + by), y };
    case 'ArrowUp':
      return { x, y: within(y - by) };
    case 'ArrowDown':
      return { x, y: within(y + by) };
    case 'Home':
      return { x: 0.5, y: 0.5 };
    default:
      return null;
  }
}

/** Which point of a picture stands under the pointer. */
export const under = (
  pointer: { clientX: number; clientY: number },
  box: { left: number; top: number; width: number; height: number },
): Point => ({
  x: within((pointer.clientX - box.left) / (box.width || 1)),
  y: within((pointer.clientY - box.top) / (box.height || 1)),
});

const percent = (part: number) => `${Math.round(part * 100)}%`;

/** For those who hear it. */
export const inWords = ({ x, y }: Point): string => `${percent(x)} from the left, ${percent(y)} from the top`;
