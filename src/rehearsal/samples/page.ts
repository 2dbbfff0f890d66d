import { toList, toRecord, toText } from '#src/workflow/json/values.ts';
import type { View } from '#src/workflow/validate/view.ts';
import { has } from './fill.ts';
import { makersBefore } from './reads.ts';

type Item = Record<string, unknown>;

/** The item with a page in the field a step takes headlines and the like out of. */
export function ofPage(item: Item, source: string, view: View): Item {
  let made = item;
  for (const node of view.nodes) {
    const { shortType, values } = node;
    if (shortType !== 'html' || values['operation'] !== 'extractHtmlContent') continue;
    const name = toText(values['dataPropertyName']) ?? 'data';
    const makers = makersBefore(node, view, [name]);
    const [field] = makers.find(([maker]) => maker === source)?.[1] ?? [];
    if (typeof field !== 'string' || !has(made, [field])) continue;
    const selectors = toList(toRecord(values['extractionValues'])['values']).map(
      (each) => toRecord(each)['cssSelector'],
    );
    made = { ...made, [field]: pageFor(selectors.flatMap((each) => toText(each) ?? [])) };
  }
  return made;
}

/** A page in which each selector finds one thing. */
function pageFor(selectors: readonly string[]): string {
  const found = selectors.map((selector) =>
    selector
      .split(',')[0]
      ?.trim()
      .split(/\s*[\s>+~]\s*/)
      .reduceRight((inner, part) => element(part, inner), 'Example text'),
  );
  return `<!doctype html><html><head><title>Example title</title></head><body>${found.join('\n')}</body></html>`;
}

function element(part: string, inner: string): string {
  const [tag = ''] = /^[a-z][\w-]*/i.exec(part) ?? [];
  const id = /#([\w-]+)/.exec(part)?.[1];
  const classes = [...part.matchAll(/\.([\w-]+)/g)].map(([, name]) => name);
  const attributes = [...part.matchAll(/\[([\w-]+)(?:[~|^$*]?=["']?([^"'\]]*)["']?)?\]/g)];
  const written = [
    ...(id ? [`id="${id}"`] : []),
    ...(classes.length > 0 ? [`class="${classes.join(' ')}"`] : []),
    ...attributes.map(([, name, value = '']) => `${name}="${value}"`),
    ...(tag === 'a' ? ['href="https://example.com/1"'] : []),
  ];
  const name = tag || 'div';
  return `<${[name, ...written].join(' ')}>${inner}</${name}>`;
}
