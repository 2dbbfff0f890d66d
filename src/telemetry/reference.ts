/**
 * The reference of a request: ten hexadecimal digits that people read out and type. It is the start of the id of the event
 * the request began with, so that whoever has one finds the other in any log and table, and no two rows can disagree.
 * What belongs to a request carries its reference (`inbound_events.reference`, `drafts.reference`).
 */
export const referenceLength = 10;

/** The reference of a request that begins with this event. */
export const referenceOf = (id: string): string => id.replaceAll('-', '').slice(0, referenceLength);

/** A row's reference; rows from before references were kept are requests of their own. */
export const referenceIn = ({ id, reference }: { id: string; reference?: string | null | undefined }): string =>
  reference ?? referenceOf(id);

/** Text a person typed as a reference, in any case, with or without dashes; undefined when it is none. */
export function parseReference(text: string): string | undefined {
  const plain = text.trim().toLowerCase().replaceAll('-', '');
  return /^[0-9a-f]{8,10}$/.test(plain) ? plain : undefined;
}
