import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf, unknownPart } from '#src/policy/addresses.ts';
import { defaultNodePolicy, type NodePolicy } from '#src/policy/node-policy.ts';
import { calledAddresses } from '#src/workflow/validate/called-addresses.ts';
import { checkPolicy, type JudgedWorkflow } from '#src/workflow/validate/policy.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { base, chain, catalog as core, document, hourly, langchain, node } from '../documents.ts';

const full = await fullCatalog();
const http = (url: string, options = {}) => node('Call', 'httpRequest', { url, options });
const judge = (given: unknown, policy: Partial<NodePolicy> = {}, catalog = core): string[] =>
  checkPolicy(given as JudgedWorkflow, { policy: { ...defaultNodePolicy, ...policy }, catalog }).map(
    ({ code, severity, node: name }) => `${severity} ${code} ${name}`,
  );
const denied = ['error denied-address Call'];
const onlyAdmin = ['warning needs-admin Call'];

describe('where an address leads', () => {
  it.each([
    ['http://a@example.com@169.254.169.254/', '169.254.169.254'],
    ['http://169.254.169.254\\@example.com/', '169.254.169.254'],
    ['http://example.com#@169.254.169.254/', 'example.com'],
    ['http:/127.0.0.1/', '127.0.0.1'],
    ['http:127.0.0.1', '127.0.0.1'],
    ['\n\u0001 HTTP://127.1:80', '127.0.0.1'],
    ['ht\ntp://127.0\t.0.1/', '127.0.0.1'],
    ['http://127%2e0.0.1/', '127.0.0.1'],
    ['http://①②⑦.0.0.1/', '127.0.0.1'],
    ['http://localhost。/', 'localhost'],
    ['ws://[::1]:9/', '::1'],
    ['git://10.0.0.5/x.git', '10.0.0.5'],
    ['ldap://0x7f000001:389', '127.0.0.1'],
    ['socks5://2130706433:1080', '127.0.0.1'],
    ['file:///etc/passwd', 'localhost'],
    [`https://example.com/${unknownPart}`, 'example.com'],
    [`https://example.com?${unknownPart}`, 'example.com'],
  ])('%j leads to %s', (text, host) => expect(addressOf(text)).toEqual({ host }));

  it.each([
    `https://${unknownPart}/`,
    `https://example.com${unknownPart}`,
    `${unknownPart}/x`,
    `http://a:${unknownPart}/`,
    'http://{host}/x',
    'https://',
    'http://a b/',
  ])('%j leads nowhere that can be told', (text) => expect(addressOf(text)).toEqual({ unknown: true }));

  it.each(['', 'hello', 'mailto:a@b.c', 'data:text/plain,http://10.0.0.5', 'a: b', '10.0.0.5'])('%j is none', (text) =>
    expect(addressOf(text)).toBeUndefined(),
  );

  it('whatever it is, never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void addressOf(`http:${text}`)));
  });
});

describe('addresses n8n calls for a node', () => {
  it.each<[string, unknown, string[]]>([
    ['a public one', http('https://api.example.com/x'), []],
    ['the end of a path that only the run knows', http('=https://api.example.com/{{ $json.id }}'), []],
    ['the same in code', http('={{ "https://api.example.com/" + $json.id }}'), []],
    ['a label that cannot end the host', http('=https://{{ encodeURIComponent($json.shop) }}.myshopify.com/x'), []],
    ['a label before a suffix that is no name', http('=https://10.0.0.{{ encodeURIComponent($json.n) }}/'), onlyAdmin],
    ['a label that may', http('=https://{{ $json.shop }}.myshopify.com/x'), onlyAdmin],
    ['all of it from the data', http('={{ $json.url }}'), onlyAdmin],
    ['what an agent says', http("={{ $fromAI('url') }}"), onlyAdmin],
    ['a port from the data', http('=https://example.com:{{ $json.port }}/'), onlyAdmin],
    ['after the scheme', http('=http://{{ "127.0.0.1" }}:3599/'), denied],
    ['one of two', http('={{ $json.a ? "https://a.example/" : "http://10.0.0.5/" }}'), denied],
    ['a fallback', http("={{ $json.url || 'http://10.0.0.5/' }}"), [...denied, ...onlyAdmin]],
    ['made of another', http("={{ $json.url.replace('x', 'http://10.0.0.5/') }}"), [...denied, ...onlyAdmin]],
    ['passed on in the query', http('https://api.example.com/?next=http://10.0.0.5/'), []],
    ['a proxy', http('https://a.example/', { proxy: 'http://10.0.0.5:3128' }), denied],
    ['a proxy without a scheme', http('https://a.example/', { proxy: '10.0.0.5:3128' }), denied],
    ['a proxy from the data', http('https://a.example/', { proxy: '={{ $json.p }}' }), onlyAdmin],
    ['text to people', node('Call', 'slack', { text: 'http://localhost:5678' }), []],
    ['a message about one', node('Call', 'slack', { text: 'see http://localhost:5678/x' }), []],
    ['data', node('Call', 'set', { assignments: { assignments: [{ name: 'url', value: 'http://10.0.0.5' }] } }), []],
    ['a node nobody describes', node('Call', 'n8n-nodes-acme.pay', { where: 'http://10.0.0.5/' }), denied],
    ['the same, from the data', node('Call', 'n8n-nodes-acme.pay', { url: '={{ $json.url }}' }), onlyAdmin],
  ])('%s', (_what, caller, expected) => expect(judge(chain(hourly, caller as object as never))).toEqual(expected));

  it('an address kept in a step before is known before it runs', () => {
    const config = (value: string, more = {}) =>
      node('Config', 'set', { assignments: { assignments: [{ name: 'u', type: 'string', value }] }, ...more });
    const behind = (first: Record<string, unknown>, url = '={{ $json.u }}/x') => judge(chain(hourly, first, http(url)));
    expect(behind(config('https://api.example.com'))).toEqual([]);
    expect(behind(config('http://10.0.0.5'))).toEqual(denied);
    expect(behind(config('={{ "http://10.0" }}.0.5'))).toEqual(denied);
    expect(behind(config('={{ $json.body.u }}'))).toEqual(onlyAdmin);
    expect(behind(config('https://api.example.com'), "={{ $('Config').item.json.u }}/x")).toEqual([]);
    expect(behind(config('https://api.example.com'), "={{ $('Other').item.json.u }}/x")).toEqual(onlyAdmin);
    expect(behind(config('https://api.example.com', { mode: '={{ $json.mode }}' }))).toEqual(onlyAdmin);
    // What another version of the step would read there says nothing.
    const stale = node('Config', 'set', {
      includeOtherFields: true,
      values: { string: [{ name: 'u', value: 'https://api.example.com' }] },
      assignments: { assignments: [{ name: 'other', value: 'x' }] },
    });
    expect(behind(stale)).toEqual(onlyAdmin);
    const two = document(
      [hourly, config('https://api.example.com'), node('Hook', 'webhook', { path: 'x' }), http('={{ $json.u }}')],
      { Start: ['Config'], Config: ['Call'], Hook: ['Call'] },
    );
    expect(judge(two)).toEqual(onlyAdmin);
    const many = Array.from({ length: 40 }, (_, index) => node(`If${index}`, 'if'));
    const all = many.map(({ name }) => String(name));
    const tangled = document(
      [...many, http('={{ $json.u }}')],
      Object.fromEntries(all.map((name) => [name, [...all, 'Call']])),
    );
    expect(judge(tangled)).toEqual(onlyAdmin);
  });

  it('the operator says what holds for those only the run knows', () => {
    const workflow = chain(hourly, http('={{ $json.url }}'));
    expect(judge(workflow, { internalUrls: 'allow' })).toEqual(['warning unknown-address Call']);
    expect(judge(workflow, { unknownUrls: 'allow' })).toEqual(['warning unknown-address Call']);
    expect(judge(workflow, { unknownUrls: 'deny' })).toEqual(denied);
    expect(judge(chain(hourly, http('http://10.0.0.5/')), { internalUrls: 'admin' })).toEqual(onlyAdmin);
  });

  it('is quick and never throws, whatever stands there', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, key) => {
        for (const type of [base('httpRequest'), base('slack'), 'acme.x'])
          expect(
            calledAddresses({ type, parameters: { [key]: `=${value}`, url: value } }, core.get(type)).length,
          ).toBeLessThan(60);
      }),
    );
  });
});

describe.skipIf(!full)('the words of the catalogue tell which parameters are addresses', () => {
  if (!full) return;
  it.each<[string, Record<string, unknown>, string[]]>([
    [base('git'), { operation: 'clone', sourceRepository: 'http://10.0.0.5/x.git' }, ['10.0.0.5']],
    [base('graphql'), { endpoint: 'http://10.0.0.5/' }, ['10.0.0.5']],
    [base('kafka'), { schemaRegistryUrl: '={{ $json.x }}' }, ['?']],
    [base('okta'), { requestOptions: { proxy: '10.0.0.5:3128' } }, ['10.0.0.5']],
    [
      base('httpRequest'),
      { options: { pagination: { pagination: { nextURL: '={{ $response.body.next }}' } } } },
      ['?'],
    ],
    [
      base('httpRequest'),
      { sendBody: true, bodyParameters: { parameters: [{ name: 'a', value: '={{ $json.x }}' }] } },
      [],
    ],
    [langchain('mcpClientTool'), { endpointUrl: 'http://10.0.0.5/mcp' }, ['10.0.0.5']],
    [langchain('lmChatOpenAi'), { options: { baseURL: 'http://ollama:11434/v1' } }, ['ollama']],
    [langchain('lmChatOpenAi'), { options: { baseURL: '={{ $json.x }}' } }, ['?']],
    [langchain('openAi'), { imageUrls: '={{ $json.x }}' }, []],
    [
      langchain('googleGemini'),
      { imageUrls: 'https://a.example/x.png, http://10.0.0.5/y.png' },
      ['a.example', '10.0.0.5'],
    ],
    [langchain('googleGemini'), { imageUrls: '={{ $json.x }}' }, ['?']],
    [langchain('toolHttpRequest'), { url: 'https://{host}/x' }, ['?']],
    [langchain('toolHttpRequest'), { url: 'https://a.example/{id}' }, ['a.example']],
    [base('httpRequestTool'), { url: "={{ $fromAI('u') }}" }, ['?']],
    [base('bitly'), { longUrl: '={{ $json.x }}' }, []],
    [base('googleDocs'), { documentURL: '12345' }, []],
    [base('slack'), { text: 'http://10.0.0.5' }, []],
  ])('%s %j: %j', (type, parameters, hosts) => {
    const found = calledAddresses({ type, parameters }, full.get(type)).map(({ address }) =>
      'host' in address ? address.host : '?',
    );
    expect(found).toEqual(hosts);
  });
});
