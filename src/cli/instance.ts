import type { Command } from 'commander';

/** `instance [move|new]`: what shall become of the workflows when N8N_BASE_URL leads to another n8n. */
export function addInstance(program: Command): void {
  const instance = program.command('instance').description('which n8n the workflows kept here are in');
  const act = (does: 'show' | 'move' | 'leave') => async () => (await import('./run/instance.ts')).ofInstance(does);
  instance.command('show', { isDefault: true }).description('where they are').action(act('show'));
  instance
    .command('move')
    .description('they belong into the n8n of N8N_BASE_URL from now on; what is missing there can be restored')
    .action(act('move'));
  instance
    .command('new')
    .description('they stay where they are, and the n8n of N8N_BASE_URL is a new beginning')
    .action(act('leave'));
}
