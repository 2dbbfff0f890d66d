/** Endings of names that are only known inside a network, a cluster or a machine. */
export const inwardEndings =
  /(?:^|\.)(?:localhost|localdomain|internal|intranet|private|local|lan|corp|home|home\.arpa|svc|consul|docker|localtest\.me|lvh\.me|vcap\.me|fuf\.me|lacolhost\.com|localhost\.direct|local\.gd|rbndr\.us)$/;

/** Public names under which clouds answer their machines with what is theirs alone. */
export const inwardNames: ReadonlySet<string> = new Set(
  'metadata.tencentyun.com metadata.packet.net metadata.platformequinix.com api.metadata.cloud.ibm.com'.split(' '),
);

/** Services that answer with the address in the name, however it is written there. */
export const namesWithAddress = /(?:^|\.)(?:nip\.io|sslip\.io|xip\.io|traefik\.me|1u\.ms|backname\.io)$/;
