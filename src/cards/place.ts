import type { PlatformName } from '#src/chat/inbound.ts';

const names: Record<PlatformName, string> = {
  slack: 'Slack',
  teams: 'Teams',
  playground: 'the playground',
  rest: 'the HTTP API',
};

/** A tenant as people know it: "Slack", or "Slack (Acme)" where its name is known. */
export const placeName = ({ platform, name }: { platform: PlatformName; name?: string | null | undefined }): string =>
  name ? `${names[platform]} (${name})` : names[platform];
