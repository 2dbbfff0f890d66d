import type { NodeProperty } from '#src/catalog/catalog.ts';
import type { Issue } from '#src/model/issue.ts';
import { error } from '#src/workflow/issues.ts';
import { isRecord } from '#src/workflow/json/values.ts';
import type { HeldStep } from './plan.ts';

/** Whom a step speaks to, in the words of node types; many of them do not call it required. */
const recipients =
  /^(?:to|sendTo|toEmail|toRecipients|toPhone|phoneTo|chatId|channelId|channel|user|recipients?|recipientPhoneNumber|phoneNumber|userId|teamId|url|webhookUri)$/;

/** Fields without which nobody gets anything, and that are empty once everything is worked out. */
export function emptyRecipients(
  { node }: HeldStep,
  parameters: Record<string, unknown>,
  visible: readonly NodeProperty[],
): Issue[] {
  return visible.flatMap((property) => {
    const { name, displayName, default: usual } = property;
    if (!(property.required || recipients.test(name)) || !(name in parameters)) return [];
    const given = parameters[name];
    const isLocator = isRecord(given) && given['__rl'] === true;
    const value = isLocator ? given['value'] : given;
    if (typeof value !== 'string' || value.trim() !== '') return [];
    // Not a recipient and usually empty: n8n does without.
    if (!property.required && !(usual === '' || isRecord(usual))) return [];
    const path = `parameters.${name}${isLocator ? '.value' : ''}`;
    return [error('rehearsal-nobody', { node, field: displayName ?? name }, { node, path })];
  });
}
