/** A mark before the state in a title: the word says the same, so nobody has to see colours. */
const signs = { open: '🟡', live: '🟢', off: '⚪', attention: '🟠', failed: '🔴' } as const;

export type Sign = keyof typeof signs;

/** "🟢 Live · Stand-up reminder", of a title that begins with its state. */
export const signed = (sign: Sign, title: string): string => `${signs[sign]} ${title}`;
