/** How much there is of each at size 1. */
export const full = { events: 500_000, drafts: 230_000, open: 2_800 } as const;
/** Under which address the workflows are kept. */
export const instanceUrl = 'http://n8n.two-years.example';

/** Tenants by number; the first has most of everything. */
export const tenants = [
  { platform: 'slack', externalId: 'T0HEAVY', people: 400 },
  { platform: 'slack', externalId: 'T0SECOND', people: 80 },
  { platform: 'teams', externalId: '5f0d3c1e-0000-4000-8000-000000000003', people: 120 },
  { platform: 'rest', externalId: 'api', people: 6 },
  { platform: 'slack', externalId: 'T0SMALL', people: 15 },
] as const;

const steps = [
  {
    name: 'Every morning',
    type: 'n8n-nodes-base.scheduleTrigger',
    parameters: { rule: { interval: [{ field: 'days', triggerAtHour: 8 }] } },
  },
  {
    name: 'Get weather',
    type: 'n8n-nodes-base.httpRequest',
    parameters: { url: 'https://api.example.com/weather?city=$N', options: {} },
  },
  {
    name: 'Tell the team',
    type: 'n8n-nodes-base.slack',
    parameters: {
      select: 'channel',
      channelId: { __rl: true, mode: 'name', value: '#team' },
      text: 'Weather of city $N: {{ $json.summary }}',
      otherOptions: {},
    },
  },
];
const wires = [
  ['Every morning', 'Get weather'],
  ['Get weather', 'Tell the team'],
] as const;
const draftDocument = JSON.stringify({
  name: 'Weather of city $N to the team',
  description: 'Asks for the weather and posts it.',
  nodes: steps,
  connections: wires.map(([from, to]) => ({ from, to, output: 0, input: 0, kind: 'main' })),
  assumptions: ['Every day at 08:00.'],
});
/** What n8n holds of workflow `$N`. */
export const n8nDocument = JSON.stringify({
  name: 'Weather of city $N to the team',
  nodes: steps.map((step, at) => ({ ...step, id: `node-$N-${at}`, typeVersion: 1, position: [at * 220, 0] })),
  connections: Object.fromEntries(
    wires.map(([from, to]) => [from, { main: [[{ node: to, type: 'main', index: 0 }]] }]),
  ),
  settings: { timezone: 'Europe/Berlin' },
});

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const numbered = (document: string, number: string): string =>
  `replace(${literal(document)}, '$N', (${number})::text)::jsonb`;
const whose = (t: string, p: string): string =>
  `case ${t} ${tenants.map(({ people, platform }, at) => `when ${at + 1} then ${platform === 'rest' ? `'key/person' || ${p} % ${people}` : `'U' || lpad((${p} % ${people})::text, 8, '0')`}`).join(' ')} end`;
const platformOf = (t: string): string =>
  `(array[${tenants.map(({ platform }) => literal(platform)).join(', ')}])[${t}]`;
const externalOf = (t: string): string =>
  `(array[${tenants.map(({ externalId }) => literal(externalId)).join(', ')}])[${t}]`;
const message = (
  id: string,
  text: string,
): string => `jsonb_build_object('kind', 'message', 'dedupeKey', ${id}::text, 'tenant', jsonb_build_object('id', ${externalOf('t')}),
  'conversation', jsonb_build_object('platform', ${platformOf('t')}, 'key', 'c' || p, 'address', '{}'::jsonb),
  'person', jsonb_build_object('id', person, 'name', 'Person ' || person), 'text', ${text}, 'via', case when t = 4 then 'rest' else 'mention' end, 'locale', 'en-US', 'timezone', 'Europe/Berlin')`;
const event = (id: string, minutes: number, payload: string, where: string): string =>
  `insert into inbound_events (id, tenant_id, conversation_id, dedupe_key, payload, status, lane, received_at, handled_at, attempts)
   select ${id}, u('t', t), u('c', p), (${id})::text, ${payload}, 'handled', 'plan', at + interval '${minutes} minutes', at + interval '${minutes} minutes 4 seconds', 1
   from seed_drafts where ${where}`;

/** Every statement in its order, for `size` of the full number. Everything is made of numbers: twice is the same. */
export function statements(size: number): string[] {
  const drafts = Math.round(full.drafts * size);
  const open = Math.round(full.open * size);
  const others = Math.round(full.events * size) - Math.round(drafts * (1 + 0.45 + 0.61));
  const decided = `decision is not null`;
  return [
    `create or replace function u(kind text, n bigint) returns uuid language sql immutable parallel safe as $$ select md5(kind || n)::uuid $$`,
    `insert into tenants (id, platform, external_id, name) select u('t', t), p, e, 'Tenant ' || t from unnest(array[${tenants.map(({ platform }) => literal(platform)).join(', ')}],
       array[${tenants.map(({ externalId }) => literal(externalId)).join(', ')}]) with ordinality as x(p, e, t)`,
    `create unlogged table seed_drafts as
     with numbered as (
       select d, (d + 1) / 2 as p, now() - interval '730 days' * (1 - d::float / ${drafts}) - interval '1 hour' as at,
         case when d * 37 % 100 < 45 and d <= ${drafts - open} then 2 else 1 end as revision,
         case when d > ${drafts - open} then 'proposed' when d * 37 % 100 < 40 then 'created' when d * 37 % 100 < 60 then 'discarded'
           when d * 37 % 100 = 60 then 'failed' else 'expired' end as status
       from generate_series(1, ${drafts}) d
     ), placed as (
       select *, case when p % 100 < 60 then 1 when p % 100 < 75 then 2 when p % 100 < 85 then 3 when p % 100 < 95 then 4 else 5 end as t from numbered
     ), ranked as (
       select *, case when status = 'created' then row_number() over (partition by t, status order by d) end as k from placed
     ), grouped as (
       select *, case when t = 1 and k <= ${Math.round(700 * size)} then 1 when k is not null then t * 1000000 + k / 9 end as w from ranked
     )
     select *, ${whose('t', 'p')} as person, u('d', d) as id, w is not null and row_number() over (partition by w order by d) = 1 as makes,
       case status when 'created' then 'approved' when 'failed' then 'approved' when 'discarded' then 'rejected' when 'expired' then 'expired' end as decision from grouped`,
    'create index on seed_drafts (d)',
    'create index on seed_drafts (w)',
    'analyze seed_drafts',
    `insert into conversations (id, tenant_id, platform, key, address, created_at, version)
     select distinct on (p) u('c', p), u('t', t), ${platformOf('t')}, 'c' || p, jsonb_build_object('team', ${externalOf('t')}, 'channel', 'C' || p % 300, 'thread', p), at, 1
     from seed_drafts order by p, d`,
    ...tenants.map(
      (
        { people, platform },
        at,
      ) => `insert into conversations (id, tenant_id, platform, key, address, created_at, version)
     select u('dm${at + 1}-', n), u('t', ${at + 1}), '${platform}', 'dm' || n, '{"channel": "D1"}', now() - interval '730 days', 1 from generate_series(0, ${people - 1}) n`,
    ),
    event(`id`, 0, message('id', `'Every morning post the weather of city ' || d || ' to #team'`), 'true'),
    event(`u('r', d)`, 5, message(`u('r', d)`, `'At 9 instead of 8, please'`), 'revision = 2'),
    event(
      `u('a', d)`,
      20,
      `jsonb_build_object('kind', 'action', 'dedupeKey', u('a', d)::text, 'tenant', jsonb_build_object('id', ${externalOf('t')}),
        'conversation', jsonb_build_object('platform', ${platformOf('t')}, 'key', 'c' || p, 'address', '{}'::jsonb), 'person', jsonb_build_object('id', person, 'name', 'Person ' || person),
        'action', case decision when 'approved' then 'approve_publish' else 'discard' end, 'value', jsonb_build_object('draftId', id, 'revision', revision),
        'card', jsonb_build_object('platform', ${platformOf('t')}, 'address', '{}'::jsonb), 'locale', 'en-US')`,
      `decision in ('approved', 'rejected')`,
    ),
    // Talk in private; the first person of the first tenant never stops.
    `insert into inbound_events (id, tenant_id, conversation_id, dedupe_key, payload, status, lane, received_at, handled_at, attempts)
     select u('o', n), u('t', t), u('dm' || t || '-', x), u('o', n)::text, ${message(`u('o', n)`, `(array['list', 'waiting', 'help', 'what is running?'])[1 + n % 4]`).replace(`'c' || p`, `'dm' || x`).replace(`case when t = 4 then 'rest' else 'mention' end`, `'direct'`)},
       'handled', 'quick', now() - interval '730 days' * (1 - n::float / ${others}) - interval '2 hours', now() - interval '730 days' * (1 - n::float / ${others}) - interval '2 hours', 1
     from (select n, t, x, ${whose('t', 'x')} as person from (select n, case when n % 10 < 6 then 1 when n % 10 < 8 then 2 when n % 10 < 9 then 3 else 5 end as t,
       case when n % 3 = 0 then 0 else n % (array[400, 80, 120, 6, 15])[case when n % 10 < 6 then 1 when n % 10 < 8 then 2 when n % 10 < 9 then 3 else 5 end] end as x
       from generate_series(1, ${others}) n) one) two`,
    // What waits just now: a few.
    `update inbound_events set status = 'received', handled_at = null, attempts = 0, received_at = now() where id in (select u('o', n) from generate_series(${others - Math.round(60 * size)}, ${others}) n)`,
    `insert into messages (id, conversation_id, event_id, role, person_id, text, calls, created_at)
     select gen_random_uuid(), conversation_id, id, 'user', payload->'person'->>'id', payload->>'text', 0, received_at from inbound_events where payload->>'kind' = 'message'
     union all select gen_random_uuid(), conversation_id, id, 'assistant', null, 'Draft: Every day at 08:00, get the weather and post a message to Slack #team.', 1, handled_at from inbound_events where payload->>'kind' = 'message' and handled_at is not null`,
    `insert into workflows (id, tenant_id, creation_id, instance_url, n8n_id, name, requester_id, published, n8n_version_id, created_at)
     select u('w', w), u('t', t), null, '${instanceUrl}', 'wf' || lpad(w::text, 14, '0'), 'Weather of city ' || d || ' to the team', person, d % 4 <> 0, 'v' || w, at from seed_drafts where makes`,
    `insert into drafts (id, conversation_id, requester_id, requester_name, status, revision, workflow, card, locale, timezone, expires_at, created_at, version, card_version)
     select id, u('c', p), person, 'Person ' || person, status, revision, case when w is not null and not makes then u('w', w) end,
       jsonb_build_object('platform', ${platformOf('t')}, 'address', jsonb_build_object('channel', 'C' || p % 300, 'ts', d)), 'en-US', 'Europe/Berlin',
       case when status = 'proposed' then now() + interval '10 days' else at + interval '14 days' end, at, 1, 0 from seed_drafts`,
    `insert into draft_revisions (id, draft_id, event_id, revision, request, document, workflow, issues, notes, base, base_version_id, created_at)
     select u('v1', d), id, id, 1, 'Every morning post the weather of city ' || d, ${numbered(draftDocument, 'd')}, ${numbered(n8nDocument, 'd')}, '[]', '[]',
       case when w is not null and not makes then ${numbered(n8nDocument, 'd')} || jsonb_build_object('id', 'wf' || w, 'active', true, 'versionId', 'v' || w) end, null, at from seed_drafts`,
    `insert into draft_revisions (id, draft_id, event_id, revision, request, document, workflow, issues, notes, created_at)
     select u('v2', d), id, u('r', d), 2, 'At 9 instead of 8, please', ${numbered(draftDocument, 'd')}, ${numbered(n8nDocument, 'd')}, '[]', '[]', at + interval '5 minutes' from seed_drafts where revision = 2`,
    `insert into approvals (id, draft_id, revision, decision, decided_by, decided_by_name, publish, decided_at)
     select u('ap', d), id, revision, decision, 'approver', 'Ann Approver', decision = 'approved', at + interval '20 minutes' from seed_drafts where ${decided}`,
    `insert into creations (id, draft_id, approval_id, revision, publish, status, started_at, finished_at, outcome, round, attempts, created_at)
     select u('cr', d), id, u('ap', d), revision, true, status, at + interval '20 minutes', at + interval '20 minutes 2 seconds',
       case when status = 'failed' then '{"kind": "failed", "problem": {"code": "n8n_forbidden", "message": "n8n refuses it.", "reference": "x"}}'::jsonb
         else jsonb_build_object('kind', case when makes then 'published' else 'updated' end, 'url', '${instanceUrl}/workflow/wf' || lpad(w::text, 14, '0'), 'live', true) end, 1, 1, at + interval '20 minutes'
     from seed_drafts where decision = 'approved'`,
    `update workflows set creation_id = u('cr', d) from seed_drafts where makes and workflows.id = u('w', w)`,
    `update workflows set removed_at = now(), published = false where right(n8n_id, 2) = '07'`,
    `insert into workflow_versions (id, workflow_id, draft_id, revision, n8n_version_id, document, created_at)
     select u('wv', d), u('w', w), id, revision, case when row_number() over (partition by w order by d desc) = 1 then 'v' || w else 'old' || d end, ${numbered(n8nDocument, 'd')}, at + interval '20 minutes' from seed_drafts where w is not null`,
    `insert into seen_workflows (workflow, version_id, document, live, seen_at) select id, 'v' || ltrim(substr(n8n_id, 3), '0'), ${numbered(n8nDocument, "ltrim(substr(n8n_id, 3), '0')")}, 'this', now() from workflows where removed_at is null`,
    `insert into workflow_acts (id, workflow_id, conversation_id, event_id, verb, requested_by, requested_by_name, status, started_at, finished_at, outcome, card, created_at, attempts)
     select u('ac', d), u('w', w), u('c', p), u('a', d), case when d % 2 = 0 then 'publish' else 'unpublish' end, person, 'Person ' || person, 'done', at, at, '{"kind": "published", "live": true}', null, at, 1
     from seed_drafts where w is not null and not makes and d % 4 = 0`,
    `insert into questions (id, conversation_id, event_id, text, choices, answered_with, answered_at, created_at)
     select u('q', d), u('c', p), id, 'Which channel?', '[{"label": "#team", "meaning": {"kind": "request", "text": "to #team"}}]', 0, at, at from seed_drafts where d % 11 = 0`,
    `insert into feedback (id, event_id, person_id, verdict, created_at) select u('f', d), id, ${platformOf('t')} || ':' || ${externalOf('t')} || ':' || person, 'good', at from seed_drafts where d % 29 = 0`,
    `insert into draft_cards (id, draft_id, conversation_id, card, created_at) select u('dc', d), id, u('c', p + 1), '{"platform": "slack", "address": {}}', at from seed_drafts where d % 23 = 0 and d < ${drafts - 2}`,
    `insert into picture_uploads (id, draft_id, revision, place, file, created_at) select u('pu', d), id, 1, 'slack', 'F' || d, at from seed_drafts where d % 5 = 0`,
    `insert into turn_shares (id, tenant_id, person_id, queue, served_at) select gen_random_uuid(), u('t', t), 'U' || lpad(n::text, 8, '0'), q, now() - n * interval '1 minute'
     from generate_series(1, 3) t, generate_series(0, 79) n, unnest(array['turns', 'plans']) q`,
    `insert into accounts (id, person, tenant_id, person_id, name, linked_by, linked_at) select gen_random_uuid(), u('person', n), u('t', t), 'U' || lpad(n::text, 8, '0'), 'Person ' || n, 'slack:T0HEAVY:ADMIN', now()
     from generate_series(0, 79) n, generate_series(1, 3) t`,
    `insert into templates (id, tenant_id, slug, name, description, words, slots, document, content_hash) select gen_random_uuid(), u('t', t), 'weather-' || n, 'Weather ' || n, 'Weather of a city to a channel', 'weather city morning', '[]', ${numbered(draftDocument, 'n')}, 'x'
     from generate_series(1, 5) t, generate_series(1, 200) n`,
    // Given up, and due.
    `insert into deliveries (kind, subject, place, tenant_id, platform, due_at, owed_at, failure) select 'draft', id, u('c', p)::text, u('t', t), ${platformOf('t')}, case when d % 2 = 0 then now() end, at, case when d % 2 = 1 then 'channel_not_found' end
     from seed_drafts where d % 97 = 0`,
  ];
}

/** Audit rows in their order: of requests, drafts, decisions, creations, outcomes, and what somebody did in n8n. */
export const auditRows = `
  select at, kind, actor, subject::text as subject, data from (
    select at, 1 as o, d, 'request' as kind, actor, id as subject, jsonb_build_object('text', 'Every morning post the weather of city ' || d || ' to #team', 'via', 'mention') as data from people
    union all select at + interval '3 seconds', 2, d, 'draft', actor, id, jsonb_build_object('revision', 1, 'name', 'Weather of city ' || d) from people
    union all select at + interval '5 minutes', 3, d, 'request', actor, u('r', d), jsonb_build_object('text', 'At 9 instead of 8, please', 'via', 'mention') from people where revision = 2 and d % 5 < 2
    union all select at + interval '20 minutes', 4, d, case decision when 'approved' then 'approval' when 'rejected' then 'rejection' else 'expiry' end,
      case decision when 'expired' then 'flowsmith' else actor end, id, jsonb_build_object('revision', revision, 'publish', decision = 'approved') from people where decision in ('approved', 'rejected') and d % 2 = 0
    union all select at + interval '20 minutes 2 seconds', 5, d, 'outcome', 'flowsmith', u('w', w), jsonb_build_object('kind', 'published', 'revision', revision) from people where w is not null
  ) rows order by at, o, d`;
/** Who asked, in full. */
export const auditPeople = `with people as (select *, ${platformOf('t')} || ':' || ${externalOf('t')} || ':' || person as actor from seed_drafts)`;
