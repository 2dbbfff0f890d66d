import type { Source } from '../value.ts';

/** "Here" and "me", in the languages Flowsmith speaks. */
const here = ['here', 'this channel', 'hier', 'dieser Kanal', 'ici', 'ce canal', 'aquí', 'este canal'];
const me = ['me', 'myself', 'mich', 'mir', 'moi', 'mí'];

/** The channel and the person of a request, where the app is the platform it was said on. */
export const placeSource: Source = {
  origin: 'place',
  async find({ nodeType, key, place }, words) {
    if (!place || appOf(nodeType) !== place.platform || words === '') return undefined;
    const { channel, person } = place;
    if (/^channel(?:Id)?$/.test(key) && channel)
      return { values: here.map((name) => ({ name, value: channel })), whole: false };
    if (/^user(?:Id)?$/.test(key) && person)
      return { values: [person.name, ...me].map((name) => ({ name, value: person.id })), whole: false };
    return undefined;
  },
};

const appOf = (type: string): string =>
  type
    .slice(type.lastIndexOf('.') + 1)
    .replace(/(?:Trigger|Tool)$/, '')
    .toLowerCase();
