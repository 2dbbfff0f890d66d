/* global MutationObserver, wordsFor */
// A card that somebody works in is not taken away under their hands; `page.ts` puts this text above that of client.js.

/** What is drawn of each card: its frame → what isWorkedIn() looks at. */
const drawn = new WeakMap();

/** Ids of everything that is hidden until a button shows it. */
function hiddenIds(node) {
  if (Array.isArray(node)) return node.flatMap(hiddenIds);
  if (node === null || typeof node !== 'object') return [];
  const own = node.isVisible === false && node.id ? [node.id] : [];
  return [...own, ...Object.values(node).flatMap(hiddenIds)];
}

/** Notes what was drawn, so that it can be told from what somebody made of it since. */
function noteDrawn(frame, card, json) {
  const inputs = card.getAllInputs().map((input) => [input, input.value]);
  drawn.set(frame, { card, hidden: hiddenIds(json), inputs, sent: false });
}

/** An open form, question or menu, or an input that says something else than at first; not once it was sent. */
function isWorkedIn(frame) {
  const { card, hidden, inputs, sent } = drawn.get(frame) ?? { sent: true };
  if (sent) return false;
  if (frame.querySelector('[aria-expanded="true"]')) return true;
  if (hidden.some((id) => card.getElementById(id)?.isVisible)) return true;
  return inputs.some(([input, before]) => {
    const element = input.renderedElement;
    if (!element?.checkVisibility()) return false;
    return input.value !== before || element.contains(document.activeElement);
  });
}

/** What was in the card went to Flowsmith: whatever comes next replaces it. */
function noteSent(frame, sent) {
  const about = drawn.get(frame);
  if (about) about.sent = sent;
}

/** Keeps the card as it is, with a line that says so, and calls back once nobody works in it any more. */
function holdBack(frame, show) {
  frame.querySelector('.newer')?.remove();
  const line = document.createElement('p');
  line.className = 'newer';
  line.setAttribute('role', 'status');
  const words = wordsFor(frame.lang);
  line.textContent = `${words.newer} `;
  const now = document.createElement('button');
  now.type = 'button';
  now.textContent = words.showNow;
  line.append(now);
  frame.append(line);
  const watch = new MutationObserver(look);
  const stop = () => {
    watch.disconnect();
    frame.removeEventListener('focusout', look);
    line.remove();
  };
  const end = () => {
    stop();
    show();
  };
  // When a button of the card takes the focus its press comes first.
  function look() {
    setTimeout(() => line.isConnected && !isWorkedIn(frame) && !drawn.get(frame)?.sent && end());
  }
  watch.observe(frame, { subtree: true, attributes: true, attributeFilter: ['aria-expanded', 'style'] });
  frame.addEventListener('focusout', look);
  now.onclick = end;
  return stop;
}

window.redraw = { noteDrawn, isWorkedIn, noteSent, holdBack };
