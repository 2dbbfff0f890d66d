import type { Config } from '#src/config.ts';
import { N8nError, toOperatorMessage } from '#src/errors.ts';
import type { N8nAccess } from '#src/n8n/gate.ts';
import { createN8nLookUps } from '#src/n8n/look-ups.ts';
import { type Check, fails, ok, type Verdict, warns } from './report.ts';

/** Where values that people name are looked for. Without n8n's MCP server everything else goes on. */
export function valuesChecks({ n8n }: Pick<Config, 'n8n'>, access: N8nAccess): Check[] {
  return [{ name: 'values', run: () => checkValues(n8n.basicAuth !== undefined, access) }];
}

const others = 'the place of the request, what was chosen before, and workflows in n8n';

async function checkValues(behindProxy: boolean, access: N8nAccess): Promise<Verdict> {
  const lookUps = createN8nLookUps(access);
  if (!lookUps)
    return warns(`names are looked for in ${others} only: N8N_MCP_KEY is not set.`, [
      'With a key from n8n → Settings → Instance-level MCP n8n looks them up in the connected services.',
    ]);
  try {
    await lookUps.check();
    return ok(`names are looked for in ${others}, and by n8n in the connected services.`);
  } catch (error) {
    if (!(error instanceof N8nError)) throw error;
    const proxy = behindProxy
      ? ['The proxy of N8N_BASIC_AUTH_USER cannot be passed: both passwords need one header.']
      : [];
    return fails(`names are looked for in ${others} only. ${toOperatorMessage(error)}`, proxy);
  }
}
