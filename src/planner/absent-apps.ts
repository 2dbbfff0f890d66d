/**
 * Well-known apps that n8n has no node for, with their other names, in small letters: who names one is told so, whatever
 * way they write it. A node that a connected n8n has all the same goes first.
 */
export const absentApps: readonly { name: string; names: readonly string[] }[] = `
Marketo|marketo engage|adobe marketo
Coupa
Power BI|powerbi|microsoft power bi
IBM Cloud Object Storage|ibm cos|cos bucket|cos buckets
NetSuite|oracle netsuite
SAP Concur
Workday
Smartsheet
Wrike
Basecamp
DocuSign
Adobe Sign
PandaDoc
Zuora
Pardot
Eloqua
Veeva
Qlik
ADP
Personio
Datadog
New Relic
Opsgenie
Statuspage
Outreach.io
Salesloft
Constant Contact
Campaign Monitor
Klaviyo
Marketing Cloud|salesforce marketing cloud
Braintree
Adyen
BigCommerce
Squarespace
Wix
Etsy
DATEV
Lexoffice
Evernote
OneNote|microsoft onenote
Microsoft Planner
Azure DevOps
Confluent
SurveySparrow
Qualtrics
`
  .split('\n')
  .map((line) => line.trim())
  .filter(Boolean)
  .map((line) => {
    const [name = '', ...names] = line.split('|');
    return { name, names: [name.toLowerCase(), ...names] };
  });
