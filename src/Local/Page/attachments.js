// The attachments of the next message: chosen, dropped or from the samples; at most ten.
import { byId, element } from './dom.js';

const most = 10;
const samples = [
  ['photo.jpg', 'Photo'], ['picture.png', 'Picture'], ['animation.gif', 'Animation'],
  ['clip.mp4', 'Video'], ['contact.vcf', 'Contact card'],
];
let chosen = [];
let onChange = () => {};

/** The name of a file type. */
export function kindOf(type) {
  return type.startsWith('image/') ? 'Photo' : type.startsWith('video/') ? 'Video' : type.startsWith('audio/') ? 'Recording'
    : type === 'application/pdf' ? 'PDF' : /^text\/(x-)?vcard/.test(type) ? 'Contact card' : 'File';
}

// With controls if there is room, otherwise with a badge.
function clip(url, label, hasRoom) {
  const video = element('video');
  [video.src, video.muted, video.preload, video.playsInline, video.controls] = [url, true, 'metadata', true, hasRoom];
  video.setAttribute(label ? 'aria-label' : 'aria-hidden', label || 'true');
  return hasRoom ? video : element('span', 'clip', video);
}

// A name that equals the kind is not repeated.
const labelOf = (kind, name) => name && name !== kind ? `${kind} ${name}` : name;

function tile(kind, name) {
  const made = element('span', 'file', element('b', '', kind), name && name !== kind ? element('span', '', name) : null);
  if (name) {
    made.setAttribute('role', 'img');
    made.setAttribute('aria-label', labelOf(kind, name));
  } else {
    made.setAttribute('aria-hidden', 'true');
  }

  return made;
}

// A picture that this browser cannot show becomes a tile like any other file.
function picture(url, kind, name) {
  const image = element('img');
  [image.src, image.alt] = [url, name];
  image.addEventListener('error', () => image.replaceWith(tile(kind, name)));
  return image;
}

/** A thumbnail of a local file or a URL. Without a name it is decorative. */
export function thumbnail(url, type, name, hasRoom = false) {
  const kind = kindOf(type);
  return kind === 'Photo' ? picture(url, kind, name)
    : kind === 'Video' ? clip(url, labelOf(kind, name), hasRoom)
    : tile(kind, name);
}

function show(words) {
  byId('chosen').replaceChildren(...chosen.map(({ file, url }) => {
    const remove = element('button', 'remove', '×');
    remove.type = 'button';
    remove.setAttribute('aria-label', `Remove ${file.name}`);
    remove.addEventListener('click', () => {
      URL.revokeObjectURL(url);
      chosen = chosen.filter(other => other.url !== url);
      show(`${file.name} removed`);
      byId('text').focus();
    });
    return element('li', '', thumbnail(url, file.type, file.name), remove);
  }));
  const count = words || chosen.length > 0 ? `${chosen.length} of ${most}` : '';
  byId('attached').textContent = [words, count].filter(Boolean).join(', ');
  onChange(chosen.length);
}

/** Adds files up to the limit and reports those that were not added. */
export function attach(files) {
  const room = files.slice(0, most - chosen.length);
  const empty = room.filter(file => file.size === 0).map(file => file.name);
  const added = room.filter(file => file.size > 0);
  chosen.push(...added.map(file => ({ file, url: URL.createObjectURL(file) })));
  byId('trouble').textContent = files.length > room.length ? 'A message has at most ten files. The others were not attached.'
    : empty.length > 0 ? `Not attached because empty: ${empty.join(', ')}` : '';
  show(added.length === 0 ? '' : `${added.length === 1 ? added[0].name : `${added.length} files`} attached`);
}

/** Returns the attachments and clears them. The caller revokes their URLs. */
export function take() {
  const taken = chosen;
  chosen = [];
  show();
  return taken;
}

async function attachSample(name) {
  const answer = await fetch(`/samples/${name}`);
  const bytes = await answer.blob();
  attach([new File([bytes], name, { type: bytes.type })]);
}

function sample([name, title]) {
  const type = name.endsWith('.mp4') ? 'video/mp4' : name.endsWith('.vcf') ? 'text/vcard' : 'image/*';
  const button = element('button', '', thumbnail(`/samples/${name}`, type, ''));
  button.type = 'button';
  button.setAttribute('aria-label', `Attach the sample: ${title}`);
  button.title = title;
  button.addEventListener('click', () => attachSample(name));
  return element('li', '', button);
}

function watchDrops(phone) {
  const hasFiles = event => event.dataTransfer?.types.includes('Files');
  addEventListener('dragover', event => {
    if (hasFiles(event)) {
      event.preventDefault();
      phone.classList.add('dropping');
    }
  });
  addEventListener('dragleave', event => event.relatedTarget === null && phone.classList.remove('dropping'));
  addEventListener('drop', event => {
    phone.classList.remove('dropping');
    if (hasFiles(event)) {
      event.preventDefault();
      attach([...event.dataTransfer.files]);
    }
  });
}

export function start(changed) {
  onChange = changed;
  byId('samples').append(...samples.map(sample));
  byId('files').addEventListener('change', event => {
    attach([...event.target.files]);
    event.target.value = '';
  });
  watchDrops(byId('phone'));
}
