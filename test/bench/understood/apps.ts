import type { Catalog, NodeTypeSummary } from '#src/catalog/catalog.ts';

/** The apps of a catalogue by the names n8n shows, for judging a planner by other means than its own. */
export interface Apps {
  /** The app that a node type belongs to; undefined for n8n's own parts. */
  of(type: string): string | undefined;
  /** Of these apps, those whose name stands in the text. */
  namedIn(text: string, among: Iterable<string>): Set<string>;
  /** The app with that name, however it is written. */
  called(name: string): string | undefined;
  /** Node types of an app: steps, not triggers. */
  stepsOf(app: string): readonly string[];
}

/** Node types with credentials that are no app of their own. */
const plumbing =
  /\.(?:httpRequest|webhook|form|formTrigger|emailSend|emailReadImap|ssh|ftp|git|graphql|respondToWebhook|crypto|jwt|totp|rssFeedRead|chatTrigger|mcpClient|mcpTrigger|wait)(?:Tool)?$/i;
/** What n8n adds to the name of a service for a part of it. */
const additions =
  /^Embeddings | (?:Trigger|Chat Model|Model|Chat Memory|Vector Store|Tool|Business Cloud|Software|Online)$|\s*\(.*\)$/g;
const makers = /^(?:Microsoft|Google|AWS|Amazon) /;
/** Too general to name an app without its maker. */
const general =
  /^(?:drive|docs|sheets|calendar|contacts|tasks|slides|translate|chat|ads|books|to do|sql|excel|teams|storage|analytics)$/i;

const key = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Apps are the services that node types need a credential for, by their display names. Pure. */
export function appsOf(catalog: Catalog): Apps {
  const names = new Map<string, string>();
  const byType = new Map<string, string>();
  const steps = new Map<string, string[]>();
  for (const summary of catalog.all()) {
    if (plumbing.test(summary.name) || !catalog.get(summary.name)?.credentials.length) continue;
    const name = nameOf(summary);
    const app = key(name);
    names.set(app, name);
    byType.set(summary.name, app);
    if (summary.kind === 'action' && !summary.hidden) steps.set(app, [...(steps.get(app) ?? []), summary.name]);
  }
  const spoken = (app: string): string[] => {
    const name = names.get(app) ?? app;
    const short = name.replace(makers, '').replace(/\.(?:com|io)$/, '');
    return short !== name && !general.test(short) ? [name, short] : [name];
  };
  return {
    of: (type) => byType.get(type.replace(/Tool$/, '')),
    stepsOf: (app) => steps.get(app) ?? [],
    called: (name) => {
      const wanted = key(name);
      return [...names.keys()].find((app) => app === wanted || spoken(app).some((one) => key(one) === wanted));
    },
    namedIn: (text, among) =>
      new Set(
        [...among].filter((app) =>
          spoken(app).some((name) =>
            new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'iu').test(text),
          ),
        ),
      ),
  };
}

const nameOf = ({ displayName }: NodeTypeSummary): string =>
  displayName.replace(additions, '').replace(additions, '').trim();
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '[ -]?');
