import type { Catalog } from '#src/catalog/catalog.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Arrangement } from './arrange.ts';
import { draw } from './draw.ts';
import { foldBest } from './fold.ts';
import { fontFamily } from './font.ts';
import { type DiagramChanges, readGraph } from './graph.ts';
import { arrangeList, longestList, mostOfLabel } from './list.ts';
import { routeWires } from './route.ts';

export type { DiagramChanges } from './graph.ts';

export interface DiagramOptions {
  catalog: Catalog;
  /** Marks what a revision added, changed and removed. */
  changes?: DiagramChanges | undefined;
  /** Of captions and marks [en]. */
  language?: Language;
}

/** Longest side of a picture in pixels: Teams draws none that is larger. */
const maxPixels = 1024;
/** Nodes drawn at most; the rest is counted. */
const mostNodes = 40;
/** Names are set in 14 px: below this scale nobody can read them, so fewer nodes are drawn. */
const smallestScale = 0.55;
/** From this scale on everything can be read well. */
const enough = 0.95;
const largestScale = 1.34;
/** Clients stretch a picture to the width of the card: one of a single node must not become huge. */
const leastWidth = Math.round(maxPixels / largestScale);

/** A list is drawn this wide: twice what a phone shows. */
const widestList = 600;

/**
 * The workflow as an SVG of its own width and height. Takes any JSON, never throws, and is deterministic. One step below
 * the other, at most 600 px wide, which a phone shows so that it can be read; what would be too long for that from left
 * to right, folded into rows, at most 1024 × 1024 px; beyond 40 nodes the rest is summed up in one box.
 */
export function toDiagram(workflow: unknown, { catalog, changes, language = 'en' }: DiagramOptions): string {
  const { workflow: words } = wordsIn(language);
  let most = mostNodes;
  let graph = readGraph(workflow, { catalog, changes, most, words });
  const list = graph.roots.length > 0 ? arrangeList(graph) : undefined;
  if (list && list.height <= longestList)
    return svgOf(list, {
      scale: Math.min(widestList / list.width, maxPixels / list.height),
      body: draw(list, { routes: list.routes, mostOfLabel }, words.diagram),
    });
  let best = foldBest(graph, scaleOf, enough);
  while (scaleOf(best) < smallestScale && most > 8) {
    most = Math.floor(most * 0.8);
    graph = readGraph(workflow, { catalog, changes, most, words });
    best = foldBest(graph, scaleOf, enough);
  }
  const width = Math.max(best.width, leastWidth);
  const { height, gap } = best;
  const body =
    graph.roots.length === 0
      ? empty(width, height, words.diagram.empty)
      : draw(best, { routes: routeWires(best, graph.wires), mostOfLabel: gap - 16 }, words.diagram);
  return svgOf({ width, height }, { scale: scaleOf(best), shift: (width - best.width) / 2, body });
}

const svgOf = (
  { width, height }: { width: number; height: number },
  { scale, shift = 0, body }: { scale: number; shift?: number; body: string },
): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(width * scale)}" height="${Math.round(height * scale)}" viewBox="0 0 ${width} ${height}">`,
    `<g transform="translate(${shift} 0)">`,
    body,
    '</g></svg>',
  ].join('\n');

const scaleOf = ({ width, height }: Arrangement): number =>
  Math.min(maxPixels / Math.max(width, leastWidth), maxPixels / height);

const empty = (width: number, height: number, words: string): string =>
  `<text x="${width / 2}" y="${height / 2 + 5}" text-anchor="middle" font-family="${fontFamily}" font-size="14" fill="#7c8aa0">${words}</text>`;
