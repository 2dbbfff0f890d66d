/** Operations that take something away or shut somebody out. */
const operations =
  /^(?:delete|lock|remove|kick|ban|archive|trash|clear|truncate|drop|void|cancel|close|leave|revoke|destroy|purge|uninvite|unshare|deactivate|disable|suspend|block|reset|executeQuery$|hard|wipe|empty|unpublish$|unsubscribe$)|(?:Delete|Remove|Kick|Archive|Purge|Destroy|Revoke|Truncate|Cancel)(?![a-z])/;
/** Words that ask for that, in the languages Flowsmith speaks. */
const asking =
  /\b(?:lock|delet|remov|kick|bann?(?:s|ed|ing)?\b|archiv|trash|clear|truncat|drop|void|cancel|clos|leave|revok|destroy|purg|uninvit|unshar|deactivat|disabl|suspend|block|reset|wip|empt|clean|l(?:ö|oe)sch|entfern|leer|sperr|schlie(?:ß|ss)|supprim|effac|retir|vide|ferm|borr|elimin|quit|vac[ií]|cerr|unpubl|unsubscr|abmeld|abbestell|désabonn|désinscri|sql\b|query\b|abfrage|requ[eê]te|consulta)/i;

/** True for an operation that takes something away where no word asks for that: never to be chosen. Pure. */
export const takesAwayUnasked = (operation: string, words: string): boolean =>
  operations.test(operation) && !asking.test(words);
