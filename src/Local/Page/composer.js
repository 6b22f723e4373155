// Composes and sends messages.
import * as attachments from './attachments.js';
import { byId } from './dom.js';
import { answered, failed, sent } from './thread.js';

const text = byId('text');
let attached = 0;

function enable() {
  byId('send').disabled = attached === 0 && text.value.trim() === '';
}

// Chosen here, so that the message's events can be recognized.
function newSid(hasFiles) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return (hasFiles ? 'MM' : 'SM') + [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

async function post(sid, body, files, fault) {
  const form = new FormData();
  form.set('messageSid', sid);
  form.set('body', body);
  form.set('fault', fault);
  files.forEach(({ file }) => form.append('file', file, file.name));
  const answer = await fetch('/simulator/mms', { method: 'POST', body: form });
  if (!answer.ok) {
    throw new Error(await answer.text());
  }

  return answer.json();
}

async function send() {
  const [body, files] = [text.value.trim(), attachments.take()];
  const fault = byId('fault').value;
  const sid = newSid(files.length > 0);
  [text.value, byId('fault').value] = ['', ''];
  enable();
  sent(sid, body, files);
  try {
    answered(sid, await post(sid, body, files, fault));
  } catch (error) {
    failed(sid, `Not sent: ${error instanceof TypeError ? 'Local does not respond' : error.message.trim()}`);
  }
}

attachments.start(count => {
  attached = count;
  enable();
});
text.addEventListener('input', enable);
byId('composer').addEventListener('submit', event => {
  event.preventDefault();
  if (!byId('send').disabled) {
    send();
    text.focus();
  }
});
