export const toEnglish = (text: string) => ({ text, back: (words: string) => words });
