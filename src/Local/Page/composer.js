// Writing and sending.
import * as attachments from './attachments.js';
import { byId } from './dom.js';
import { received, sent, typing } from './thread.js';

const text = byId('text');
let attached = 0;

function enable() {
  byId('send').disabled = attached === 0 && text.value.trim() === '';
}

async function post(body, files, fault) {
  const form = new FormData();
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
  [text.value, byId('fault').value] = ['', ''];
  enable();
  const tell = sent(body, files);
  const stop = typing();
  try {
    const answer = await post(body, files, fault);
    stop();
    const isDelivered = answer.status >= 200 && answer.status < 300;
    tell(isDelivered ? 'Delivered' : `Not delivered: the webhook answered ${answer.status}`, !isDelivered);
    if (answer.reply) {
      received(answer.messageSid, answer.reply, answer.links);
    }
  } catch (error) {
    stop();
    tell(`Not sent: ${error instanceof TypeError ? 'Local does not answer' : error.message.trim()}`, true);
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
