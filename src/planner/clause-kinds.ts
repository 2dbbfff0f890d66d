import type { Clause } from './clauses.ts';

/** A clause whose result the condition is about: the check comes behind it, not before. */
export function isFetch(clause: Clause): boolean {
  return /^(?:get|fetch|call|check|ping|monitor|read|query|request|download|look ?up|load|pull|select)\b/.test(
    clause.mask,
  );
}

/** Words that ask for nothing. */
export function isFiller(clause: Clause): boolean {
  return (
    /^(?:thanks?(?: you)?|thx|cheers|please|ok(?:ay)?|so that .*|because .*|as usual|automatically|for me|run|runs|it|do this|do that|check|check it|look|workflow|(?:create|make|build|set up) (?:a|an|the|this|me a|me an) (?:\w+ )?(?:workflow|automation|flow))$/.test(
      clause.mask,
    ) || !/[\p{L}\p{N}\uE001\uE002]{2}/u.test(clause.mask)
  );
}
