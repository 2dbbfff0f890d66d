import { createRequire } from 'node:module';
import { teamsLimits } from '#adapters/teams/adaptive-card.ts';

// The package's ESM entry does not load in Node; its CommonJS bundle does, without a DOM.
const library = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as typeof import('adaptivecards');

/** A card as Microsoft's own parser for version 1.5 reads it, and what it objects to. */
export function parseCard(json: object) {
  const card = new library.AdaptiveCard();
  card.hostConfig = new library.HostConfig({ actions: { maxActions: teamsLimits.buttons } });
  const context = new library.SerializationContext(library.Versions.v1_5);
  card.parse(json, context);
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  const problems = [...events, ...card.validateProperties().validationEvents.map(({ message }) => message)];
  return { card, problems: problems.filter((problem) => !(problem.startsWith(tooMany) && hasShortRows(json))) };
}

const tooMany = 'Maximum number of actions exceeded';

/**
 * The parser counts what is in a menu too; its own renderer, and Teams, do not: `secondary` actions go behind the "…"
 * (adaptivecards 3.0.6, ActionCollection.render).
 */
function hasShortRows(json: unknown): boolean {
  if (json === null || typeof json !== 'object') return true;
  const { actions } = json as { actions?: { mode?: string }[] };
  const inRow = Array.isArray(actions) ? actions.filter(({ mode }) => mode !== 'secondary') : [];
  return inRow.length <= teamsLimits.buttons && Object.values(json).every(hasShortRows);
}
