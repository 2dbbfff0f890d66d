import { p } from '@mikro-orm/core';

/** Ids are made by the application. */
export const id = () => p.uuid().primary();
export const now = () => p.datetime().columnType('timestamptz').defaultRaw('clock_timestamp()');
export const moment = () => p.datetime().columnType('timestamptz').nullable();

/**
 * What work that is kept in a row counts: `attempts` is committed before each try, so that one that ends with its process
 * counts; `nextAttemptAt` holds back what failed, `nextSweepAt` keeps one row from taking every sweep.
 */
export const tries = () => ({
  attempts: p.integer().default(0),
  nextAttemptAt: moment(),
  nextSweepAt: moment(),
});
