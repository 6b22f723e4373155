// The dead letters, each with its reason and a replay button.
import { byId, element, say } from './dom.js';
import { state, watch } from './state.js';
import { clock, count, short } from './words.js';

const list = byId('letters');
const items = new Map();
let told = 0;

async function replay(letter, item, button) {
  button.disabled = true;
  button.textContent = 'Replaying…';
  const form = new FormData();
  form.set('messageSid', letter.sid);
  form.set('index', letter.index);
  form.set('clearFault', byId('clear-fault').checked);
  const note = item.querySelector('.note');
  try {
    const answer = await fetch('/simulator/replay', { method: 'POST', body: form });
    note.textContent = answer.ok || answer.status === 404 ? '' : await answer.text();
  } catch {
    note.textContent = 'Local does not respond.';
  }

  button.disabled = false;
  button.textContent = 'Replay';
}

function item(letter) {
  const made = element(
    'li', '',
    element('div', 'what',
      element('p', 'reason', letter.reason),
      element('p', '', letter.detail),
      element('p', 'where', element('code', '', short(letter.sid)), letter.sid ? ` file ${letter.index + 1}` : '',
        ` · ${count(letter.receives, 'receive')} · ${clock(letter.at)}`),
      element('p', 'note')));
  if (letter.sid) {
    const button = element('button', 'replay', 'Replay');
    button.type = 'button';
    button.setAttribute('aria-label', `Replay file ${letter.index + 1} of ${short(letter.sid)}`);
    button.addEventListener('click', () => replay(letter, made, button));
    made.append(button);
  }

  made.querySelector('.note').setAttribute('role', 'alert');
  return made;
}

// The focused item can disappear. Then the next item's button gets the focus, or the heading.
function remove(made) {
  const hadFocus = made.contains(document.activeElement);
  const next = made.nextElementSibling ?? made.previousElementSibling;
  made.remove();
  if (hadFocus) {
    (next?.querySelector('button') ?? byId('letters-title')).focus();
  }
}

function show() {
  for (const [key, { letter, made }] of items) {
    if (state.letters.get(key) !== letter) {
      items.delete(key);
      remove(made);
    }
  }

  for (const [key, letter] of state.letters) {
    if (!items.has(key)) {
      const made = item(letter);
      list.prepend(made);
      items.set(key, { letter, made });
    }
  }

  byId('no-letters').hidden = items.size > 0;
  list.hidden = items.size === 0;
  if (items.size !== told) {
    const newest = [...state.letters.values()].at(-1);
    say(byId('letters-said'), newest ? `${count(items.size, 'dead letter')}, newest: ${newest.reason}` : 'No more dead letters');
    told = items.size;
  }
}

watch(changed => {
  if (changed.has('letters')) {
    show();
  }

  say(byId('letters-count'), `${Math.max(items.size, state.depth?.dead ?? 0)}`);
});
