/** What is handed over, as it was called, and to whom. */
export interface HandoverSaying {
  what: string;
  to: string;
}

const patterns = [
  '^hand over (?<what>.{1,120}?) to (?<to>[^,;:?!]{1,60})$',
  '^hand (?<what>.{1,120}?) over to (?<to>[^,;:?!]{1,60})$',
  '^übergib (?<what>.{1,120}?) an (?<to>[^,;:?!]{1,60})$',
  '^(?:transmets|transmettez|confie|confiez) (?<what>.{1,120}?) à (?<to>[^,;:?!]{1,60})$',
  '^(?:traspasa|traspase|entrega|entregue) (?<what>.{1,120}?) a (?<to>[^,;:?!]{1,60})$',
].map((pattern) => new RegExp(pattern, 'iu'));

/** A wish to make somebody else responsible, when it is nothing but that. Pure. */
export function readHandover(text: string): HandoverSaying | undefined {
  const said = text
    .trim()
    .replace(/[.!]+$/, '')
    .replace(/\s+/g, ' ');
  if (said.length > 220) return undefined;
  for (const pattern of patterns) {
    const { what, to } = pattern.exec(said)?.groups ?? {};
    if (what && to) return { what: what.replace(/^["“„«'‘]\s?(.+?)\s?["”“»'’]$/u, '$1').trim(), to: to.trim() };
  }
  return undefined;
}
