/**
 * Shapes of secrets that tell what they are without any word beside them; each matches in linear time. Beside the rules of
 * secretlint (`secret-rules.ts`), which know fewer vendors and want the exact length of each.
 */
export const secretShapes: readonly RegExp[] = [
  // Slack, Discord, Telegram, Teams: tokens, and addresses that are themselves the permission to post
  /\bxox[abeprs]-[A-Za-z0-9-]{10,250}/g,
  /\bxapp-[A-Za-z0-9-]{10,250}/g,
  /(?<=\bhooks\.slack\.com\/(?:services|workflows|triggers)\/)[A-Za-z0-9_/-]{20,200}/g,
  /(?<=\bdiscord(?:app)?\.com\/api\/webhooks\/\d{5,25}\/)[\w-]{30,100}/g,
  /(?<=\.webhook\.office\.com\/webhookb2\/)[\w@/-]{40,300}/g,
  /\b[MNO][\w-]{23,25}\.[\w-]{6}\.[\w-]{27,60}/g,
  /\b(?:bot)?\d{8,10}:AA[\w-]{33}/g,
  // Models
  /\bsk-(?=[A-Za-z_-]{0,60}\d)[A-Za-z0-9_-]{16,250}/g,
  /\b(?:hf|gsk)_[A-Za-z0-9]{30,100}/g,
  /\b(?:pplx|xai)-[A-Za-z0-9]{30,100}/g,
  /\br8_[A-Za-z0-9]{30,60}/g,
  // Code and packages
  /\b(?:ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{20,250}/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,250}/g,
  /\bgl(?:pat|dt|rt|soat|cbt|ptt|ft|imt|agent)-[A-Za-z0-9_-]{16,100}/g,
  /\bnpm_[A-Za-z0-9]{36}\b/g,
  /\bpypi-[A-Za-z0-9_-]{50,300}/g,
  /\brubygems_[a-f0-9]{48}\b/g,
  /\bdckr_pat_[\w-]{20,60}/g,
  /\bATATT3[\w=-]{50,300}/g,
  /\blin_api_[A-Za-z0-9]{30,60}/g,
  /\bfigd_[\w-]{30,80}/g,
  /\bPMAK-[a-f0-9]{24}-[a-f0-9]{30,40}\b/g,
  // Clouds and databases
  /\b(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}\b/g,
  /\bAIza[0-9A-Za-z_-]{30,60}/g,
  /\bya29\.[\w-]{20,300}/g,
  /\bGOCSPX-[\w-]{20,60}/g,
  /\b[\w~.-]{3}8Q~[\w~.-]{31,34}/g,
  /(?<=\b(?:AccountKey|SharedAccessKey)=)[A-Za-z0-9+/]{30,100}={0,2}/g,
  /\bdo[opr]_v1_[a-f0-9]{64}\b/g,
  /\bdapi[a-f0-9]{32}\b/g,
  /\bhvs\.[\w-]{20,200}/g,
  /\btskey-[a-z]{3,12}-[\w-]{16,80}/g,
  /\bsbp_[a-f0-9]{40}\b/g,
  /\bpscale_(?:tkn|pw|oauth)_[\w.-]{30,80}/g,
  /\bdp\.(?:pt|st|ct|sa)\.[A-Za-z0-9.]{40,80}/g,
  // Payments, mail, phones, customers
  /\b[rs]k_(?:live|test)_[0-9A-Za-z]{16,200}/g,
  /\bwhsec_[A-Za-z0-9+/=]{24,100}/g,
  /\bsq0(?:atp|csp)-[\w-]{22,60}/g,
  /\bSG\.[A-Za-z0-9_-]{16,80}\.[A-Za-z0-9_-]{16,80}/g,
  /\bkey-[0-9a-f]{32}\b/g,
  /\b[0-9a-f]{32}-us\d{1,2}\b/g,
  /\bxkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}\b/g,
  /\bSK[0-9a-f]{32}\b/g,
  /\bshp(?:at|ss|ca|pa)_[a-fA-F0-9]{32}\b/g,
  /\bpat-(?:na|eu|ap)\d-[0-9a-f-]{36}\b/g,
  // Notes, tables, monitoring
  /\bsecret_[A-Za-z0-9]{43}\b/g,
  /\bntn_[A-Za-z0-9]{40,60}/g,
  /\bpat[A-Za-z0-9]{14}\.[a-f0-9]{64}\b/g,
  /\bsntry[su]_[\w=+/-]{40,300}/g,
  /\bglc_[A-Za-z0-9+/=]{32,300}/g,
  /\bNRAK-[A-Z0-9]{27}\b/g,
  /\bn8n_api_[a-f0-9]{40,100}\b/g,
  // Of nobody in particular
  /\b[0-9a-f]{32}(?=@[\w.-]{1,100}\.ingest\.)/g,
  /\beyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,2000}/g,
  /\bAGE-SECRET-KEY-1[A-Z0-9]{58}\b/g,
  // Up to the next dashes: also a key that was cut off goes, and no header makes the text behind it be read twice.
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----)[\s\S]){0,8000}(?:-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----)?/g,
  // The same without its header: PKCS#1, PKCS#8, SEC 1 and OpenSSH, as their first bytes look in base64.
  /(?<![A-Za-z0-9+/])(?:b3BlbnNzaC1rZXktdjE|MII[A-Za-z0-9+/]{1,5}IBAAK|MII[A-Za-z0-9+/]{1,5}IBADANBgkqhkiG9w0BAQ|MIGHAgEAMBMGByqGSM49|MHcCAQEE|MC4CAQAwBQYDK2Vw)[A-Za-z0-9+/]{16,16000}(?:\\?[rn\s]{1,4}[A-Za-z0-9+/]{16,200}){0,400}={0,2}/g,
];
