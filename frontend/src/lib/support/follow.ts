const LONGEST_PAUSE_MS = 8000;
const LONGEST_MS = 300_000;

/**
 * Asks after 1, 2, 4, 8, 8 … seconds until the answer is the last one, for five minutes at most.
 * @param ask resolves to whether to go on; that it fails says nothing, and it is asked again
 * @param pause resolves when the time is over @return whether the last answer came
 */
export async function follow(
  ask: () => Promise<boolean>,
  pause: (milliseconds: number) => Promise<void>,
): Promise<boolean> {
  let pauseMs = 1000;
  for (let passedMs = 0; passedMs < LONGEST_MS; passedMs += pauseMs) {
    if (passedMs > 0) pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    await pause(pauseMs);
    if (!(await ask().catch(() => true))) return true;
  }
  return false;
}
