import type { handover as english } from '../en/handover.ts';
import { quoted } from './typography.ts';

export const handover: typeof english = {
  done: (name, to) => `${quoted(name)} passe à ${to}, qui en est averti ; la suite lui sera annoncée.`,
  toYou: (by, name) => `${by} vous a transmis ${quoted(name)} : vous en avez maintenant la charge.`,
  fromYou: (by, name, to) => `${by} a transmis ${quoted(name)} à ${to}, qui en a maintenant la charge.`,
  unknown: (name) =>
    `Je ne connais ici personne appelé ${quoted(name)}. Rien n’a été changé. Mentionnez la personne avec @, ou qu’elle m’écrive une fois.`,
  notTheirs: (name) =>
    `Seule la personne en charge de ${quoted(name)}, ou un admin, peut le transmettre. Rien n’a été changé.`,
  elsewhere: (name) =>
    `${quoted(name)} appartient à un autre espace de travail et se transmet là-bas. Rien n’a été changé.`,
  closed: (name) =>
    `${quoted(name)} ne peut pas être transmis dans cet état. Rien n’a été changé. Une fois dans n8n, transmettez le workflow.`,
  same: (to, name) => `${to} a déjà la charge de ${quoted(name)}. Rien n’a été changé.`,
  hasApproved: (to, name) =>
    `${to} a déjà approuvé ${quoted(name)} et ne peut pas le reprendre. Rien n’a été changé. Nommez quelqu’un d’autre.`,
};
