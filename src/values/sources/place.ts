import { isTeam, nativeOf } from '../native.ts';
import type { Place, Source } from '../value.ts';

/** "Here" and "me", in the languages Flowsmith speaks. */
const here = ['here', 'this channel', 'hier', 'dieser Kanal', 'ici', 'ce canal', 'aquí', 'este canal'];
const me = ['me', 'myself', 'mich', 'mir', 'moi', 'mí'];

const hereTeam = [...here, 'this team', 'our team', 'dieses Team', 'cette équipe', 'este equipo'];

/** The channel, the team and the person of a request, where the app is the platform it was said on. */
export const placeSource: Source = {
  origin: 'place',
  async find({ nodeType, key, place }, words) {
    const meant = place && thingAt(place, nodeType, key);
    if (!meant) return undefined;
    // Only words lead there: it stands in no list.
    if (words === '') return { values: [], whole: false };
    return { values: meant.names.map((name) => ({ name, value: meant.id })), whole: true };
  },
};

function thingAt(
  { platform, channel, team, person }: Place,
  nodeType: string,
  key: string,
): { names: string[]; id: string } | undefined {
  if (platform === 'teams' && isTeam(nodeType, key)) return team ? { names: hereTeam, id: team } : undefined;
  const native = nativeOf(nodeType, key);
  if (native?.platform !== platform) return undefined;
  if (native.kind === 'channel') return channel ? { names: here, id: channel } : undefined;
  return person && { names: [person.name, ...me], id: person.id };
}
