/** Who is away, and who approves in their place. */
export const away = {
  noted: (day: string): string =>
    `Noted: you are away until the end of ${day}. Until then you are neither asked nor reminded. Say "I am back" when you are back sooner.`,
  notedOf: (name: string, day: string): string =>
    `Noted: ${name} is away until the end of ${day}. Until then they are neither asked nor reminded. Say "${name} is back" to end it sooner.`,
  decides: (deputy: string): string => `${deputy} approves in your place.`,
  decidesOf: (deputy: string, name: string): string => `${deputy} approves in the place of ${name}.`,
  nobody: 'Nobody approves in your place. To name somebody say e.g. "I am away until Friday, Bo decides for me".',
  nobodyOf: (name: string): string => `Nobody approves in the place of ${name}.`,
  youStoodIn: (names: string): string => `You stand in for ${names}: nobody does while you are away.`,
  back: 'Welcome back: you are asked again. What still waits for you is on "waiting".',
  backOf: (name: string): string => `${name} counts as back and is asked again.`,
  notAway: 'Nothing was noted about an absence, so nothing was changed.',
  notAsked: 'Nobody here waits for an approval of yours, so there is nothing to note and nothing was changed.',
  notAskedOf: (name: string): string => `Nobody here waits for an approval of ${name}, so nothing was changed.`,
  adminsOnly: 'Only an admin can say that of somebody else. Nothing was changed.',
  unknown: (name: string): string =>
    `The policy of this Flowsmith names nobody called “${name}”, and only somebody it names may approve in another's place. Nothing was changed.`,
  several: (name: string): string => `More than one is called “${name}”. Nothing was changed. Mention them with @.`,
  samePerson: 'Nobody stands in for themselves. Nothing was changed. Name somebody else.',
  notYourself: 'Whoever says it of somebody else cannot stand in for them. Nothing was changed. Name somebody else.',
  deputyAway: (name: string, day: string): string =>
    `${name} is away until the end of ${day}. Nothing was changed. Name somebody else.`,
  past: 'That day is over. Nothing was changed.',
  tooFar: 'That is more than a year ahead. Nothing was changed.',
};
