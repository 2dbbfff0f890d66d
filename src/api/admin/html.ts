/** Text that is HTML already; made by `html` only. */
export class Html {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

export type Part = Html | string | number | false | null | undefined | readonly Part[];

/** Everything that is put in is escaped, for elements and for quoted attributes, unless `html` made it. Nothing: ''. */
export function html(texts: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(texts.map((text, index) => `${text}${index < parts.length ? toSource(parts[index]) : ''}`).join(''));
}

function toSource(part: Part): string {
  if (part === undefined || part === null || part === false) return '';
  if (part instanceof Html) return part.source;
  if (typeof part === 'object') return part.map(toSource).join('');
  return String(part).replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A table with a name for whoever cannot see it; on a phone each row stands as a block, with the headings beside. */
export function table(name: string, headings: string[], rows: Part[][], nothing: string): Html {
  if (rows.length === 0) return html`<p class="nothing">${nothing}</p>`;
  return html`<table aria-label="${name}">
<thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${rows.map(
    (
      cells,
    ) => html`<tr>${cells.map((cell, index) => html`<td data-label="${headings[index]}"><span>${cell}</span></td>`)}</tr>
`,
  )}</tbody>
</table>`;
}

/** A moment as people read it, with the exact one behind it. */
export function ago(at: Date | string, now: Date): Html {
  const exact = new Date(at).toISOString();
  const ms = now.getTime() - Date.parse(exact);
  const words = ms >= 0 ? `${duration(ms)} ago` : `in ${duration(-ms)}`;
  return html`<time datetime="${exact}" title="${exact}">${words}</time>`;
}

/** E.g. `45 s`, `3 min`, `5 h`, `12 days`. */
export function duration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3_600)} h`;
  return `${Math.floor(seconds / 86_400)} days`;
}

/** Only what looks like a code is shown as one: an error's own words may quote people. */
export const code = (value: string | null | undefined): string =>
  value && /^[\w.:-]{1,60}$/.test(value) ? value : value ? 'other' : '';
