import type { RiskRow } from './risk-row.ts';

/** What reads or writes about people. */
export const peopleTable: readonly RiskRow[] = [
  {
    why: 'starts with what a person wrote or filled in',
    types:
      'gmailTrigger microsoftOutlookTrigger emailReadImap formTrigger typeformTrigger jotFormTrigger surveyMonkeyTrigger formstackTrigger formIoTrigger wufooTrigger koBoToolboxTrigger facebookLeadAdsTrigger calendlyTrigger calTrigger acuitySchedulingTrigger workableTrigger eventbriteTrigger',
    also: ['personal-data'],
  },
  {
    why: 'is about people alone',
    types:
      'bambooHr humanticAi dropcontact hunter uplead oura strava ldap okta gSuiteAdmin microsoftEntra n8nTrainingCustomerDatastore',
    resource: /^(?!group|domain|device|company)/i,
    also: ['personal-data'],
  },
  {
    why: 'is mail that people wrote',
    types: 'gmail microsoftOutlook emailReadImap',
    resource: /^(?:message|thread|draft|messageAttachment|calendar|event|contact|$)/i,
    operation: /^(?:get|search|list|read|$)/i,
    also: ['personal-data'],
  },
  {
    why: 'names and addresses of customers',
    types: 'shopify wooCommerce magento2',
    resource: /order|customer/i,
    also: ['personal-data'],
  },
  {
    why: 'is a conversation between people',
    resource: /^(?:dm|directMessage|conversation|chatMessage)$/i,
    operation: /^(?:get|list|search|messages|read)/i,
    also: ['personal-data'],
  },
  {
    why: 'is about people',
    types: 'freshservice zendesk freshdesk',
    resource: /^(?:agent|requester)/i,
    also: ['personal-data'],
  },
  {
    why: 'is about people',
    resource:
      /contact(?!Field|Attribute)|person|people|users?$|(?:^|user|social)profile|employee|customer(?!Metadata)|^clients?$|lead(?!erboard)|member(?!ship)|subscriber|candidate|applicant|patient|attendee|guest|visitor|registrant|panelist|vendor|collaborator|identity|^admin$/i,
    also: ['personal-data'],
  },
  {
    why: 'is about people',
    operation: /people|persons?$|profile|contacts?$|customers?$|users?$|subscribers?$/i,
    also: ['personal-data'],
  },
];
