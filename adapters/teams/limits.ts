import type { PlatformLimits } from '#src/chat/platform.ts';

/** What fits into a Teams message whichever of Microsoft's published figures holds (28, 40 or 100 KB of UTF-16). */
export const teamsLimits: PlatformLimits = {
  textLength: 4000,
  buttons: 6,
  buttonLabelLength: 40,
  cardBytes: 25 * 1024,
};
