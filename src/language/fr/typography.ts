/** Stands before ":", ";", "?" and "!" and inside quotation marks, where no line may break. */
export const nbsp = '\u00a0';

export const quoted = (text: string): string => `«${nbsp}${text}${nbsp}»`;
