import { AsyncLocalStorage } from 'node:async_hooks';

/** One request at a door, from its arrival to its answer. */
export interface AtDoor {
  /** Set once an event of this platform was stored: the answer acknowledges it. */
  accepted?: string;
}

const door = new AsyncLocalStorage<AtDoor>();

/** Runs what answers a request; what is accepted meanwhile is acknowledged with its answer. */
export const atDoor = (request: AtDoor, work: () => void): void => door.run(request, work);

/** The request that is being answered here; none behind a connection of ours, e.g. Slack's Socket Mode. */
export const requestAtDoor = (): AtDoor | undefined => door.getStore();
