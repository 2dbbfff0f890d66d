/* global AdaptiveCards, cardLanguage, hostConfig, cardTextToHtml, pickers, redraw */
// The playground page. `page.ts` puts cardTextToHtml and the other scripts of this folder above this text.
const find = (id) => document.getElementById(id);
const [log, welcome, offline, person] = ['log', 'welcome', 'offline', 'person'].map(find);
const [form, box, count] = ['composer', 'composer-text', 'count'].map(find);
const conversation = new URLSearchParams(location.search).get('conversation') ?? 'main';
const library = window.AdaptiveCards;
const rows = new Map();
let replaying = true;

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

/** Posts JSON; resolves with undefined, or with what to tell the person when it did not work. */
async function send(path, body) {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (response.ok) return undefined;
    const { error } = await response.json();
    return error.reference ? `${error.message} (reference ${error.reference})` : error.message;
  } catch {
    return 'Flowsmith could not be reached. Is it still running?';
  }
}

// ---- cards ----------------------------------------------------------------------------------------------------------

function drawCard(entry) {
  const frame = make('div', 'card');
  const card = new library.AdaptiveCard();
  card.hostConfig = hostConfig();
  card.onExecuteAction = (action) => {
    if (action.getJsonTypeName() === 'Action.ToggleVisibility') focusQuestion(card, action);
    else press(action, entry, frame, card);
  };
  card.onInputValueChanged = (input) => {
    redraw.noteSent(frame, false);
    pickers.suggestFor(card, input);
  };
  // Whoever opened inputs wants to type: the first one gets the focus.
  card.onInlineCardExpanded = (action, open) => {
    if (open) setTimeout(() => action.card.getAllInputs()[0]?.focus());
  };
  frame.lang = entry.card.lang ?? 'en';
  cardLanguage.labelOverflow(frame.lang);
  card.parse(cardLanguage.withDates(entry.card));
  frame.append(card.render() ?? make('p', '', entry.text));
  // The library calls every card button a menu item or leaves the role out; they are plain buttons and links here.
  for (const button of frame.querySelectorAll('.ac-pushButton')) button.removeAttribute('role');
  frame.firstElementChild.removeAttribute('tabindex');
  for (const { id, text } of entry.card.body.filter(({ id }) => id?.startsWith('copy_')))
    card.getElementById(id)?.renderedElement?.append(copyButton(text, frame));
  redraw.noteDrawn(frame, card, entry.card);
  return frame;
}

/** A question that opens has the focus on its first button, the one that changes nothing. */
function focusQuestion(card, action) {
  const [{ elementId, isVisible }] = action.toJSON().targetElements;
  if (isVisible) setTimeout(() => card.getElementById(elementId)?.renderedElement?.querySelector('button')?.focus());
}

async function press(action, entry, frame, card) {
  if (action.getJsonTypeName() === 'Action.OpenUrl') {
    window.open(action.url, '_blank', 'noopener,noreferrer');
    return;
  }
  const sent = pickers.sentBy(card, action.data);
  if (!sent) return showProblem(frame, 'Choose one in the list first.');
  const buttons = [...frame.querySelectorAll('button')];
  const enable = (on) => buttons.map((button) => button.toggleAttribute('disabled', !on));
  enable(false);
  const problem = await send('/playground/actions', {
    id: crypto.randomUUID(),
    ...sent,
    message: entry.id,
    person: person.value,
    conversation,
  });
  if (problem) showProblem(frame, problem);
  else redraw.noteSent(frame, true);
  // A card that was answered is replaced; one that was not (no right to approve, say) can be pressed again.
  setTimeout(() => enable(true), problem ? 0 : 1500);
}

/** Copies a text of the card as it was before its Markdown. */
function copyButton(markdown, frame) {
  const copy = make('button', 'ac-pushButton copy', 'Copy');
  copy.type = 'button';
  copy.onclick = async () => {
    try {
      await navigator.clipboard.writeText(markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1').replace(/\n\n/g, '\n'));
      copy.textContent = 'Copied';
    } catch {
      showProblem(frame, 'The browser does not let this page copy. Mark the text and copy it.');
    }
  };
  return copy;
}

/** One at a time: the newest counts. */
function showProblem(frame, text) {
  for (const line of frame.querySelectorAll('.problem')) line.remove();
  frame.append(alertLine(text));
}

function alertLine(text) {
  const line = make('p', 'problem', text);
  line.setAttribute('role', 'alert');
  return line;
}

// ---- conversation ---------------------------------------------------------------------------------------------------

function draw(entry) {
  const item = make('li', `entry ${entry.kind}`);
  item.dataset.person = entry.person?.id ?? '';
  const head = make('p', 'head');
  head.append(make('b', '', entry.kind === 'said' ? entry.person.name : 'Flowsmith'));
  if (entry.kind === 'private') head.append(make('span', 'only', 'only you see this'));
  const time = make('time', '', new Date(entry.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }));
  time.dateTime = entry.at;
  head.append(time);
  const body = make('div', 'body');
  if (entry.card && library) body.append(drawCard(entry));
  else body.append(make('p', 'text', entry.text));
  item.append(head, body);
  if (entry.failed) item.append(retryLine(entry));
  return item;
}

function retryLine(entry) {
  const line = alertLine('Flowsmith could not take this. ');
  const again = make('button', 'again', 'Try again');
  again.type = 'button';
  again.onclick = () => say(entry.text, entry.id, entry.person.id);
  line.append(again);
  return line;
}

function show(entry) {
  const json = JSON.stringify(entry);
  const row = rows.get(entry.id);
  // After a lost connection everything comes once more.
  if (row?.json === json) return;
  row?.stopHolding?.();
  const frame = row?.item.querySelector('.card');
  if (frame && redraw.isWorkedIn(frame)) {
    row.json = json;
    row.stopHolding = redraw.holdBack(frame, () => put(entry, json));
  } else put(entry, json);
}

function put(entry, json) {
  const before = rows.get(entry.id)?.item;
  const item = draw(entry);
  if (before) {
    const focused = [...before.querySelectorAll('button')].indexOf(document.activeElement);
    before.replaceWith(item);
    if (focused >= 0) (item.querySelectorAll('button')[focused] ?? box).focus({ preventScroll: true });
  } else {
    if (!replaying) item.classList.add('arrives');
    log.append(item);
  }
  rows.set(entry.id, { item, json });
  hideOthers();
}

/** What was said to one person alone is shown to that person alone. */
function hideOthers() {
  for (const { item } of rows.values()) {
    item.hidden = item.classList.contains('private') && item.dataset.person !== person.value;
    item.classList.toggle('mine', item.classList.contains('said') && item.dataset.person === person.value);
  }
  welcome.hidden = rows.size > 0;
}

// The newest line stays in sight while cards grow and pictures load, unless the reader has scrolled up.
let following = true;
function follow() {
  if (following) window.scrollTo({ top: document.body.scrollHeight, behavior: 'instant' });
}
new ResizeObserver(follow).observe(log);
addEventListener('resize', follow);
addEventListener('scroll', () => {
  following = window.innerHeight + window.scrollY > document.body.scrollHeight - 80;
});

async function say(text, id = crypto.randomUUID(), speaker = person.value) {
  const problem = await send('/playground/messages', {
    id,
    text,
    person: speaker,
    conversation,
    locale: navigator.language,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  // What reached Flowsmith and failed there is on the timeline, with a way to try again; the rest is said here.
  if (!problem || rows.has(id)) return;
  box.value ||= text;
  grow();
  form.prepend(alertLine(problem));
}

// ---- composer -------------------------------------------------------------------------------------------------------

/** Counts from where it comes close to what Flowsmith reads; true: more than that. */
function isTooLong() {
  const most = Number(count.dataset.most);
  const { length } = box.value.trim();
  count.hidden = length < most * 0.9;
  count.textContent = `${length.toLocaleString('en')} of ${most.toLocaleString('en')} characters`;
  count.classList.toggle('over', length > most);
  return length > most;
}

function grow() {
  isTooLong();
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight, 200)}px`;
}

function submit(event) {
  event?.preventDefault();
  const text = box.value.trim();
  if (!text) return box.focus();
  for (const line of form.querySelectorAll('.problem')) line.remove();
  if (isTooLong()) {
    form.prepend(alertLine(`Flowsmith reads up to ${count.textContent.split(' of ')[1]}. Shorten it, then send it.`));
    return box.focus();
  }
  box.value = '';
  grow();
  following = true;
  follow();
  say(text);
}

form.addEventListener('submit', submit);
box.addEventListener('input', grow);
box.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event);
});
for (const chip of document.querySelectorAll('.chip')) {
  chip.addEventListener('click', () => {
    box.value = chip.dataset.text;
    grow();
    box.focus();
  });
}
find('fresh').addEventListener('click', () => location.assign(`/playground?conversation=${crypto.randomUUID()}`));
person.value = sessionStorage.getItem('person') ?? person.options[0].value;
person.addEventListener('change', () => {
  sessionStorage.setItem('person', person.value);
  hideOthers();
});

if (library) {
  library.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = `<span>${cardTextToHtml(text)}</span>`;
    result.didProcess = true;
  };
}

const events = new EventSource(`/playground/events?conversation=${encodeURIComponent(conversation)}`);
events.addEventListener('open', () => {
  offline.hidden = true;
});
events.addEventListener('error', () => {
  offline.hidden = false;
});
events.addEventListener('entry', (event) => show(JSON.parse(event.data)));
events.addEventListener('replayed', () => {
  replaying = false;
  hideOthers();
});
box.focus();
