// The conversation: every message sent, from this page or not, with its reply and the current content of its links.
import { byId, element } from './dom.js';
import { state, watch } from './state.js';
import { kindOf, thumbnail } from './attachments.js';
import { duration } from './words.js';

const url = /https?:\/\/[^\s<>"]+/g;
const thread = byId('thread');
const exchanges = new Map();

// The end stays in view while messages and pictures arrive and the composer grows, until the user scrolls away.
let atEnd = true;
let touched = -Infinity;
const toEnd = () => atEnd && thread.scrollTo(0, thread.scrollHeight);
for (const name of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
  thread.addEventListener(name, () => {
    touched = performance.now();
  }, { passive: true });
}

thread.addEventListener('scroll', () => {
  const isNear = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 40;
  atEnd = isNear || (atEnd && performance.now() - touched > 1000);
});
thread.addEventListener('load', toEnd, true);
thread.addEventListener('loadeddata', toEnd, true);
new ResizeObserver(toEnd).observe(thread);
new MutationObserver(toEnd).observe(thread, { childList: true, subtree: true });

function bubble(...content) {
  const made = element('p', 'bubble', ...content);
  made.dir = 'auto';
  return made;
}

function begin(sid, text, tiles, isOwn) {
  const status = element('p', 'status', 'Sending…');
  const media = tiles.length > 0 ? element('div', `media${tiles.length > 1 ? ' many' : ''}`, ...tiles) : null;
  const node = element('div', 'exchange', element('div', 'out', media, text ? bubble(text) : null, status));
  node.dataset.sid = sid;
  const one = { node, status, tiles, isOwn, cards: [], dots: null, reply: null, shown: null };
  exchanges.set(sid, one);
  atEnd ||= isOwn;
  thread.append(node);
  return one;
}

function forget(sid, one) {
  one.node.querySelectorAll('[src^="blob:"]').forEach(media => URL.revokeObjectURL(media.src));
  one.node.remove();
  exchanges.delete(sid);
}

/** The outgoing message. Local reports its progress. */
export function sent(sid, text, attached) {
  const alone = attached.length === 1;
  const one = begin(sid, text, attached.map(({ file, url }) => thumbnail(url, file.type, file.name, alone)), true);
  show(one, { media: [] });
}

/** The simulator's response. The board may have reported it already. */
export function answered(sid, { status, reply }) {
  const one = exchanges.get(sid);
  if (one && one.shown?.status === undefined && !one.shown?.missed) {
    show(one, { media: [], ...one.shown, status, reply });
  }
}

export function failed(sid, words) {
  const one = exchanges.get(sid);
  if (one && !one.shown?.sid) {
    one.dots?.remove();
    say(one.status, words, true);
  }
}

function say(status, words, isTrouble) {
  status.textContent = words;
  status.classList.toggle('trouble', isTrouble);
}

// Three dots until the reply arrives.
function dots() {
  const made = element('p', 'in typing', element('span'), element('span'), element('span'));
  made.setAttribute('aria-hidden', 'true');
  return made;
}

function anchor(link, className, ...content) {
  const made = element('a', className, ...content);
  [made.href, made.target, made.rel] = [link, '_blank', 'noopener'];
  return made;
}

// Text with its URLs as links, which open in a new tab.
function linked(text, links) {
  return text.split(url).flatMap((part, i) => i < links.length ? [part, anchor(links[i], '', links[i])] : [part]);
}

function card(link, index) {
  const name = element('span', 'unseen', `Open file ${index + 1}, `);
  return { link, name, made: anchor(link, 'card', element('span', 'preview'), name, element('span', 'words', 'pending')) };
}

function addReply(one, text) {
  const links = text.match(url) ?? [];
  one.reply = text;
  one.cards = [...new Set(links)].map(card);
  one.node.append(element('div', 'in', bubble(...linked(text, links)), element('div', 'cards', ...one.cards.map(({ made }) => made))));
}

// The URL that this page can load: the same path on this page's own origin.
const pathOf = ({ link }) => new URL(link).pathname;

function showMedia(one, message, media) {
  const found = one.cards[media.index];
  const kind = kindOf(media.contentType ?? '');
  if (found && found.stage !== media.stage) {
    found.stage = media.stage;
    found.made.dataset.stage = media.stage;
    found.name.textContent = `Open ${kind === 'PDF' ? kind : kind.toLowerCase()} ${media.index + 1}, `;
    found.made.querySelector('.words').textContent = media.stage === 'stored' ? `stored after ${duration(media.endedAt - message.at)}`
      : media.stage === 'dead' ? 'failed' : 'pending';
    found.made.querySelector('.preview').replaceChildren(
      ...media.stage === 'stored' ? [thumbnail(pathOf(found), media.contentType ?? '', '')] : media.stage === 'dead' ? [element('span', 'file', '!')] : []);
  }

  if (found && media.stage === 'stored' && !one.isOwn && !one.tiles[media.index]?.dataset.stored) {
    const tile = thumbnail(pathOf(found), media.contentType ?? '', kind, message.media.length === 1);
    tile.dataset.stored = 'true';
    one.tiles[media.index]?.replaceWith(tile);
    one.tiles[media.index] = tile;
  }
}

function show(one, message) {
  one.shown = message;
  const isAccepted = message.status >= 200 && message.status < 300;
  const isOpen = message.status === undefined && !message.missed;
  const words = isOpen ? 'Sending…'
    : message.missed ? 'Reached Twilio, not us'
    : !isAccepted ? `Not delivered: the webhook returned ${message.status}`
    : message.recovered ? 'Recovered' : 'Delivered';
  say(one.status, words, !isOpen && !isAccepted && !message.missed);
  if (isOpen && !one.dots) {
    one.dots = dots();
    one.node.append(one.dots);
  } else if (!isOpen) {
    one.dots?.remove();
  }

  if (message.reply && !one.reply) {
    addReply(one, message.reply);
  }

  message.media.forEach(media => showMedia(one, message, media));
  toEnd();
}

watch(changed => {
  if (!changed.has('messages')) {
    return;
  }

  for (const [sid, one] of exchanges) {
    if (one.shown?.sid && !state.messages.has(sid)) {
      forget(sid, one);
    }
  }

  for (const [sid, message] of state.messages) {
    if (message.webhook && exchanges.get(sid)?.shown !== message) {
      const tiles = message.media.map(media => element('span', 'file', kindOf(media.contentType ?? '')));
      show(exchanges.get(sid) ?? begin(sid, message.text, tiles, false), message);
    }
  }
});
