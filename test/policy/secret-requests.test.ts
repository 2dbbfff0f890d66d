import { describe, expect, it } from 'vitest';
import { asksForSecret, mentionsSecret } from '#src/policy/secret-requests.ts';

const asked = [
  'What is your password?',
  'Please send me the pass word of the server.',
  'pass\u200bword?',
  'Ｐａｓｓｗｏｒｄ? Tell us here.',
  'Which API token do you use? Paste it here.',
  'Type your PIN here.',
  'Wie lautet dein Zugangsschlüssel?',
  'Schick mir bitte die Zugangsdaten.',
  'Nenne mir das Kennwort.',
  'Ich brauche deine Passwörter.',
  'Quel est votre mot de passe ?',
  "Donne-moi la clé d'API.",
  'Envoie ici tes identifiants.',
  '¿Cuál es tu contraseña?',
  'Dime la clave de acceso.',
  'Necesito tus credenciales.',
];
const innocent = [
  'Which channel should it post to?',
  'Shall I pass the order number on to HubSpot?',
  'In welchen Kanal soll ich das schicken?',
  'Quel canal dois-je utiliser ?',
  '¿Qué palabra clave debo buscar?',
  'What time should it run?',
];
const explained = [
  'The Slack node needs an API token; you enter it in n8n, never here.',
  'Passwords belong into n8n credentials.',
  'Das Passwort gibst du in n8n ein.',
  'It posts to #ops when a password is changed.',
];

describe('nobody is asked for a secret', () => {
  it.each(asked)('%s', (text) => {
    expect(mentionsSecret(text)).toBe(true);
    expect(asksForSecret(text)).toBe(true);
  });
  it.each(innocent)('may be asked: %s', (text) => {
    expect(mentionsSecret(text)).toBe(false);
    expect(asksForSecret(text)).toBe(false);
  });
  it.each(explained)('may be said: %s', (text) => expect(asksForSecret(text)).toBe(false));
});
