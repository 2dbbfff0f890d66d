/** Database errors quote what was to be stored, so only the name goes into the log. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
