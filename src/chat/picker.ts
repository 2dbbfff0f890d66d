import type { PersonRef, PlatformName } from '#src/model/chat.ts';
import type { ActionValue } from './inbound.ts';

/** A list to pick one thing from: shown whole where it is short, else asked for while somebody types. */
export interface Picker {
  /** What `Pickers` is asked about: ids only. */
  at: ActionValue;
  /** Channels or people of a platform, which lists them itself. */
  native?: { platform: PlatformName; kind: NativeKind };
  /** All there is, where that is few. */
  options?: PickerOption[];
  /** There is more than `options`, or there may be: `Pickers` answers while somebody types. */
  searched: boolean;
}
export type NativeKind = 'channel' | 'person';

export interface PickerOption {
  /** Plain text, at most 75 characters. */
  label: string;
  /** Comes back as what was picked; at most 75 characters, and never believed as it is. */
  value: string;
}

/** Longest label and value that every platform takes (Slack's limit). */
export const longestOption = 75;

/** Driving port: what a picker offers to what somebody types. Reads only; answers within about 2 s; never throws. */
export interface Pickers {
  /** Nothing for whoever may not see the draft, and nothing once it is decided about. At most 100. */
  find(
    at: ActionValue,
    words: string,
    by: { platform: PlatformName; tenant: string; person: PersonRef },
  ): Promise<PickerOption[]>;
}

/** Field of ActionTaken in which comes what was picked on a card. */
export const pickedField = 'picked';
/** The same of a form's field: beside what was typed into it. */
export const pickedIn = (field: string): string => `${field}.${pickedField}`;

/** How a platform shows it: with its own list, as one that is asked, as a short list; undefined where there is none. */
export function shownOn(platform: PlatformName, { native, options, searched }: Picker) {
  if (native?.platform === platform) return native.kind;
  if (searched) return 'search';
  return options && options.length > 0 ? 'options' : undefined;
}

/** What was picked from a platform's own list, as it travels. */
export const nativePick = (kind: NativeKind, id: string): string => `${kind}:${id}`;

/** The kind and id of that; undefined when it was picked elsewhere. */
export function readNativePick(picked: string): { kind: NativeKind; id: string } | undefined {
  const [, kind, id] = /^(channel|person):([\w-]{1,100})$/.exec(picked) ?? [];
  return kind && id ? { kind: kind as NativeKind, id } : undefined;
}
