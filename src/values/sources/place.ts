import { nativeOf } from '../native.ts';
import type { Source } from '../value.ts';

/** "Here" and "me", in the languages Flowsmith speaks. */
const here = ['here', 'this channel', 'hier', 'dieser Kanal', 'ici', 'ce canal', 'aquí', 'este canal'];
const me = ['me', 'myself', 'mich', 'mir', 'moi', 'mí'];

/** The channel and the person of a request, where the app is the platform it was said on. */
export const placeSource: Source = {
  origin: 'place',
  async find({ nodeType, key, place }, words) {
    const native = nativeOf(nodeType, key);
    if (!place || native?.platform !== place.platform || words === '') return undefined;
    const { channel, person } = place;
    if (native.kind === 'channel')
      return channel ? { values: here.map((name) => ({ name, value: channel })), whole: true } : undefined;
    return person
      ? { values: [person.name, ...me].map((name) => ({ name, value: person.id })), whole: true }
      : undefined;
  },
};
