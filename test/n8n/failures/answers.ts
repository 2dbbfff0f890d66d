/** Answers of n8n and what may stand in front of it, and what is told about them. */
import type { N8nAct, N8nFailure } from '#src/n8n/messages.ts';

export const says = (status: number, message: string, headers?: Record<string, string>): N8nFailure => ({
  response: { status, body: JSON.stringify({ message }), ...(headers ? { headers } : {}) },
});
export const page = (status: number, headers?: Record<string, string>): N8nFailure => ({
  response: { status, body: '<!DOCTYPE html><pre>ResponseError: stack</pre>', ...(headers ? { headers } : {}) },
});
export const silent = (code: string, event?: string): N8nFailure => ({
  error: Object.assign(new Error('vendor words'), { code, ...(event ? { event } : {}) }),
  baseUrl: 'http://n8n.test',
});

type Flags = '' | 'retry' | 'unsure' | 'retry unsure';
export type Row = [name: string, act: N8nAct, failure: N8nFailure, code: string, flags: Flags, words: string];
