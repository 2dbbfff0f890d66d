import type { BareReturn, expressions as en } from '../../en/issues/expressions.ts';

const meant = (name: string | null): string => (name === null ? '' : ` ¿Querías decir «${name}»?`);
const given: Record<BareReturn, string> = {
  text: 'un texto',
  value: 'un solo valor',
  values: 'una lista de valores sueltos',
};

export const expressions: typeof en = {
  'expression-unclosed': ({ node }) => `Una expresión en «${node}» no está cerrada: falta «}}».`,
  'expression-syntax': ({ node, written, problem }) =>
    written === null
      ? `Una expresión en «${node}» está vacía: n8n no puede leer {{ }}.`
      : `Una expresión en «${node}» no se puede leer: ${written} (${problem}).`,
  'unknown-variable': ({ node, name }) => `«${node}» usa ${name}, que n8n no conoce; estaría vacío.`,
  'from-ai-outside-tool': ({ node }) =>
    `«${node}» deja que un modelo rellene un valor con $fromAI, pero no es una herramienta de un agente.`,
  'expression-method': ({ node, method }) =>
    `«${node}» llama a .${method}() sobre una hora de n8n, que no tiene ese método y no da nada.${method === 'toISOString' ? ' Usa .toISO().' : ''}`,
  'expression-without-prefix': ({ node, code }) =>
    `«${node}» enviaría «{{${code}}}» tal cual: una expresión tiene que empezar por «=».`,
  'expression-bare': ({ node, code, whole }) =>
    `«${node}» enviaría «${code}» tal cual: una expresión se escribe ${whole ? '=' : ''}{{ … }}.`,
  'item-without-json': ({ node, field }) =>
    `«${node}» lee «${field}» del propio elemento, donde está vacío: sus campos están en .json.${field}.`,
  'unknown-field': ({ node, field, source, gives }) =>
    gives === null
      ? `«${node}» lee «${field}», pero «${source}» pone lo que recibe en body, query, params y headers, p. ej. $json.body.${field}.`
      : `«${node}» lee «${field}», pero «${source}» solo da ${gives.map((name) => `«${name}»`).join(', ') || 'ningún campo'}; estaría vacío.`,
  'unknown-node-reference': ({ node, name, suggestion }) =>
    `«${node}» usa datos de «${name}», pero no existe ese paso.${meant(suggestion)}`,
  'reference-not-upstream': ({ node, name }) =>
    name === null
      ? `«${node}» usa sus propios datos, que no están mientras se ejecuta.`
      : `«${node}» usa datos de «${name}», que no viene antes.`,
  'code-empty': ({ node }) => `«${node}» no tiene código.`,
  'code-syntax': ({ node, problem, line, braces }) =>
    problem === null
      ? `El código de «${node}» es JavaScript, pero su lenguaje es Python.`
      : `El código de «${node}» no se puede leer, línea ${line}: ${problem}.${braces ? ' En el código, los datos se leen sin {{ }}.' : ''}`,
  'code-network': ({ node, name }) =>
    `El código de «${node}» llama a ${name}, que el nodo Code de n8n no tiene. Usa un paso HTTP Request.`,
  'code-module': ({ node, module }) => `El código de «${node}» carga «${module}», que n8n no permite en el código.`,
  'code-require': ({ node, module }) =>
    `El código de «${node}» carga «${module}»; n8n solo permite los módulos que su operador ha autorizado.`,
  'code-process': ({ node }) => `El código de «${node}» usa process, que el nodo Code de n8n no tiene. Usa $vars.`,
  'expression-in-code': ({ node }) =>
    `El código de «${node}» contiene {{ … }} dentro de un texto; n8n no lo rellena ahí. Usa \${…} o +.`,
  'code-name-lacking': ({ node, name, mode }) => {
    const when = {
      perItem: ' cuando se ejecuta para cada elemento',
      allAtOnce: ' cuando se ejecuta una vez para todos',
    };
    return `El código de «${node}» usa «${name}», que n8n no le da${mode === null ? '' : when[mode]}; se detendría ahí.`;
  },
  'code-input-access': ({ node, method }) =>
    `El código de «${node}» se ejecuta para cada elemento, donde n8n no permite $input.${method}(). Usa $input.item.`,
  'env-blocked': ({ node, name }) => `«${node}» lee ${name}, que n8n bloquea mientras su operador no lo permita.`,
  'code-undeclared': ({ node, name }) =>
    `El código de «${node}» usa «${name}», que no está declarado en ninguna parte; se detendría ahí.`,
  'code-return': ({ node, each, got }) => {
    if (got === 'nothing') return `El código de «${node}» no devuelve nada.`;
    if (got === 'list')
      return `El código de «${node}» se ejecuta para cada elemento y tiene que devolver un elemento como { json: { … } }, no una lista.`;
    const shape = each ? 'un elemento como { json: { … } }' : 'elementos como [{ json: { … } }]';
    return `El código de «${node}» tiene que devolver ${shape}, no ${given[got]}.`;
  },
};
