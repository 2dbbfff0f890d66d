/** The first letter large. */
export const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The first letter small. */
export const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** `sendAndWait` → `send and wait`. */
export const inWords = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();

/** A node type's own name: `n8n-nodes-base.httpRequest` → `httpRequest`. */
export const localName = (type: string): string => type.slice(type.lastIndexOf('.') + 1);
