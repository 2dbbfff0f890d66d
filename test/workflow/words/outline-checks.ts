import type { Catalog } from '#src/catalog/catalog.ts';
import { effectsOf, isOutward } from '#src/catalog/effects/act.ts';
import { type Language, languages } from '#src/language/language.ts';
import type { Draft } from '#src/model/draft.ts';
import { toAltText } from '#src/workflow/diagram/alt-text.ts';
import { mendWiring } from '#src/workflow/wiring/mend-wiring.ts';
import { type Outline, type OutlineItem, type OutlineStep, outlineOf } from '#src/workflow/words/outline/outline.ts';
import { seeStep } from '#src/workflow/words/seen-step.ts';
import { summarize } from '#src/workflow/words/summary.ts';

/** Every step of an outline, with what stands inside of it. */
export function stepsIn({ starts, sections, unreachable }: Outline): OutlineStep[] {
  const inside = (step: OutlineStep): OutlineStep[] => [
    step,
    ...step.tools.flatMap(inside),
    ...step.branches.flatMap(({ items }) => items.flatMap(ofItem)),
  ];
  const ofItem = (item: OutlineItem): OutlineStep[] => (item.kind === 'step' ? inside(item) : []);
  return [
    ...starts.flatMap(inside),
    ...sections.flatMap(({ items }) => items.flatMap(ofItem)),
    ...unreachable.flatMap(inside),
  ];
}

/** Steps that leave a mark outside and do not stand in the outline exactly once. A tool of two agents stands with both. */
export function lostSteps(draft: Draft, catalog: Catalog): string[] {
  const counts = new Map<string, number>();
  for (const { step } of stepsIn(outlineOf(draft, catalog))) counts.set(step.name, (counts.get(step.name) ?? 0) + 1);
  const { nodes, connections } = mendWiring(draft, catalog);
  return nodes.flatMap((node) => {
    const step = seeStep(node, catalog.get(node.type, node.typeVersion));
    if (node.disabled || step.nodeType?.kind === 'trigger' || !isOutward(effectsOf(step))) return [];
    const users = new Set(
      connections.flatMap(({ from, to, kind }) => (from === node.name && kind !== 'main' ? [to] : [])),
    );
    const count = counts.get(node.name) ?? 0;
    return count === 1 || (count > 1 && count <= users.size * 4) ? [] : [`${node.name}: ${count}`];
  });
}

/** What is wrong with the tellings of a workflow, in each language: nothing thrown, nothing empty, nothing of a secret. */
export function tellingFaults(draft: Draft, catalog: Catalog): string[] {
  const own = JSON.stringify(draft);
  return languages.flatMap((language: Language) => {
    const summary = summarize(draft, { catalog, language });
    const alt = toAltText(draft.name, summary, language);
    const text = [summary.sentence, ...summary.steps, alt].join('\n');
    return [
      // What the workflow says so itself, in a name or a text, is nobody's mistake.
      ...((text.match(/undefined|\[object|NaN\b/g) ?? []).some((word) => !own.includes(word))
        ? [`${language}: a word of the machine`]
        : []),
      ...(alt.length > 2000 ? [`${language}: alternative text too long`] : []),
      ...(summary.steps.some((step) => step.trim() === '') ? [`${language}: an empty step`] : []),
    ];
  });
}
