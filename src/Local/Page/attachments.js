// What goes along with the next message: chosen, dropped or taken from the samples; at most ten.
import { byId, element } from './dom.js';

const most = 10;
const samples = [['photo.jpg', 'Photo'], ['picture.png', 'Picture'], ['animation.gif', 'Animation'], ['clip.mp4', 'Video'], ['contact.vcf', 'Contact card']];
let chosen = [];
let onChange = () => {};

/** A small picture of a file that is here or at an address. */
export function thumbnail(url, type, name) {
  if (type.startsWith('image/')) {
    const image = element('img');
    [image.src, image.alt] = [url, name];
    return image;
  }

  if (type.startsWith('video/')) {
    const video = element('video');
    [video.src, video.muted, video.preload, video.playsInline] = [url, true, 'metadata', true];
    video.setAttribute(name ? 'aria-label' : 'aria-hidden', name || 'true');
    return video;
  }

  return element('span', 'file', name);
}

function show() {
  byId('chosen').replaceChildren(...chosen.map(({ file, url }) => {
    const remove = element('button', 'remove', '×');
    remove.type = 'button';
    remove.setAttribute('aria-label', `Remove ${file.name}`);
    remove.addEventListener('click', () => {
      URL.revokeObjectURL(url);
      chosen = chosen.filter(other => other.url !== url);
      show();
      byId('text').focus();
    });
    return element('li', '', thumbnail(url, file.type, file.name), remove);
  }));
  onChange(chosen.length);
}

/** Adds files as far as there is room; says what there is no room for. */
export function attach(files) {
  const room = files.slice(0, most - chosen.length);
  const empty = room.filter(file => file.size === 0).map(file => file.name);
  chosen.push(...room.filter(file => file.size > 0).map(file => ({ file, url: URL.createObjectURL(file) })));
  byId('trouble').textContent = files.length > room.length ? 'A message has at most ten files: the rest was left out.'
    : empty.length > 0 ? `Empty, and left out: ${empty.join(', ')}` : '';
  show();
}

/** Hands over what is attached; its addresses are the taker's to revoke. */
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
  const button = element('button', '', type === 'text/vcard' ? element('span', 'file', title) : thumbnail(`/samples/${name}`, type, ''));
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
