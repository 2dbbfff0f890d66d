import type { FastifyInstance } from 'fastify';
import type { Logger } from '#src/log.ts';
import type { Answers } from './answers.ts';
import type { Asides } from './aside.ts';
import type { Home } from './home.ts';
import type { Inbox } from './inbound.ts';
import type { Installations } from './installations.ts';
import type { Pickers } from './picker.ts';
import type { Pictures } from './picture.ts';
import type { PlaceOf } from './place.ts';
import type { Cards, ChatPlatform, Forms, Presence } from './platform.ts';
import type { Previews } from './previews.ts';

/** What every adapter may use of Flowsmith; each takes what its platform has a use for. */
export interface AdapterPorts {
  /** Every normalized event goes in here and is acknowledged only after it resolved. */
  inbox: Inbox;
  /** What a dialog shall ask. */
  forms: Forms;
  /** What may be picked where people type. */
  pickers: Pickers;
  /** What is answered to a click for the eyes of whoever pressed. */
  asides: Asides;
  /** What a card shows now. */
  cards: Cards;
  home: Home;
  /** How far an answer has got. */
  answers: Answers;
  /** Told where the bot cannot speak any more. */
  presence: Presence;
  /** What links to workflows lead to. */
  previews: Previews;
  pictures: Pictures;
  /** Tokens of the workspaces that installed the app; undefined without keys to keep them with. */
  installations: Installations | undefined;
  log: Logger;
}

/** What a folder in adapters/ makes of its settings: a way in and a way out, under the name of its platform. */
export interface Adapter extends AsyncDisposable {
  readonly platform: ChatPlatform;
  readonly placeOf: PlaceOf;
  /** Adds its routes and connections. Called before the server listens, in processes that take requests. */
  register(app: FastifyInstance): Promise<void>;
}
