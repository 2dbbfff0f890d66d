import type { Config } from '#src/config.ts';
import { recogniseInstance } from '#src/engine/recover/instance.ts';
import { N8nError } from '#src/errors.ts';
import { connectN8n } from '#src/n8n/connect.ts';
import type { N8nAccess } from '#src/n8n/gate.ts';
import { type Capabilities, checkKey, readRelease } from '#src/n8n/instance.ts';
import { missingScopes, readScopes, toCapabilities, toScopeSentence } from '#src/n8n/scopes.ts';
import { openStore } from '#src/store/orm.ts';
import { type Check, fails, ok, toVerdict, type Verdict, warns } from './report.ts';

const keyCodes = ['n8n_unauthorized', 'n8n_forbidden'];

/** The connected n8n: the way there, what its key may do, its version, and whether it is the one from before. */
export function n8nChecks(config: Config, access: N8nAccess): Check[] {
  let reached = false;
  return [
    {
      name: 'n8n',
      async run() {
        try {
          await checkKey(access);
        } catch (error) {
          if (!(error instanceof N8nError)) throw error;
          if (!keyCodes.includes(error.code)) return withStatus(toVerdict(error), error);
        }
        reached = true;
        return ok(`answers at ${config.n8n.baseUrl}.`);
      },
    },
    { name: 'n8n key', run: async () => (reached ? await checkScopes(access) : notAsked) },
    { name: 'n8n version', run: async () => (reached ? await checkVersion(access) : notAsked) },
    { name: 'n8n instance', run: async () => (reached ? await checkInstance(config, access) : notAsked) },
  ];
}

const notAsked = warns('not asked, because n8n cannot be reached.');

const withStatus = (verdict: Verdict, { status, message }: N8nError): Verdict =>
  status === undefined ? verdict : { ...verdict, details: [...(verdict.details ?? []), `The answer: ${message}.`] };

/** Fails for what nothing works without, mentions the rest. An n8n before 2.14 does not tell. */
async function checkScopes(access: N8nAccess): Promise<Verdict> {
  await checkKey(access);
  const scopes = await readScopes(access);
  if (!scopes) return ok('taken; this n8n does not say what it may do.');
  const { can, cannot } = toCapabilities(scopes);
  const lines = missingScopes(scopes).map((each) => ({ ...each, sentence: toScopeSentence(each) }));
  const grave = lines.filter(({ required }) => required).map(({ sentence }) => sentence);
  const details = lines.filter(({ required }) => !required).map(({ sentence }) => sentence);
  if (grave.length > 0) return fails(`${grave.join(' ')} Make a new key in n8n → Settings → n8n API.`, details);
  const may = `it may ${can.join(', ')}`;
  return cannot.length > 0 ? warns(`${may}; it may not ${cannot.join(', ')}.`, details) : ok(`${may}.`, details);
}

const lacks: Record<keyof Capabilities, string> = {
  customTelemetryTags: 'the mark of a creation stands in its settings (from 2.24 on, where nobody sees it)',
  publishEndpoint: 'publishing by its own address (from 2.33 on)',
  archive: 'archiving: deleting is for good (from 2.15 on)',
  discover: 'saying what a key may do (from 2.14 on)',
  retry: 'trying executions again (from 1.118 on)',
  stop: 'stopping executions (from 2.12 on)',
  credentialList: 'listing credentials (from 2.8 on)',
  history: 'listing the versions of a workflow (from 2.33 on)',
  versions: 'reading an earlier version (from 2.40 on)',
};

async function checkVersion(access: N8nAccess): Promise<Verdict> {
  const { version, capabilities } = await readRelease(access);
  if (!version) return warns('hidden: set N8N_VERSION to it, so that drafts are checked against its node types.');
  const missing = (Object.keys(lacks) as (keyof Capabilities)[]).filter(
    (name) => !capabilities[name] && name !== 'publishEndpoint' && name !== 'customTelemetryTags',
  );
  if (missing.length === 0) return ok(`${version}.`);
  return warns(
    `${version} works, but lacks something.`,
    missing.map((name) => `Without it: ${lacks[name]}.`),
  );
}

async function checkInstance(config: Config, access: N8nAccess): Promise<Verdict> {
  await using store = await openStore(config.databaseUrl);
  const found = await recogniseInstance({ store, n8n: connectN8n(access), config: config.n8n }, { lookOnly: true });
  if (found.kind === 'known') return ok('the one the workflows kept here are in.');
  return ok(`the same as at ${found.from} before: its ${found.workflows} workflows are kept at the next start.`);
}
