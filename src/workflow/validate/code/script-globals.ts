/** What JavaScript itself brings, and n8n adds, to every expression. */
const known = new Set(
  `Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError Float32Array Float64Array
  Function Infinity Int16Array Int32Array Int8Array Intl Iterator JSON Map Math NaN Number Object Promise Proxy RangeError
  ReferenceError Reflect RegExp Set String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array
  Uint8ClampedArray WeakMap WeakRef WeakSet Buffer URL URLSearchParams atob btoa arguments decodeURI decodeURIComponent
  encodeURI encodeURIComponent escape eval isFinite isNaN parseFloat parseInt structuredClone undefined unescape
  DateTime Duration Interval console globalThis window global document process require crypto extend extendOptional
  TextEncoder TextDecoder`.split(/\s+/),
);

/** True for a name without `$` that an expression may use, or is refused for another reason. */
export const isGlobal = (name: string): boolean => known.has(name);

/** What programs of Code nodes have besides. */
const ofCode = new Set(
  `items item setTimeout clearTimeout setInterval clearInterval setImmediate clearImmediate queueMicrotask module exports
  fetch XMLHttpRequest AbortController Blob FormData Headers Request Response Event EventTarget performance
  MessageChannel WebAssembly SharedArrayBuffer Atomics AggregateError FinalizationRegistry __dirname __filename self
  getNodeParameter getWorkflowStaticData getInputData getBinaryDataAsync setBinaryDataAsync helpers query DynamicTool
  getWorkflow getCredentials luxon`.split(/\s+/),
);

/** True for a name without `$` that a program of a Code node may use, or is refused for another reason. */
export const isGlobalOfCode = (name: string): boolean => known.has(name) || ofCode.has(name);
