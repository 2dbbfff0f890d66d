/**
 * Well-known apps that n8n has no node for, with their other names, in small letters: who names one is told so, whatever
 * way they write it, and the hosts of their APIs behind a semicolon. A node that a connected n8n has all the same goes
 * first.
 */
export const absentApps: readonly { name: string; names: readonly string[]; hosts: readonly string[] }[] = `
Marketo|marketo engage|adobe marketo
Coupa
Power BI|powerbi|microsoft power bi
IBM Cloud Object Storage|ibm cos|cos bucket|cos buckets
NetSuite|oracle netsuite
SAP Concur
Workday;workday.com
Smartsheet
Wrike
Basecamp;basecampapi.com
DocuSign
Adobe Sign
PandaDoc
Zuora
Pardot
Eloqua
Veeva
Qlik
ADP
Personio;api.personio.de
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
DATEV;datev.de
Lexoffice
Evernote;evernote.com
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
    const [said = '', host] = line.split(';');
    const [name = '', ...names] = said.split('|');
    return { name, names: [name.toLowerCase(), ...names], hosts: host ? [host] : [] };
  });
