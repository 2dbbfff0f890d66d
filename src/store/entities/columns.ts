import { p } from '@mikro-orm/core';

/** Ids are made by the application. */
export const id = () => p.uuid().primary();
export const now = () => p.datetime().columnType('timestamptz').defaultRaw('clock_timestamp()');
export const moment = () => p.datetime().columnType('timestamptz').nullable();
