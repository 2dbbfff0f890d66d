/* global fetch, library, person */
// Lists that ask Flowsmith at every key; `page.ts` puts this text above that of client.js.

/** What was offered in each list of a card: its title says which it is. */
const offered = new WeakMap();

/** Asks what fits the words in a list that somebody types into, and shows it. */
async function suggestFor(card, input) {
  if (!(input instanceof library.ChoiceSetInput) || !input.isDynamicTypeahead()) return;
  const words = input.getFilterForDynamicSearch() ?? '';
  // Opens the list, which is empty so far.
  input.showLoadingIndicator();
  const { dataset } = input.choicesData;
  const options = dataset.startsWith('flowsmith:') ? await optionsFor(dataset.slice('flowsmith:'.length), words) : [];
  const known = offered.get(card) ?? new Map();
  const titles = known.get(input.id) ?? new Map();
  for (const { label, value } of options) titles.set(label, value);
  offered.set(card, known.set(input.id, titles));
  input.renderChoices(
    words,
    options.map(({ label, value }) => new library.Choice(label, value)),
  );
}

async function optionsFor(at, words) {
  try {
    const response = await fetch('/playground/choices', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ at: JSON.parse(at), words, person: person.value }),
    });
    return response.ok ? (await response.json()).options : [];
  } catch {
    return [];
  }
}

/** What a list of the card stands at: a value, never what was merely typed into it. */
function pickedIn(card, id, given) {
  const titles = offered.get(card)?.get(id);
  return titles ? titles.get(given) : given;
}

/**
 * What a button of the card sends; undefined where its list has nothing chosen. Inputs come mixed with the ids: what was
 * typed under its field's name, a chosen place in a list as text.
 */
function sentBy(card, { action, thread: _thread, input, ...given }) {
  const typed = Object.entries(given)
    .filter(([key]) => key.startsWith('field_'))
    .map(([key, text]) => [key, key.endsWith('.picked') ? pickedIn(card, key, text) : text])
    .filter(([, text]) => text !== undefined);
  const value = Object.fromEntries(Object.entries(given).filter(([key]) => !/^(field|choice|pick)_/.test(key)));
  if (input) {
    const chosen = pickedIn(card, input, given[input]);
    if (!chosen) return undefined;
    if (input.startsWith('pick_')) typed.push(['field_picked', chosen]);
    else value.choice = Number(chosen);
  }
  const fields = Object.fromEntries(typed.map(([key, text]) => [key.slice('field_'.length), text]));
  return { action, value, ...(typed.length > 0 ? { fields } : {}) };
}

window.pickers = { suggestFor, sentBy };
