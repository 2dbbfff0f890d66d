import type { WorkflowWords } from '#src/language/en/workflow.ts';
import type { Arrangement, Box, RootBox } from './arrange.ts';
import { fontFamily, textWidth } from './font.ts';
import type { Change, DiagramNode } from './graph.ts';
import { type Look, lookOf } from './look.ts';
import type { Route } from './route.ts';
import { drawable, escapeXml, labelText, shorten, wrap } from './text.ts';

const ink = { name: '#0f172a', caption: '#475569', off: '#64748b', wire: '#7c8aa0', edge: '#cbd5e1' };
/** Boxes and labels are light; nothing lies behind them, so that dark clients stay dark. */
const paper = { back: '#f8fafc', box: '#ffffff', off: '#f1f5f9' };

/** A difference is a word, a sign and a line as well as a colour. */
type Words = WorkflowWords['diagram'];

const changes: Record<Change, { colour: string; sign: string; dash: string }> = {
  added: { colour: '#15803d', sign: '+', dash: '' },
  changed: { colour: '#b45309', sign: '~', dash: '10 4' },
  removed: { colour: '#b91c1c', sign: '−', dash: '3 4' },
};

/** SVG elements of the whole picture, wires below boxes, labels on top. */
export function draw(
  { roots, subs }: Pick<Arrangement, 'roots' | 'subs'>,
  { routes, mostOfLabel }: { routes: readonly Route[]; mostOfLabel: number },
  words: Words,
): string {
  return [
    ...routes.map(drawWire),
    ...subs.map(drawSubWire),
    ...subs.map((box) => drawSub(box, words)),
    ...roots.map((box) => drawRoot(box, words)),
    ...drawLabels(routes, mostOfLabel),
  ].join('\n');
}

/** Where an arrow head's corners are from its point. */
const heads = { right: 'l-9 -5v10', down: 'l-5 -9h10', left: 'l9 -5v10' };

function drawWire({ wire, path, end, heading = 'right' }: Route): string {
  const dash = wire.ghost ? ' stroke-dasharray="2 6"' : '';
  const colour = wire.label === 'error' ? '#b91c1c' : ink.wire;
  return (
    `<path class="wire" d="${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round"${dash}/>` +
    `<path d="M${end.x} ${end.y}${heads[heading]}Z" fill="${colour}"/>`
  );
}

function drawSubWire(box: Box): string {
  const x = box.x - 12;
  const y = box.y + box.height / 2;
  const from = box.parent ? box.parent.y + box.parent.height : y;
  return `<path class="sub-wire" d="M${x} ${from}V${y - 8}Q${x} ${y} ${x + 8} ${y}H${box.x}" fill="none" stroke="#8b5cf6" stroke-width="1.6" stroke-dasharray="4 4"/>`;
}

function drawRoot(box: RootBox, words: Words): string {
  const { node } = box;
  if (node.hidden !== undefined) return drawMore(box, words.more(node.hidden));
  const look = lookOf(node.type, node.app);
  const square = { x: box.x + 12, y: box.y + (box.height - 38) / 2, size: 38 };
  const lines = textLines(node, box.width - 72, words);
  const badges = [
    ...(node.trigger ? [drawBolt(box.x + 9, box.y + 7)] : []),
    ...drawState(node, box.x + box.width - 10, box.y, words),
  ];
  return [
    `<g class="node">`,
    drawOutline(box),
    drawSquare(square, node.disabled ? { ...look, colour: greyed } : look, node.trigger),
    drawLines(lines, box.x + 60, box.y + box.height / 2, node),
    ...badges,
    node.cut ? drawDots(box.x + box.width + 8, box.y + box.height / 2) : '',
    `</g>`,
  ].join('');
}

/** It goes on, but not in this picture. */
const drawDots = (x: number, y: number): string =>
  [0, 6, 12].map((step) => `<circle cx="${x + step}" cy="${y}" r="1.8" fill="${ink.wire}"/>`).join('');

interface Line {
  text: string;
  size: number;
  bold: boolean;
}

/** Three lines of text at most: two of the name and one of the caption, or the other way round. */
function textLines(node: DiagramNode, width: number, words: Words): Line[] {
  const name = wrap(drawable(node.name, node.app || words.step), width, 14, 2, true);
  const said = drawable(withoutName(node.caption, node.name), '');
  const caption = wrap(said, width, 11.5, 3 - name.length);
  return [
    ...name.map((text) => ({ text, size: 14, bold: true })),
    ...caption.map((text) => ({ text, size: 11.5, bold: false })),
  ];
}

/** What the caption says beyond the name: “at 09:00 (Europe/Berlin)” below “Every weekday at 09:00” is “Europe/Berlin”. */
function withoutName(caption: string, name: string): string {
  if (!caption.toLowerCase().startsWith(name.trim().toLowerCase())) return caption;
  const rest = caption.slice(name.trim().length).replace(/^[\s:]+/, '');
  return /^\((.*)\)$/.exec(rest)?.[1] ?? rest;
}

const lineHeight = (size: number): number => size * 1.24;

function drawLines(lines: readonly Line[], x: number, middle: number, node: DiagramNode): string {
  let y = middle - lines.reduce((sum, { size }) => sum + lineHeight(size), 0) / 2;
  return lines
    .map(({ text, size, bold }) => {
      y += lineHeight(size);
      const colour = node.disabled ? ink.off : bold ? ink.name : ink.caption;
      return drawText(text, x, y - size * 0.3, size, colour, { bold, strike: bold && node.change === 'removed' });
    })
    .join('');
}

function drawText(
  text: string,
  x: number,
  y: number,
  size: number,
  colour: string,
  { bold = false, middle = false, strike = false } = {},
): string {
  const more =
    (bold ? ' font-weight="bold"' : '') +
    (middle ? ' text-anchor="middle"' : '') +
    (strike ? ' text-decoration="line-through"' : '');
  return `<text x="${round(x)}" y="${round(y)}" font-family="${fontFamily}" font-size="${size}" fill="${colour}"${more}>${escapeXml(text)}</text>`;
}

/** Triggers are round on the left, everything else is a card with even corners. */
function drawOutline({ x, y, width, height, node }: Box): string {
  const change = node.change && changes[node.change];
  const stroke = change?.colour ?? (node.disabled ? '#94a3b8' : node.trigger ? '#d97706' : ink.edge);
  const dash = change?.dash ?? (node.disabled ? '5 4' : '');
  const style =
    `fill="${node.disabled ? paper.off : paper.box}" stroke="${stroke}" stroke-width="${change ? 2.5 : 1.5}"` +
    (dash ? ` stroke-dasharray="${dash}"` : '');
  const [l, r] = [node.trigger ? height / 2 : 12, 12];
  const d =
    `M${x + l} ${y}H${x + width - r}Q${x + width} ${y} ${x + width} ${y + r}V${y + height - r}` +
    `Q${x + width} ${y + height} ${x + width - r} ${y + height}H${x + l}` +
    (node.trigger
      ? `A${l} ${l} 0 0 1 ${x + l} ${y}Z`
      : `Q${x} ${y + height} ${x} ${y + height - l}V${y + l}Q${x} ${y} ${x + l} ${y}Z`);
  return `<path class="box" d="${d}" ${style}/>`;
}

const greyed = '#94a3b8';

function drawSquare(
  { x, y, size }: { x: number; y: number; size: number },
  { colour, initials, icon }: Look,
  round: boolean,
): string {
  const square = `<rect x="${x}" y="${y}" width="${size}" height="${size}" rx="${round ? size / 2 : size / 4}" fill="${colour}"/>`;
  const inner = size * (round ? 0.56 : 0.62);
  const at = (size - inner) / 2;
  if (icon)
    return `${square}<path class="icon" transform="translate(${x + at} ${y + at}) scale(${inner / 24})" d="${icon}" fill="#ffffff"/>`;
  const letters = drawable(initials, '?');
  const letterSize = Math.min(
    size * 0.42,
    (size * 0.42 * (size - 8)) / Math.max(1, textWidth(letters, size * 0.42, true)),
  );
  return (
    square +
    drawText(letters, x + size / 2, y + size / 2 + letterSize * 0.36, Math.round(letterSize * 10) / 10, '#ffffff', {
      bold: true,
      middle: true,
    })
  );
}

/** The bolt that says "starts here". */
const drawBolt = (x: number, y: number): string =>
  `<circle cx="${x}" cy="${y}" r="10" fill="#f59e0b" stroke="${paper.back}" stroke-width="2"/>` +
  `<path d="M${x + 1.5} ${y - 6.5}L${x - 4} ${y + 1}H${x - 0.3}L${x - 1.5} ${y + 6.5}L${x + 4} ${y - 1}H${x + 0.3}Z" fill="#ffffff"/>`;

function drawState(node: DiagramNode, right: number, y: number, words: Words): string[] {
  if (node.change) {
    const { sign, colour } = changes[node.change];
    return [drawPill(`${sign} ${words[node.change]}`, right, y, colour)];
  }
  return node.disabled ? [drawPill(words.off, right, y, '#64748b')] : [];
}

/** A filled word on the upper edge of a box, ending at `right`. */
function drawPill(word: string, right: number, y: number, colour: string): string {
  const width = textWidth(word, 10.5, true) + 14;
  return (
    `<rect x="${round(right - width)}" y="${y - 9}" width="${round(width)}" height="18" rx="9" fill="${colour}"/>` +
    drawText(word, right - width / 2, y + 4, 10.5, '#ffffff', { bold: true, middle: true })
  );
}

function drawSub(box: Box, words: Words): string {
  const { node, x, y, width, height, kind = '' } = box;
  const look = lookOf(node.type, node.app);
  const change = node.change && changes[node.change];
  const stroke = change?.colour ?? '#c4b5fd';
  const dash = change?.dash ?? (node.disabled ? '5 4' : '');
  const room = width - 48;
  const name = shorten(drawable(node.name, node.app || words.step), room, 11.5, true);
  return [
    `<g class="node sub">`,
    `<rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="${height / 2}" fill="${node.disabled ? paper.off : paper.box}" stroke="${stroke}" stroke-width="${change ? 2.5 : 1.5}"${dash ? ` stroke-dasharray="${dash}"` : ''}/>`,
    drawSquare({ x: x + 7, y: y + 7, size: height - 14 }, node.disabled ? { ...look, colour: greyed } : look, true),
    drawText(shorten(drawable(kind, words.subNode), room, 10.5), x + 42, y + 16, 10.5, '#6d28d9'),
    drawText(name, x + 42, y + 31, 11.5, node.disabled ? ink.off : ink.name, {
      bold: true,
      strike: node.change === 'removed',
    }),
    ...drawState(node, x + width - 12, y, words),
    `</g>`,
  ].join('');
}

function drawMore({ x, y, width, height }: Box, words: string): string {
  return (
    `<g class="more"><rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="12" fill="${paper.off}" stroke="#94a3b8" stroke-width="1.5" stroke-dasharray="5 4"/>` +
    `${drawText(words, x + width / 2, y + height / 2 + 5, 14, ink.caption, { bold: true, middle: true })}</g>`
  );
}

function drawLabels(routes: readonly Route[], most: number): string[] {
  return routes.flatMap(({ wire, label: { x, y } }) => {
    if (wire.label === '') return [];
    const text = labelText(wire.label, most);
    const width = textWidth(text, 11, true) + 14;
    const colour = wire.label === 'error' ? '#b91c1c' : '#334155';
    return [
      `<g class="label"><rect x="${round(x - width / 2)}" y="${round(y - 9.5)}" width="${round(width)}" height="19" rx="9.5" fill="${paper.back}" stroke="${colour}" stroke-opacity="0.35"/>` +
        `${drawText(text, x, y + 4, 11, colour, { bold: true, middle: true })}</g>`,
    ];
  });
}

const round = (value: number): number => Math.round(value * 10) / 10;
