import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { automateShortcut, newShortcut } from '#adapters/slack/home.ts';
import { suggestedPrompts } from '#adapters/slack/prompts.ts';
import { scopes } from '#adapters/slack/scopes.ts';
import { askStep } from '#adapters/slack/steps.ts';
import { readConfig } from '#src/config.ts';

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'));
const manifest = read('manifest/slack.json');

// The schema is Slack's own (github.com/slackapi/manifest-schema, commit c50cfa8, MIT: licence beside it).
test('Slack accepts the manifest', () => {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const validate = ajv.compile(read('test/fixtures/slack/manifest.schema.2.0.0.json'));
  validate(manifest);
  expect(validate.errors).toBeNull();
});

test('everything Slack sends goes to the one route', () => {
  const urls = JSON.stringify(manifest).match(/https:\/\/flowsmith[^"]+/g);
  expect(urls).toHaveLength(4);
  expect(new Set(urls)).toEqual(new Set(['https://flowsmith.example.com/slack/events']));
});

test('asks for what the adapter uses and nothing else', () => {
  expect(manifest.oauth_config.scopes.bot).toEqual([...scopes.needed, ...scopes.optional].sort());
  expect(manifest.oauth_config.scopes.bot_optional).toEqual(scopes.optional);
  expect(manifest.settings.event_subscriptions.bot_events).toEqual([
    'agent_session_stopped',
    'app_home_opened',
    'app_mention',
    'app_uninstalled',
    'function_executed',
    'link_shared',
    'message.im',
    'tokens_revoked',
  ]);
});

test('suggests what the adapter suggests, and the shortcut it listens to', () => {
  expect(manifest.features.agent_view.suggested_prompts).toEqual(suggestedPrompts);
  expect(manifest.features.shortcuts).toMatchObject([
    { type: 'message', callback_id: automateShortcut },
    { type: 'global', callback_id: newShortcut },
  ]);
});

test('the step of Workflow Builder that the adapter serves, asked for by whom Slack names and nobody else', () => {
  expect(Object.keys(manifest.functions)).toEqual([askStep]);
  // A builder cannot fill in somebody: Slack does, with whoever runs the flow.
  expect(manifest.functions[askStep].input_parameters.properties.asker.type).toBe('slack#/types/user_context');
  // Slack gives steps to such apps only.
  expect(manifest.settings).toMatchObject({ org_deploy_enabled: true, function_runtime: 'remote' });
});

test('its command is the default of SLACK_COMMAND', () => {
  const config = readConfig({
    DATABASE_URL: 'postgres://localhost/x',
    N8N_BASE_URL: 'http://localhost:5678',
    N8N_API_KEY: 'key',
    SLACK_SIGNING_SECRET: 'secret',
    SLACK_BOT_TOKEN: 'xoxb-1',
  });
  expect(manifest.features.slash_commands[0].command).toBe(config.slack?.command);
});
