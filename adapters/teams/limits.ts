/** What fits into a Teams message whichever of Microsoft's published figures holds (28, 40 or 100 KB of UTF-16). */
export const teamsLimits = {
  /** Longest text of one text element, in UTF-16 units. */
  textLength: 4000,
  /** Buttons that fit into one row. */
  buttons: 6,
  buttonLabelLength: 40,
  /** Longest request that is planned, in UTF-16 units. */
  requestLength: 4000,
  /** Whole rendered card, in bytes of UTF-16. */
  cardBytes: 25 * 1024,
};
