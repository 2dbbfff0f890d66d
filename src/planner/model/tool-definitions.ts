import { argumentOf, manageVerbs } from '#src/model/verbs.ts';
import type { ModelTool } from './provider.ts';
import { type ToolName, toolNames } from './tools.ts';

type JsonSchema = Record<string, unknown>;

const text = { type: 'string' };
const number = { type: 'integer' };
const flag = { type: 'boolean' };
const free = { type: 'object' };
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
const oneOf = (...values: string[]): JsonSchema => ({ type: 'string', enum: values });
/** Names that end in `?` are optional. */
function object(fields: Record<string, JsonSchema>): JsonSchema {
  const required = Object.keys(fields).filter((name) => !name.endsWith('?'));
  const properties = Object.fromEntries(
    Object.entries(fields).map(([name, schema]) => [name.replace(/\?$/, ''), schema]),
  );
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}) };
}

/** Its other settings are told with the rules. */
const node = object({
  name: text,
  type: text,
  parameters: free,
  'onError?': oneOf('continueRegularOutput', 'continueErrorOutput'),
});
/** Of `{words, step}`, told with the rules. */
const account = list(free);
const connection = object({ from: text, to: text, 'output?': number, 'input?': number, 'kind?': text });

/** What verbs take besides the workflow. */
const taken = manageVerbs.flatMap((verb) => {
  const argument = argumentOf(verb);
  return argument ? [`${argument.told} for ${verb}`] : [];
});

/**
 * What the model reads of each tool, written by hand: a schema made from the parsers would be three times as long, and
 * every call of every turn sends it. The parsers have the last word.
 */
const tools: Record<ToolName, { description: string; parameters: JsonSchema }> = {
  search_nodes: {
    description: 'Find node types by what they do.',
    parameters: object({ queries: list(text) }),
  },
  describe_node: {
    description: 'Parameters of node types, for a resource and operation.',
    parameters: object({ nodes: list(object({ type: text, 'resource?': text, 'operation?': text })) }),
  },
  find_templates: { description: 'Example workflows for words.', parameters: object({ words: text }) },
  find_workflows: {
    description: "Find this team's existing workflows by name, without words all; gives the ids other tools need.",
    parameters: object({ 'words?': text }),
  },
  get_workflow: {
    description:
      'An existing workflow, or without id the draft; with nodes those whole, with path one long text of a node.',
    parameters: object({ 'id?': text, 'nodes?': list(text), 'path?': text, 'from?': number }),
  },
  find_executions: {
    description: 'Newest executions of an existing workflow and why they failed.',
    parameters: object({ id: text }),
  },
  find_values: {
    description: 'Names and values a parameter may hold in the connected service.',
    parameters: object({ type: text, parameter: text, 'parameters?': free, 'words?': text }),
  },
  submit_draft: {
    description:
      'Hand in a whole new workflow. It is validated. separate: true when it has nothing to do with the draft under discussion.',
    parameters: object({
      name: text,
      description: text,
      nodes: list(node),
      connections: list(connection),
      'assumptions?': list(text),
      'example?': free,
      'timezone?': text,
      'separate?': flag,
      'account?': account,
    }),
  },
  submit_changes: {
    description: `Change the draft under discussion or just submitted, or with workflowId an existing workflow you have read. Operations, in order: {op:"addNode",node,after?,output?,before?} {op:"removeNode",name,reconnect?} {op:"replaceNode",name,type,parameters} {op:"renameNode",name,newName} {op:"setParameter",name,path,value} {op:"unsetParameter",name,path} {op:"setNodeSettings",name,disabled?,onError?,notes?} {op:"connect"|"disconnect",from,to,output?,input?,kind?} {op:"setName",name} {op:"setDescription",description} {op:"setTimezone",timezone} {op:"setAssumptions",assumptions}. path as in rule.interval[0].triggerAtHour. More operations are told with what is there to change.`,
    parameters: object({ 'workflowId?': text, operations: list(free), 'account?': account }),
  },
  propose_action: {
    description: `Offer something to do with an existing workflow; the person confirms by a button. argument: ${taken.join(', ')}, "all" for list.`,
    parameters: object({ verb: oneOf('help', 'list', ...manageVerbs), 'workflowId?': text, 'argument?': text }),
  },
  ask: {
    description: 'Ask the person one question; up to 4 short choices.',
    parameters: object({ question: text, 'choices?': list(text) }),
  },
  answer: { description: 'Answer in words, when no workflow is wanted or possible.', parameters: object({ text }) },
};

/** Operations on what is there already, told with it: a new workflow needs none of them. */
export const moreOperations = `More operations: {op:"appendText"|"prependText",name,path,text} (joined exactly: \\n begins a line) {op:"replaceText",name,path,find,replace,which?:n|"all"} {op:"insertItem",name,path,value,index?} {op:"setItem",name,path,index,value} {op:"removeItem",name,path,index} {op:"moveNode",name,after,output?,before?} {op:"setErrorWorkflow",workflowId} {op:"setTimeout",seconds} {op:"setTags",add?,remove?} {op:"addStickyNote",content,near?} {op:"setStickyNote",name,content} {op:"removeStickyNote",name} {op:"setGroup",name,nodes,newName?} {op:"removeGroup",name}. setNodeSettings takes retryOnFail, maxTries (2-5), waitBetweenTries (ms, up to 5000), executeOnce, alwaysOutputData, pinned:false too. null takes a setting away. A sticky note has the path content. Texts are changed with appendText, prependText or replaceText rather than written anew.`;

/** The tools of every call, always the same and in the same order, so that servers can cache them. */
export const modelTools: readonly ModelTool[] = toolNames.map((name) => ({ name, ...tools[name] }));
