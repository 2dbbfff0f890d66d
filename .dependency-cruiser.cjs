/** The import rules of ARCHITECTURE.md, checked by `npm run check`. */
const layers = [
  ['main', 'cli', 'dev'],
  ['app'],
  ['http', 'http-follow', 'workers'],
  ['api'],
  ['engine'],
  ['planner', 'cards'],
  ['rehearsal'],
  ['values'],
  ['policy', 'workflow'],
  ['catalog', 'n8n', 'queue'],
  ['store', 'chat', 'telemetry'],
  ['config', 'log', 'log-error', 'errors', 'json-depth', 'loopback', 'network-cause', 'repeat', 'signals', 'wait-for', 'clock-in-zone', 'language'],
  ['model'],
];
const pattern = (names) => `^src/(${names.join('|')})(/|\\.ts$)`;

/** What a secret or a number of a person looks like: knows nothing of Flowsmith, and every door asks it, from the adapters to the logger. */
const secrets = '^src/policy/(secrets?|secret-[a-z]+|plain-text|personal-data)\\.ts$';

/** A layer never imports from a layer above it. */
const downwards = layers.slice(1).map((names, index) => ({
  name: `${names.join('-')}-imports-downwards`,
  severity: 'error',
  from: { path: pattern(names) },
  to: { path: pattern(layers.slice(0, index + 1).flat()), pathNot: secrets },
}));

/** Rooms of the engine, each may import from those before it; `engine.ts`, `context.ts` and their like belong to all. */
const rooms = [['turn'], ['people'], ['drafts'], ['shown'], ['reach'], ['intake'], ['manage'], ['links', 'recover', 'planning'], ['talk']];
const inRooms = (names) => `^src/engine/(${names.join('|')})/`;
const roomsInOrder = rooms.slice(0, -1).map((names, index) => ({
  name: `engine-${names.join('-')}-knows-earlier-rooms-only`,
  severity: 'error',
  from: { path: inRooms(names) },
  to: { path: inRooms(rooms.slice(index + 1).flat()) },
}));

/** A vendor SDK is imported in one place only. */
const vendor = (name, packages, allowed) => ({
  name: `${name}-in-one-folder`,
  severity: 'error',
  from: { path: '^(src|adapters|migrations)/', pathNot: allowed },
  to: { path: `node_modules/(${packages})` },
});

module.exports = {
  forbidden: [
    ...downwards,
    ...roomsInOrder,
    { name: 'model-imports-nothing', severity: 'error', from: { path: '^src/model/' }, to: { pathNot: '^src/model/' } },
    { name: 'workers-and-store-know-no-cards', severity: 'error', from: { path: '^src/(workers|store)/' }, to: { path: '^src/(cards|planner)/' } },
    { name: 'api-takes-nouns-from-the-model', severity: 'error', from: { path: '^src/api/' }, to: { path: '^src/(cards|planner)/', pathNot: ['^src/cards/act-outcome\\.ts$', '^src/planner/templates/'] } },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'src-never-imports-adapters', severity: 'error', from: { path: '^src/', pathNot: '^src/app\\.ts$' }, to: { path: '^adapters/' } },
    { name: 'product-never-imports-tests', severity: 'error', from: { path: '^(src|adapters|migrations)/' }, to: { path: '^test/' } },
    { name: 'adapters-know-the-ports-only', severity: 'error', from: { path: '^adapters/' }, to: { path: '^src/', pathNot: ['^src/(chat/|language/|model/|config\\.ts|errors\\.ts|log\\.ts|json-depth\\.ts|loopback\\.ts)', secrets] } },
    { name: 'secrets-know-nothing', severity: 'error', from: { path: secrets }, to: { path: '^src/', pathNot: secrets } },
    { name: 'adapters-stay-apart', severity: 'error', from: { path: '^adapters/([^/]+)/', pathNot: '^adapters/playground/' }, to: { path: '^adapters/', pathNot: '^adapters/$1/' } },
    vendor('slack', '@slack/', '^adapters/slack/'),
    vendor('botbuilder', 'botbuilder|botframework-', '^adapters/teams/'),
    vendor('jose', 'jose/', '^adapters/teams/token\\.ts$'),
    vendor('bullmq', 'bullmq|ioredis', '^src/queue/'),
    vendor('mikro-orm', '@mikro-orm/', '^(src/store|migrations)/'),
    vendor('openai', 'openai/', '^src/planner/model/openai/'),
    vendor('resvg', '@resvg/', '^src/workflow/diagram/'),
    vendor('secretlint', '@secretlint/', '^src/policy/secret-rules\\.ts$'),
    vendor('got', 'got/', '^src/(n8n|catalog)/'),
    vendor('opentelemetry', '@opentelemetry/', '^src/telemetry/tracing\\.ts$'),
    { name: 'tracing-only-when-asked-for', severity: 'error', from: { path: '^(src|adapters)/', pathNot: '^src/main\\.ts$' }, to: { path: '^src/telemetry/tracing\\.ts$' } },
    { name: 'commands-load-what-they-run', severity: 'error', from: { path: ['^src/cli\\.ts$', '^src/cli/[^/]+\\.ts$'] }, to: { path: ['^src/', 'node_modules/'], pathNot: ['^src/cli/[^/]+\\.ts$', '^src/errors\\.ts$', '^src/api/scopes\\.ts$', 'node_modules/commander/'], dependencyTypesNot: ['dynamic-import', 'type-only'] } },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
