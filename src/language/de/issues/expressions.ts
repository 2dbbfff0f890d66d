import type { BareReturn, expressions as en } from '../../en/issues/expressions.ts';

const meant = (name: string | null): string => (name === null ? '' : ` Meintest du „${name}“?`);
const given: Record<BareReturn, string> = {
  text: 'einen Text',
  value: 'einen einzelnen Wert',
  values: 'eine Liste einzelner Werte',
};

export const expressions: typeof en = {
  'expression-unclosed': ({ node }) => `Ein Ausdruck in „${node}“ ist nicht geschlossen: „}}“ fehlt.`,
  'expression-syntax': ({ node, written, problem }) =>
    written === null
      ? `Ein Ausdruck in „${node}“ ist leer: n8n kann {{ }} nicht lesen.`
      : `Ein Ausdruck in „${node}“ lässt sich nicht lesen: ${written} (${problem}).`,
  'unknown-variable': ({ node, name }) => `„${node}“ verwendet ${name}, was n8n nicht kennt; es wäre leer.`,
  'from-ai-outside-tool': ({ node }) =>
    `„${node}“ lässt ein Modell mit $fromAI einen Wert einsetzen, ist aber kein Werkzeug eines Agenten.`,
  'expression-method': ({ node, method }) =>
    `„${node}“ ruft .${method}() auf einer Zeit von n8n auf; diese Methode gibt es dort nicht, und heraus kommt nichts.${method === 'toISOString' ? ' Nimm .toISO().' : ''}`,
  'expression-without-prefix': ({ node, code }) =>
    `„${node}“ würde „{{${code}}}“ so senden, wie es dasteht: Ein Ausdruck muss mit „=“ beginnen.`,
  'expression-bare': ({ node, code, whole }) =>
    `„${node}“ würde „${code}“ so senden, wie es dasteht: Ein Ausdruck wird ${whole ? '=' : ''}{{ … }} geschrieben.`,
  'item-without-json': ({ node, field }) =>
    `„${node}“ liest „${field}“ am Element selbst, wo es leer ist: Die Felder stehen in .json.${field}.`,
  'unknown-field': ({ node, field, source, gives }) =>
    gives === null
      ? `„${node}“ liest „${field}“, aber „${source}“ legt, was ankam, in body, query, params und headers ab, z. B. $json.body.${field}.`
      : `„${node}“ liest „${field}“, aber „${source}“ gibt nur ${gives.map((name) => `„${name}“`).join(', ') || 'kein Feld'} aus; es wäre leer.`,
  'unknown-node-reference': ({ node, name, suggestion }) =>
    `„${node}“ verwendet Daten von „${name}“, aber diesen Schritt gibt es nicht.${meant(suggestion)}`,
  'reference-not-upstream': ({ node, name }) =>
    name === null
      ? `„${node}“ verwendet Daten von sich selbst, die noch nicht da sind, während es läuft.`
      : `„${node}“ verwendet Daten von „${name}“, das nicht davor kommt.`,
  'code-empty': ({ node }) => `„${node}“ enthält keinen Code.`,
  'code-syntax': ({ node, problem, line, braces }) =>
    problem === null
      ? `Der Code von „${node}“ ist JavaScript, seine Sprache aber Python.`
      : `Der Code von „${node}“ lässt sich nicht lesen, Zeile ${line}: ${problem}.${braces ? ' Im Code werden Daten ohne {{ }} gelesen.' : ''}`,
  'code-network': ({ node, name }) =>
    `Der Code von „${node}“ ruft ${name} auf, was der Code-Node von n8n nicht hat. Nimm einen Schritt HTTP Request.`,
  'code-module': ({ node, module }) => `Der Code von „${node}“ lädt „${module}“, was n8n im Code nicht erlaubt.`,
  'code-require': ({ node, module }) =>
    `Der Code von „${node}“ lädt „${module}“; n8n erlaubt nur Module, die sein Betreiber freigegeben hat.`,
  'code-process': ({ node }) =>
    `Der Code von „${node}“ verwendet process, was der Code-Node von n8n nicht hat. Nimm $vars.`,
  'expression-in-code': ({ node }) =>
    `Der Code von „${node}“ enthält {{ … }} in einem Text; n8n füllt es dort nicht aus. Nimm \${…} oder +.`,
  'code-name-lacking': ({ node, name, mode }) => {
    const when = {
      perItem: ', wenn er für jedes Element läuft',
      allAtOnce: ', wenn er einmal für alle Elemente läuft',
    };
    return `Der Code von „${node}“ verwendet „${name}“, das n8n ihm nicht gibt${mode === null ? '' : when[mode]}; er würde dort anhalten.`;
  },
  'code-input-access': ({ node, method }) =>
    `Der Code von „${node}“ läuft für jedes Element, und n8n erlaubt dort kein $input.${method}(). Nimm $input.item.`,
  'env-blocked': ({ node, name }) =>
    `„${node}“ liest ${name}, was n8n sperrt, solange sein Betreiber es nicht erlaubt.`,
  'code-undeclared': ({ node, name }) =>
    `Der Code von „${node}“ verwendet „${name}“, das nirgends deklariert ist; er würde dort anhalten.`,
  'code-return': ({ node, each, got }) => {
    if (got === 'nothing') return `Der Code von „${node}“ gibt nichts zurück.`;
    if (got === 'list')
      return `Der Code von „${node}“ läuft für jedes Element und muss ein Element wie { json: { … } } zurückgeben, keine Liste.`;
    const shape = each ? 'ein Element wie { json: { … } }' : 'Elemente wie [{ json: { … } }]';
    return `Der Code von „${node}“ muss ${shape} zurückgeben, nicht ${given[got]}.`;
  },
};
