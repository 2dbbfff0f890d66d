import type { NodeProperty } from '../catalog.ts';
import {
  action,
  choice,
  collection,
  credential,
  credentialType,
  flag,
  json,
  list,
  number,
  required,
  text,
  unless,
  when,
} from './shape.ts';

const pairs = [text('name', 'Name'), text('value', 'Value')];
const generic = (type: string) => ({ authentication: ['genericCredentialType'], genericAuthType: [type] });
/** One group of settings, kept under its own name. */
const nested = (name: string, displayName: string, fields: NodeProperty[], group = name) =>
  list(name, displayName, group, fields, { typeOptions: {} });
const body = { sendBody: [true] };

const pages = [
  choice('paginationMode', 'How', ['updateAParameterInEachRequest', 'responseContainsNextURL', 'off']),
  ...when({ paginationMode: ['responseContainsNextURL'] }, [text('nextURL', 'Next address')]),
  ...when({ paginationMode: ['updateAParameterInEachRequest'] }, [
    list('parameters', 'Parameters', 'parameters', [
      choice('type', 'Where', ['qs', 'headers', 'body']),
      text('name', 'Name'),
      text('value', 'Value'),
    ]),
  ]),
  ...unless({ paginationMode: ['off'] }, [
    choice('paginationCompleteWhen', 'Last page when', ['responseIsEmpty', 'receiveSpecificStatusCodes', 'other']),
    ...when({ paginationCompleteWhen: ['receiveSpecificStatusCodes'] }, [text('statusCodesWhenComplete', 'Status')]),
    ...when({ paginationCompleteWhen: ['other'] }, [text('completeExpression', 'Condition')]),
    flag('limitPagesFetched', 'Limit pages'),
    ...when({ limitPagesFetched: [true] }, [number('maxRequests', 'At most', { default: 100 })]),
    number('requestInterval', 'Milliseconds between'),
  ]),
];

export const httpRequest = action('httpRequest', {
  displayName: 'HTTP Request',
  description: 'Calls any web address or API and gives its answer.',
  versions: [1, 2, 3, 4, 4.1, 4.2, 4.3, 4.4, 4.5],
  aliases: ['api', 'fetch', 'get', 'post', 'rest', 'url', 'download', 'web', 'curl', 'call webhook'],
  credentials: [
    credential('httpBasicAuth', 'Basic Auth', generic('httpBasicAuth')),
    credential('httpBearerAuth', 'Bearer Auth', generic('httpBearerAuth')),
    credential('httpHeaderAuth', 'Header Auth', generic('httpHeaderAuth')),
    credential('httpQueryAuth', 'Query Auth', generic('httpQueryAuth')),
    credential('httpDigestAuth', 'Digest Auth', generic('httpDigestAuth')),
    credential('httpCustomAuth', 'Custom Auth', generic('httpCustomAuth')),
    credential('oAuth1Api', 'OAuth1 API', generic('oAuth1Api')),
    credential('oAuth2Api', 'OAuth2 API', generic('oAuth2Api')),
  ],
  properties: [
    choice('method', 'Method', [
      'GET',
      'POST',
      'PUT',
      'PATCH',
      'DELETE',
      'HEAD',
      'OPTIONS',
      'COPY',
      'MKCOL',
      'MOVE',
      'PROPFIND',
      'REPORT',
    ]),
    required(text('url', 'Address')),
    choice('authentication', 'Authentication', ['none', 'predefinedCredentialType', 'genericCredentialType']),
    ...when({ authentication: ['predefinedCredentialType'] }, [
      required(credentialType('nodeCredentialType', 'Credential type')),
    ]),
    ...when({ authentication: ['genericCredentialType'] }, [
      required(
        credentialType('genericAuthType', 'Kind of authentication', {
          description: 'httpBasicAuth, httpBearerAuth, httpHeaderAuth, httpQueryAuth, oAuth2Api, …',
        }),
      ),
    ]),
    flag('provideSslCertificates', 'Client certificate'),
    ...when({ provideSslCertificates: [true] }, [text('sslCertificate', 'Certificate')]),
    flag('sendQuery', 'Send query parameters'),
    ...when({ sendQuery: [true] }, [
      choice('specifyQuery', 'Query as', ['keypair', 'json']),
      ...when({ specifyQuery: ['keypair'] }, [list('queryParameters', 'Query parameters', 'parameters', pairs)]),
      ...when({ specifyQuery: ['json'] }, [json('jsonQuery', 'Query as JSON')]),
    ]),
    flag('sendHeaders', 'Send headers'),
    ...when({ sendHeaders: [true] }, [
      choice('specifyHeaders', 'Headers as', ['keypair', 'json']),
      ...when({ specifyHeaders: ['keypair'] }, [list('headerParameters', 'Headers', 'parameters', pairs)]),
      ...when({ specifyHeaders: ['json'] }, [json('jsonHeaders', 'Headers as JSON')]),
    ]),
    flag('sendBody', 'Send a body'),
    ...when(body, [
      choice('contentType', 'Kind of body', ['json', 'form-urlencoded', 'multipart-form-data', 'binaryData', 'raw']),
      ...when({ contentType: ['json'] }, [choice('specifyBody', 'Body as', ['keypair', 'json'])]),
      ...when({ contentType: ['form-urlencoded'] }, [choice('specifyBody', 'Body as', ['keypair', 'string'])]),
      ...when({ contentType: ['json', 'form-urlencoded'], specifyBody: ['keypair'] }, [
        list('bodyParameters', 'Body fields', 'parameters', pairs),
      ]),
      ...when({ contentType: ['json'], specifyBody: ['json'] }, [json('jsonBody', 'Body as JSON')]),
      ...when({ contentType: ['multipart-form-data'] }, [
        list('bodyParameters', 'Body fields', 'parameters', [
          choice('parameterType', 'Kind', ['formData', 'formBinaryData']),
          ...pairs,
          text('inputDataFieldName', 'Field with the file'),
        ]),
      ]),
      ...when({ contentType: ['form-urlencoded'], specifyBody: ['string'] }, [text('body', 'Body')]),
      ...when({ contentType: ['binaryData'] }, [text('inputDataFieldName', 'Field with the file')]),
      ...when({ contentType: ['raw'] }, [text('rawContentType', 'Content type'), text('body', 'Body')]),
    ]),
    collection('options', 'Options', [
      nested(
        'batching',
        'Batches',
        [number('batchSize', 'Items'), number('batchInterval', 'Milliseconds between')],
        'batch',
      ),
      flag('allowUnauthorizedCerts', 'Accept any certificate'),
      choice('queryParameterArrays', 'Lists in the query', ['brackets', 'repeat', 'indices']),
      flag('lowercaseHeaders', 'Lower-case header names', { default: true }),
      nested('redirect', 'Redirects', [
        flag('followRedirects', 'Follow them'),
        ...when({ followRedirects: [true] }, [number('maxRedirects', 'At most', { default: 21 })]),
      ]),
      nested('response', 'Answer', [
        flag('fullResponse', 'Status and headers too'),
        flag('neverError', 'Go on whatever the status'),
        choice('responseFormat', 'Format', ['autodetect', 'file', 'json', 'text']),
        ...when({ responseFormat: ['file', 'text'] }, [text('outputPropertyName', 'Field', { default: 'data' })]),
      ]),
      nested('pagination', 'Pages', pages),
      text('proxy', 'Proxy'),
      number('timeout', 'Timeout in milliseconds', { default: 10000 }),
      flag('sendCredentialsOnCrossOriginRedirect', 'Credentials on redirects'),
      flag('webdavMethods', 'WebDAV methods'),
    ]),
    ...when({ '@tool': [true] }, [flag('optimizeResponse', 'Shorten the answer')]),
  ],
});
