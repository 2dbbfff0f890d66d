import type { words as en } from '../en/index.ts';
import * as adapters from './adapters.ts';
import { away } from './away.ts';
import * as cardMessages from './card-messages.ts';
import * as cardState from './card-state.ts';
import * as cards from './cards.ts';
import * as engine from './engine.ts';
import { failing } from './failing.ts';
import { handover } from './handover.ts';
import { house } from './house.ts';
import { links, linksCard } from './links.ts';
import { planning } from './planning.ts';
import { problems } from './problems.ts';
import { reach } from './reach.ts';
import { recovery } from './recovery.ts';
import { rehearsal } from './rehearsal.ts';
import { talk } from './talk.ts';
import { templates } from './templates.ts';
import { done, verbs } from './verbs.ts';
import { workflow } from './workflow.ts';

export const words: typeof en = {
  adapters,
  workflow,
  planning,
  cards: { ...cards, ...cardMessages, ...cardState, links: linksCard, verbs, done },
  engine: { ...engine, away, failing, handover, house, links, reach, recovery, talk },
  problems,
  rehearsal,
  templates,
};
