import type { ManageVerb } from '#src/model/question.ts';

type Verb = ManageVerb | 'edit';

const open = '["“„«\']?';
const close = '["”“»\']?';
const name = `(?:the |my |workflow |automation )*${open}(?<words>.{1,120}?)${close}(?: one| workflow| automation| flow)?`;
const named = `(?:den |die |das |meinen? |meine |workflow |automation )*${open}(?<words>.{1,120}?)${close}(?:[ -]workflow)?`;
const nomme = `(?:le |la |les |l'|mon |ma |workflow |automatisation )*${open}(?<words>.{1,120}?)${close}`;
const llamado = `(?:el |la |los |mi |flujo |workflow |automatización )*${open}(?<words>.{1,120}?)${close}`;
const whole = (pattern: string): RegExp => new RegExp(`^${pattern}$`, 'i');

const english: [string, Verb][] = [
  [`(?:turn|switch) off ${name}`, 'unpublish'],
  [`(?:turn|switch) ${name} off`, 'unpublish'],
  [`(?:unpublish|deactivate|disable|pause|stop) ${name}`, 'unpublish'],
  [`(?:turn|switch) on ${name}`, 'publish'],
  [`(?:turn|switch) ${name} (?:back )?on`, 'publish'],
  [`(?:publish|activate|enable|resume) ${name}`, 'publish'],
  [`(?:delete|remove|archive) ${name}`, 'delete'],
  [`(?:history|versions)(?: of)? ${name}`, 'history'],
  [`(?:restore|revert|roll ?back) ${name} to version (?<argument>\\d{1,4})`, 'restore'],
  [`restore version (?<argument>\\d{1,4}) of ${name}`, 'restore'],
  [
    `(?:restore|undo|roll ?back|revert)(?: (?:the|my))?(?: (?:last|latest))? (?:change|edit|update)s? (?:of|to|in|on) ${name}`,
    'restore',
  ],
  [`(?:restore|undo|roll ?back|revert)(?: the)?(?: last)?(?: change(?:s)?)?(?: (?:of|to|in))? ${name}`, 'restore'],
  [`(?:executions|runs|errors|failures)(?: of)? ${name}`, 'executions'],
  [`why (?:did|does|has) ${name} (?:fail|failed|break|not (?:run|work))\\??`, 'executions'],
  [`(?:retry|rerun) ${name}`, 'retry'],
  [`(?:run|execute) ${name}(?: (?:once|now))?`, 'run'],
  [`save ${name} as (?:a )?template(?: (?:called|named) (?<argument>.{1,80}))?`, 'save_template'],
  [`(?:show|open|status(?: of)?) ${name}`, 'show'],
  [`(?:explain|describe|what does) ${name}(?: do)?\\??`, 'explain'],
  [`(?:edit|change) ${name} ?: ?(?<argument>[\\s\\S]{1,2000})`, 'edit'],
];
const german: [string, Verb][] = [
  [`(?:schalte?|stelle?|mach) ${named} (?:aus|ab)`, 'unpublish'],
  [`(?:deaktiviere|pausiere|stoppe) ${named}`, 'unpublish'],
  [`(?:schalte?|stelle?|mach) ${named} (?:wieder )?(?:ein|an)`, 'publish'],
  [`(?:aktiviere|veröffentliche) ${named}`, 'publish'],
  [`(?:lösche?|entferne|archiviere) ${named}`, 'delete'],
  [`(?:zeige?|öffne)(?: mir)? ${named}`, 'show'],
  [`(?:verlauf|versionen)(?: von)? ${named}`, 'history'],
  [`(?:führe|starte) ${named} (?:einmal )?aus`, 'run'],
  [`warum (?:ist|hat) ${named} (?:fehlgeschlagen|nicht funktioniert)\\??`, 'executions'],
  [`mach(?:e)? ${named} rückgängig`, 'restore'],
];
const french: [string, Verb][] = [
  [`(?:désactive|arrête|suspends) ${nomme}`, 'unpublish'],
  [`(?:active|publie|réactive) ${nomme}`, 'publish'],
  [`(?:supprime|efface|archive) ${nomme}`, 'delete'],
  [`(?:montre|affiche|ouvre)(?:-moi)? ${nomme}`, 'show'],
  [`(?:historique|versions) (?:de |du )?${nomme}`, 'history'],
  [`(?:exécute|lance) ${nomme}`, 'run'],
];
const spanish: [string, Verb][] = [
  [`(?:desactiva|apaga|pausa|detén) ${llamado}`, 'unpublish'],
  [`(?:activa|enciende|publica|reanuda) ${llamado}`, 'publish'],
  [`(?:elimina|borra|archiva) ${llamado}`, 'delete'],
  [`(?:muestra|muéstrame|abre) ${llamado}`, 'show'],
  [`(?:historial|versiones) (?:de |del )?${llamado}`, 'history'],
  [`(?:ejecuta|lanza) ${llamado}`, 'run'],
];

/**
 * Whole sentences that may name a workflow, the first that fits counts. Many requests begin like one ("stop spam", "archive
 * mails older than a year"): what they name has to be there, else they are no command.
 */
export const sentences: readonly (readonly [RegExp, Verb])[] = [...english, ...german, ...french, ...spanish].map(
  ([pattern, verb]) => [whole(pattern), verb] as const,
);
