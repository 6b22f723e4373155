// The conversation: bubbles out and in, and under a reply what is behind its links by now.
import { byId, element } from './dom.js';
import { state, watch } from './state.js';
import { thumbnail } from './attachments.js';
import { duration } from './words.js';

const most = 60;
const thread = byId('thread');
const cards = new Set();

// Its end stays in sight while pictures arrive and the composer grows.
let atEnd = true;
const toEnd = () => atEnd && thread.scrollTo(0, thread.scrollHeight);
thread.addEventListener('scroll', () => {
  atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 40;
});
thread.addEventListener('load', toEnd, true);
thread.addEventListener('loadeddata', toEnd, true);
new ResizeObserver(toEnd).observe(thread);

function add(node) {
  atEnd = true;
  thread.append(node);
  while (thread.childElementCount > most) {
    const oldest = thread.firstElementChild;
    oldest.querySelectorAll('[src^="blob:"]').forEach(media => URL.revokeObjectURL(media.src));
    oldest.remove();
  }

  toEnd();
  return node;
}

/** The message that goes out; what is returned tells later how it fared. */
export function sent(text, attached) {
  const media = attached.map(({ file, url }) => thumbnail(url, file.type, file.name));
  const status = element('p', 'status', 'Sending…');
  add(element(
    'div', 'out',
    media.length > 0 ? element('div', `media ${media.length > 1 ? 'many' : ''}`, ...media) : null,
    text ? element('p', 'bubble', text) : null,
    status));
  return (words, isTrouble = false) => {
    status.textContent = words;
    status.classList.toggle('trouble', isTrouble);
    toEnd();
  };
}

/** Three dots, until the reply is there. */
export function typing() {
  const dots = add(element('p', 'in typing', element('span'), element('span'), element('span')));
  dots.setAttribute('aria-hidden', 'true');
  return () => dots.remove();
}

// Text with its URLs as links; they open beside the phone.
function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, i) => {
    if (i % 2 === 0) {
      return part;
    }

    const link = element('a', '', part);
    [link.href, link.target, link.rel] = [part, '_blank', 'noopener'];
    return link;
  });
}

function card(sid, index, link) {
  const made = element('a', 'card', element('span', 'preview'), element('span', 'unseen', `Open media ${index + 1}: `), element('span', 'words', 'on its way'));
  [made.href, made.target, made.rel] = [link, '_blank', 'noopener'];
  cards.add({ sid, index, made, link });
  return made;
}

export function received(sid, text, links) {
  add(element('div', 'in', element('p', 'bubble', ...linked(text)), element('div', 'cards', ...links.map((link, index) => card(sid, index, link)))));
  update();
}

// The address that the page itself may show: the same path, whatever name the link has for this machine.
function preview({ link, index }, media) {
  const type = media.contentType ?? '';
  const path = new URL(link).pathname;
  return type.startsWith('image/') || type.startsWith('video/') ? thumbnail(path, type, '') : element('span', 'file', path.split('.').at(-1));
}

function update() {
  for (const one of cards) {
    const message = state.messages.get(one.sid);
    const media = message?.media.find(other => other.index === one.index);
    if (!media || one.shown === media.stage) {
      continue;
    }

    one.shown = media.stage;
    const words = one.made.querySelector('.words');
    one.made.dataset.stage = media.stage;
    words.textContent = media.stage === 'stored' ? `here after ${duration(media.endedAt - message.at)}` : media.stage === 'dead' ? 'could not be stored' : 'on its way';
    one.made.querySelector('.preview').replaceChildren(...media.stage === 'stored' ? [preview(one, media)] : media.stage === 'dead' ? [element('span', 'file', '!')] : []);
    toEnd();
  }

  [...cards].filter(one => !one.made.isConnected).forEach(one => cards.delete(one));
}

watch(changed => changed.has('messages') && update());
