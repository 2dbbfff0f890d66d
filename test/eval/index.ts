import { parseArgs } from 'node:util';
import { chooseCatalog } from '#src/cli/run/choose-catalog.ts';
import { readConfig } from '#src/config.ts';
import { ConfigError } from '#src/errors.ts';
import { createLogger } from '#src/log.ts';
import { readRequests } from '#test/support/requests.ts';
import { evaluate, toLine, toTotals } from './eval.ts';

const usage = `npm run eval -- [FILE] [--concurrency 4] [--set tune|held] [--limit N]
Plans the requests of test/fixtures/requests, or of FILE in the same form, with the model of OPENAI_API_KEY,
OPENAI_BASE_URL and OPENAI_MODEL, and says what came of each. Exit code 1 when none could be planned.`;
const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Says what is wrong with the call on standard error; nothing was asked of any model then. */
function refuse(problem: string): void {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 2;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      concurrency: { type: 'string', default: '4' },
      set: { type: 'string' },
      limit: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return print(usage);
  const unused = { DATABASE_URL: 'postgres://unused', N8N_BASE_URL: 'http://unused.invalid', N8N_API_KEY: 'unused' };
  const { model } = readConfig({ ...unused, ...process.env });
  if (!model) {
    return refuse(
      'There is no model to evaluate: set OPENAI_API_KEY, and OPENAI_BASE_URL and OPENAI_MODEL for a server of your own.',
    );
  }
  const [concurrency, limit] = [Number(values.concurrency), Number(values.limit ?? Number.MAX_SAFE_INTEGER)];
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 32)
    return refuse('--concurrency is a whole number from 1 to 32.');
  if (!Number.isInteger(limit) || limit < 1) return refuse('--limit is a whole number from 1.');
  const [file] = positionals;
  const requests = readRequests(file)
    .filter(({ set }) => values.set === undefined || set === values.set)
    .slice(0, limit);
  if (requests.length === 0) return refuse('There are no requests like that; --set is tune or held.');
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  print(`${model.model}: ${requests.length} requests, ${concurrency} at a time`);
  const judged = await evaluate({
    model,
    catalog: chooseCatalog(),
    log: createLogger('silent'),
    requests,
    concurrency,
    signal: stop.signal,
    onJudged: (one) => print(toLine(one)),
  });
  print(toTotals(judged));
  if (!judged.some(({ planned }) => planned)) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  if (error instanceof ConfigError) refuse(error.message);
  else refuse(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
}
