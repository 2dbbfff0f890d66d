import { wordsIn } from '#src/language/words.ts';

/** What Slack suggests to somebody who opens the conversation with the bot; the manifest says the same. At most 4. */
export const suggestedPrompts = wordsIn('en').adapters.slack.prompts;
