/** "24 December" as the language has it, of a month from 1 to 12. */
export const dayOfYear = (language: string, day: number, month: number): string =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, month - 1, day)),
  );
