import { rssItem } from './catalog/known-events.ts';
import type { Clause } from './clauses.ts';
import { accessor } from './data.ts';
import { base, fieldsOf, type Piece } from './pieces.ts';
import { urlIn } from './places.ts';
import type { StepContext } from './step-text.ts';
import { toName } from './words.ts';

const fetching =
  /^(?:please )?(?:collect|retrieve|grab|get|fetch|call|download|request|hit|query|read|check|ping|monitor|look ?up|pull|load|post|send|forward|put|patch|delete|make|do|run|update|publish|share|create|trigger)\b/;
/** Words that need the status code of an answer rather than its content. */
const asksForStatus =
  /\b(?:http )?status(?: code)? ?(?:is|isn't|are|was|code|does|equals|[=!<>≠])|\b(?:is|goes|are) (?:down|up|offline|online|unreachable|not reachable|unavailable|failing)\b|\b(?:does|did)(?: not|n't) (?:respond|answer|work)\b|\b(?:it|this) (?:is|isn't|is not|does not return|doesn't return|returns|answers)(?: with)?(?: not| anything but)? [1-5]\d\d\b|\b(?:it|request|call|site|check|website|page|service|api) fails\b/i;

const feed = { name: 'Read the feed', type: base('rssFeedRead'), yields: { ...rssItem, isList: true } };

export function httpStep(clause: Clause, context: StepContext): Piece | undefined {
  const found = urlIn(clause.text);
  if (!fetching.test(clause.mask)) return undefined;
  const address = found ? undefined : unnamedAddress(clause, context);
  if (address) return address;
  if (!found)
    return /^(?:please )?[\p{L}-]+ (?:an? |the |our |my |all |new |latest |items? (?:from|of) )*(?:(?:rss )?feeds?|feed rss)$/u.test(
      clause.mask,
    )
      ? { ...feed, parameters: { options: {} }, missing: [{ path: 'url', ask: 'feed' }] }
      : undefined;
  const host = new URL(found.url).host;
  if (
    /\b(?:rss|feed)\b/.test(clause.mask) ||
    /(?:^|[/._-])(?:rss|feed|atom)(?:$|[/._?-])/i.test(new URL(found.url).pathname)
  ) {
    return { ...feed, parameters: { url: found.url, options: {} }, assumptions: found.assumptions };
  }
  const method = methodOf(clause.mask);
  const status = asksForStatus.test(context.request);
  const body = method === 'GET' || method === 'DELETE' ? {} : bodyOf(context);
  const name = toName(`${method === 'GET' ? (status ? 'Check' : 'Get') : method} ${host}`);
  return { ...request(host, found.url, status, method, body, name), assumptions: found.assumptions };
}

/** @param host what answers, in words for people */
function request(
  host: string,
  url: string,
  status: boolean,
  method: string,
  body: Record<string, unknown>,
  name: string,
): Piece {
  const options = status ? { response: { response: { fullResponse: true, neverError: true } } } : {};
  return {
    name,
    type: base('httpRequest'),
    parameters: { method, ...(url === '' ? {} : { url }), ...body, options },
    ...(status ? { onError: 'continueRegularOutput' as const } : {}),
    yields: {
      base: status ? '.body' : '',
      what: 'answer',
      fields: status
        ? fieldsOf({
            status: '.statusCode',
            'status code': '.statusCode',
            'http status': '.statusCode',
            code: '.statusCode',
            'response status': '.statusCode',
            'response code': '.statusCode',
          })
        : new Map(),
      ...(status ? { text: `${host} answered with status {{ $.statusCode ?? "none" }}` } : {}),
    },
  };
}

const looking =
  /^(?:please )?(?:get|fetch|retrieve|call|query|check|collect|read|pull|request|ping|monitor|download|scrape)\b/;
const site =
  /\b(?:an? |the |our |my |your )(?:[\p{L}-]+ ){0,2}?(?:web ?sites?|web ?pages?|product page|page|urls?|endpoint|homepage|(?:rest |http |external |public )?api)\b|\b(?:using|via|with|through|by) (?:an? )?http requests?\b/u;

/** "Check your website", "fetch … from the CocktailDB API": what is called is a matter of its address, which is asked. */
function unnamedAddress({ text, mask }: Clause, context: StepContext): Piece | undefined {
  const api =
    /\b(?:from|using|via|with|through|call|query) (?:the |an? )?(\p{Lu}[\p{L}\d.]*(?: \p{Lu}[\p{L}\d.]*){0,2}) API\b/u.exec(
      text,
    )?.[1];
  if (!looking.test(mask) || (!api && !site.test(mask))) return undefined;
  const status = asksForStatus.test(context.request);
  return request(
    api ?? 'the address',
    '',
    status,
    'GET',
    {},
    toName(`${status ? 'Check' : 'Get'} ${api ? `${api} API` : 'the page'}`),
  );
}

function methodOf(mask: string): string {
  const spoken = /\b(?:a |an |via |using |with )?(get|post|put|patch|delete) request\b/.exec(mask)?.[1];
  if (spoken) return spoken.toUpperCase();
  const verb = /^(?:please )?(post|send|forward|share|publish|put|patch|delete|update|create)\b/.exec(mask)?.[1];
  if (!verb) return 'GET';
  return ['put', 'patch', 'delete'].includes(verb) ? verb.toUpperCase() : 'POST';
}

function bodyOf(context: StepContext): Record<string, unknown> {
  if (!context.source) return {};
  const data = `${accessor(context.source, context.previous)}${context.source.base}`;
  return { sendBody: true, contentType: 'json', specifyBody: 'json', jsonBody: `={{ JSON.stringify(${data}) }}` };
}
