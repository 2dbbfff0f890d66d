import fc from 'fast-check';

/**
 * The same cases in every run, so that a run fails for what was changed and for nothing else. FC_SEED looks for new ones:
 * a number, or `random`.
 */
const wanted = process.env['FC_SEED'];
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted ?? 20_261_124) });
