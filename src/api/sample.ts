import { wordsIn } from '#src/language/words.ts';
import { type GivenSample, type SampleProblem, toSample } from '#src/rehearsal/samples/given.ts';
import type { Problem } from './problem.ts';

/** An example as it was sent, also as text; nothing where none was; or why it cannot be used. */
export function takeSample(sample: unknown): { text?: string; read?: GivenSample } | { problem: Problem } {
  if (sample === undefined) return {};
  const text = JSON.stringify(sample);
  if (text.length > mostSampleLength) return { problem: sampleTooLarge };
  const read = toSample(sample);
  return typeof read === 'string' ? { problem: sampleInvalid(read) } : { text, read };
}

/** The CLI reads a megabyte; what comes by HTTP is kept with its event for a while. */
const mostSampleLength = 100_000;
const sampleTooLarge: Problem = {
  status: 413,
  code: 'sample_too_large',
  title: 'The example is too large',
  detail: `An example has at most ${mostSampleLength} characters as JSON. Send less of it, or use flowsmith rehearse --sample.`,
};
const sampleInvalid = (problem: SampleProblem): Problem => ({
  ...{ status: 400, code: 'sample_invalid', title: 'The example cannot be used' },
  detail: wordsIn('en').rehearsal.sampleProblems[problem],
});
