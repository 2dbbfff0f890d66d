import type { Clause } from './clauses.ts';
import { base, locator, type Missing, type Piece } from './pieces.ts';
import { channelName, channelNames, emailAddresses, teamsPlace } from './places.ts';
import { messageText, type StepContext } from './step-text.ts';
import { capitalize, firstQuoted, toLiteral, toName } from './words.ts';

const sending =
  /^(?:please )?(?:post|send|message|notify|tell|alert|slack|ping|remind|share|forward|write|publish|announce|report|show|dm|give|put|make|e-?mail|mail|teams message|slack message)\b|^(?:get|receive) (?:an? )?(?:e-?mail|mail|message|notification|notified|alert|dm|slack)\b/;

export function slackStep(clause: Clause, context: StepContext, channel = channelName(clause.text)): Piece | undefined {
  if (!sending.test(clause.mask)) return undefined;
  const user = /(?:^|\s)@([A-Za-z0-9._-]{1,80})/.exec(clause.text)?.[1]?.replace(/[.]+$/, '');
  const named = channel || user || /\bslack\b/.test(clause.mask);
  const person =
    /^(?:please )?(?:notify|tell|alert|ping|message|remind|dm)\b|\b(?:me|us|the team|everyone|someone)\b/.test(
      clause.mask,
    );
  if (!named && !person) return undefined;
  const message = messageText(clause, context, 'text');
  const missing: Missing[] = [...message.missing];
  const direct = !channel && (user !== undefined || /\b(?:me|dm)\b/.test(clause.mask));
  if (direct && !user) missing.push({ path: 'user', ask: 'slackUser' });
  if (!direct && !channel) missing.push({ path: 'channelId', ask: 'slackChannel' });
  const target = direct
    ? { select: 'user', user: user ? locator('username', `@${user}`) : locator('list', '') }
    : { select: 'channel', channelId: channel ? locator('name', `#${channel}`) : locator('list', '') };
  return {
    name: toName(direct ? `Message ${user ? `@${user}` : 'in Slack'}` : `Post to ${channel ? `#${channel}` : 'Slack'}`),
    type: base('slack'),
    parameters: {
      resource: 'message',
      operation: 'post',
      ...target,
      messageType: 'text',
      text: message.text,
      otherOptions: { includeLinkToWorkflow: false },
    },
    assumptions: message.assumptions,
    missing,
  };
}

/** Everyone a message goes to, one node each: Teams, e-mail and every Slack channel named. */
export function messageSteps(clause: Clause, context: StepContext): Piece[] | undefined {
  const channels = channelNames(clause.text);
  const pieces: Piece[] = [];
  const behind = (): StepContext => ({ ...context, previous: pieces.at(-1)?.name ?? context.previous });
  const add = (piece: Piece | undefined) => {
    if (piece) pieces.push(piece);
  };
  add(teamsStep(clause, behind()));
  add(emailStep(clause, behind()));
  for (const channel of channels) add(slackStep(clause, behind(), channel));
  if (pieces.length === 0 && /(?:^|\s)@\w|\bslack\b/.test(clause.mask)) add(slackStep(clause, context));
  return pieces.length > 0 ? pieces : undefined;
}

function teamsStep(clause: Clause, context: StepContext): Piece | undefined {
  if (!/\bteams\b/.test(clause.mask) && !/teams\.microsoft\.com/.test(clause.text)) return undefined;
  if (!sending.test(clause.mask)) return undefined;
  const place = teamsPlace(clause.text);
  const message = messageText(clause, context, 'message');
  return {
    name: 'Post to Teams',
    type: base('microsoftTeams'),
    parameters: {
      resource: 'channelMessage',
      operation: 'create',
      ...place.parameters,
      contentType: 'text',
      message: message.text,
      options: { includeLinkToWorkflow: false },
    },
    assumptions: message.assumptions,
    missing: [...place.missing, ...message.missing],
  };
}

const subjectWords =
  /\bsubject(?: line)?:? (?:is |of )?([^,;"“]{1,150}?)(?= and (?:text|body|message)\b| saying\b| with\b|,|;|$)/i;

function emailStep(clause: Clause, context: StepContext): Piece | undefined {
  const addresses = emailAddresses(clause.text).filter(
    (address) => !new RegExp(`\\bfrom ${escapePattern(address)}`, 'i').test(clause.text),
  );
  const gmail = /\bg-?mail\b/.test(clause.mask);
  const verb = /^(?:please )?(?:e-?mail|mail)\b/.test(clause.mask);
  const sends =
    sending.test(clause.mask) && (addresses.length > 0 || /\b(?:e-?mail|mail)\b/.test(clause.mask) || gmail);
  if ((!verb && !sends) || (addresses.length === 0 && channelName(clause.text))) return undefined;
  const marker = /\bsubject\b/i.exec(clause.text);
  const quotedSubject = marker ? firstQuoted(clause.text.slice(marker.index)) : undefined;
  const subject = quotedSubject ?? subjectWords.exec(clause.text)?.[1];
  const body = marker ? withoutSubject(clause, quotedSubject, subject) : clause;
  const path = gmail ? 'message' : 'text';
  const message = messageText(body, context, path);
  const missing: Missing[] = [...message.missing];
  const to = addresses.join(', ');
  if (!to) missing.push({ path: gmail ? 'sendTo' : 'toEmail', ask: 'email' });
  const title = toLiteral(subject ?? '', 200) || defaultSubject(message.text, context);
  const assumptions = [...message.assumptions, ...(subject ? [] : [`The subject is “${title}”.`])];
  const name = toName(`E-mail ${addresses[0] ?? ''}`.trim());
  if (gmail) {
    const parameters = {
      resource: 'message',
      operation: 'send',
      sendTo: to,
      subject: title,
      emailType: 'text',
      message: message.text,
      options: { appendAttribution: false },
    };
    return { name, type: base('gmail'), parameters, assumptions, missing };
  }
  const from = /\bfrom ([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})/i.exec(clause.text)?.[1];
  const sender = from ?? addresses[0] ?? '';
  if (!from && sender)
    assumptions.push(`The e-mail is sent as ${sender}; say “from someone@example.com” to change that.`);
  const parameters = {
    operation: 'send',
    fromEmail: sender,
    toEmail: to,
    subject: title,
    emailFormat: 'text',
    text: message.text,
    options: { appendAttribution: false },
  };
  return { name, type: base('emailSend'), parameters, assumptions, missing };
}

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The clause without its subject part, so that the subject's words are not taken for the text. */
function withoutSubject(clause: Clause, quoted: string | undefined, subject: string | undefined): Clause {
  const wanted = quoted ?? subject ?? '';
  const at = clause.text.search(/(?:,? ?with )?(?:the |a )?\bsubject\b/i);
  const value = clause.text.indexOf(wanted, at);
  const end = value < 0 ? clause.text.length : value + wanted.length + (quoted ? 1 : 0);
  const text =
    `${clause.text.slice(0, at)} ${clause.text.slice(end).replace(/^ and (?=text|body|message)/i, ' with ')}`.trim();
  return { ...clause, text };
}

function defaultSubject(text: string, context: StepContext): string {
  if (text !== '' && !text.startsWith('=')) return toLiteral(capitalize(text.split('\n')[0] ?? ''), 80);
  return context.source ? capitalize(`New ${context.source.what}`) : 'Notification';
}
