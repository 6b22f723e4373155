// The state that Local sent, bounded in size. Listeners are called once per frame.
import { onFrame } from './dom.js';

export const limits = { messages: 50, letters: 100, lines: 100 };

export const state = {
  messages: new Map(), letters: new Map(), lines: [], depth: null, paused: false, down: false,
  totals: { answered: 0, refused: 0, stored: 0, working: 0 },
};

const viewers = [];
let changed = new Set();

const show = onFrame(() => {
  const seen = changed;
  changed = new Set();
  viewers.forEach(view => view(seen));
});

/** Called with the names of the changed parts: messages, totals, letters, lines, depth, paused, down, and each message's SID. */
export function watch(view) {
  viewers.push(view);
}

// Removes the oldest item if there are too many.
function keep(map, key, item, most, isAlike = () => true) {
  map.set(key, item);
  const alike = [...map].filter(([, other]) => isAlike(other));
  if (alike.length > most) {
    map.delete(alike[0][0]);
  }
}

const apply = {
  state(event) {
    state.messages = new Map(event.messages.map(message => [message.sid, message]));
    state.letters = new Map(event.letters.map(letter => [letter.key, letter]));
    state.lines = event.lines;
    state.totals = event.totals;
    state.depth = event.depth ?? state.depth;
    state.paused = event.paused;
    state.down = event.down;
    return ['messages', 'letters', 'lines', 'depth', 'paused', 'down', ...state.messages.keys()];
  },
  message(event) {
    state.totals = event.totals;
    keep(state.messages, event.sid, event, limits.messages, other => other.webhook === event.webhook);
    return ['messages', event.sid];
  },
  totals(event) {
    state.totals = event.totals;
    return ['totals'];
  },
  letter(event) {
    keep(state.letters, event.key, event, limits.letters);
    return ['letters'];
  },
  gone(event) {
    state.letters.delete(event.key);
    return ['letters'];
  },
  line(event) {
    state.lines.push(event);
    state.lines.splice(0, state.lines.length - limits.lines);
    return ['lines'];
  },
  depth(event) {
    state.depth = event;
    return ['depth'];
  },
  paused(event) {
    state.paused = event.paused;
    return ['paused'];
  },
  endpoint(event) {
    state.down = event.down;
    return ['down'];
  },
};

/** Opens the stream. The browser reopens it after a failure and then receives the whole state. */
export function connect(tell) {
  const events = new EventSource('/events');
  events.onopen = () => tell('live');
  events.onerror = () => tell('waiting');
  events.onmessage = ({ data }) => {
    const event = JSON.parse(data);
    apply[event.kind]?.(event).forEach(name => changed.add(name));
    show();
  };
}
