/** What the built-in templates ask for, when nobody said it. */
const asks = {
  channel: 'Which Slack channel, for example #general?',
  decidingChannel: 'In which Slack channel is it decided?',
  leaveChannel: 'In which Slack channel is leave decided?',
  salesChannel: 'Which Slack channel does sales read?',
  billingChannel: 'Which Slack channel gets mail about billing?',
  technicalChannel: 'Which Slack channel gets technical mail?',
  restChannel: 'Which Slack channel gets the rest?',
  itChannel: 'Which Slack channel does IT read?',
  facilitiesChannel: 'Which Slack channel do facilities read?',
  email: 'To which e-mail address?',
  decidingEmail: 'Which e-mail address decides?',
  watchedEmail: 'Mail from which address?',
  itEmail: 'Which e-mail address does IT read?',
  restEmail: 'Which e-mail address gets the rest?',
  sender: 'From which e-mail address are they sent?',
  sheet: 'Which Google sheet? Send its link.',
  tab: 'Which tab of the sheet?',
  folder: 'Which Google Drive folder? Send its link.',
  calendar: 'Which Google calendar (its e-mail address)?',
  api: 'What is the address of the API?',
  calledAddress: 'Which address is called?',
  passedOn: 'To which address are they passed on?',
  price: 'Which address answers with the price as JSON?',
  feed: 'What is the address of the feed?',
  website: 'Which website?',
  time: 'At what time?',
  list: 'In which field of the answer is the list?',
  role: 'What is the assistant for?',
  tone: 'How should replies sound?',
  orders: 'In which table are the orders?',
  fromTable: 'From which table?',
  intoTable: 'Into which table?',
  key: 'Which column tells rows apart?',
  owner: 'Whose repository is it (user or organisation)?',
  repository: 'Which repository?',
  limit: 'Below which price?',
  event: 'Which event counts, for example order.paid?',
  reminder: 'What should the reminder say?',
  group: 'By which column?',
  value: 'Which column is added up?',
  place: 'For which place?',
};

/** What the built-in templates take for granted. */
const assumes = {
  startsFrom: ({ name }: { name: string }): string => `It starts from the template “${name}”.`,
  sentAs: ({ address }: { address: string }): string => `E-mails are sent as ${address}.`,
  listIds: (): string => 'Entries of the list are told apart by their id.',
  birthdays: (): string => 'The sheet has the columns Name and Birthday, written as 1990-12-31.',
  sales: (): string => 'The table has the columns id, total and created_at.',
  tableRows: (): string => 'The table has the columns id and created_at.',
  errorWorkflow: (): string => 'Other workflows name this one as their error workflow in their settings.',
  firstTab: (): string => 'It watches the first tab of the sheet.',
  dueRows: (): string => 'The sheet has the columns Task, Due (written as 2026-12-31) and Status.',
  priceField: (): string => 'The price stands in the field price of the answer.',
  openMeteo: (): string => 'The weather comes from Open-Meteo, a public service that needs no key.',
  callerSends: (): string => 'The caller sends name and email as JSON.',
  noTime: ({ time }: { time: string }): string => `No time was named: it runs at ${time}.`,
  everyWeek: (): string => 'It runs every week on that day.',
  everyDay: (): string => 'No day was named: it runs every day.',
  onMonday: (): string => 'No day was named: it runs on Monday.',
  lookedUp: ({ place }: { place: string }): string => `${place} is looked up by name when the workflow runs.`,
  placeOfZone: ({ place }: { place: string }): string => `No place was named: the weather of ${place} is used.`,
  subject: ({ text }: { text: string }): string => `The subject is “${text}”.`,
  messageSays: ({ text }: { text: string }): string => `The message says “${text}”.`,
  webhookAt: ({ method, path }: { method: string; path: string }): string =>
    `The webhook is called with ${method} at the path “${path}”.`,
  firstTabUsed: (): string => 'The first tab of the Google Sheet is used.',
  aiTaken: ({ name }: { name: string }): string => `${name} is the AI; say “with Anthropic” or another to change that.`,
  assistantTold: (): string => 'The assistant is told what you wrote about it; it can answer, and do nothing else.',
  assistantReads: ({ what }: { what: string }): string =>
    `The assistant is told what you wrote about it; it can answer and read ${what}, and do nothing else.`,
  aiReads: ({ what }: { what: string }): string => `The AI can read ${what}, and do nothing else.`,
  remembers: (): string => 'It remembers the last messages of a conversation, until n8n restarts.',
  storeTaken: ({ store }: { store: string }): string =>
    `No store was named: ${store} is used, in a Postgres database of your own; say “in Qdrant” or another to change that.`,
  storeInMemory: ({ store }: { store: string }): string =>
    `${store} is empty after a restart, and only knows what the same n8n process was given.`,
  storeNotFilled: ({ store }: { store: string }): string =>
    `This workflow looks things up in ${store} and puts nothing in there. For that, ask for another one: “When a file is added to Google Drive, index it into ${store}”.`,
  storeFilledFrom: ({ app, store }: { app: string; store: string }): string =>
    `What is added to ${app} from now on is put into ${store}; what is there already is not.`,
  storeAnew: ({ store }: { store: string }): string =>
    `Every run puts everything into ${store} anew; what was put there before stays.`,
  embeddingsOf: ({ name }: { name: string }): string =>
    `${name} makes the embeddings; what fills the store and what searches it need the same ones.`,
  fileKinds: (): string => 'PDF, Word, CSV, EPUB, JSON and text files are read; with any other file the run fails.',
  fieldOf: ({ field, of }: { field: string; of: string }): string =>
    `The field “${field}” of the ${of} is compared; its name is taken from the words.`,
  oneRead: (): string => 'One is read: which of them comes first, the app decides.',
  filesAsPdf: (): string => 'The files are read as PDF; say another kind to change that.',
  filesAsText: (): string => 'The files are read as plain text; say “PDF” to change that.',
  hearsTaken: (): string => 'OpenAI writes down what was said; say “with Gemini” to change that.',
  cannotListen: ({ name }: { name: string }): string =>
    `OpenAI writes down what was said (n8n’s ${name} cannot listen); say “with Gemini” to change that.`,
  imageTaken: ({ name }: { name: string }): string => `${name} makes the image; say “with Gemini” to change that.`,
  videoTaken: ({ name }: { name: string }): string => `${name} makes the video; say “with Gemini” to change that.`,
  audioTaken: ({ name }: { name: string }): string => `${name} makes the audio.`,
  soraLength: (): string => 'Sora 2 makes the video, 4 seconds long.',
  veoLength: (): string => 'Veo 3 makes the video, as long as it makes one by itself.',
  voiceTaken: (): string => 'OpenAI’s voice “alloy” speaks.',
  otherKinds: (): string => 'Messages of any other kind get no answer.',
  intoColumn: ({ column }: { column: string }): string => `It goes into the column “${column}”.`,
  selectProperty: ({ property }: { property: string }): string =>
    `The property is called “${property}” and is a select.`,
  onMonthDays: ({ days }: { days: string }): string => `No days were named: it runs on day ${days} of the month.`,
  askedIn: ({ app }: { app: string }): string => `It is asked in ${app}.`,
};

export const templates = { asks, assumes };
export type TemplateAsk = keyof typeof asks;
export type TemplateAssumption = keyof typeof assumes;
