// The pipeline: the figures above, and one row for each message.
import { byId, element, say } from './dom.js';
import { state, watch } from './state.js';
import { heading, isAccepted, outcome, steps } from './steps.js';
import { clock, duration, short } from './words.js';

const list = byId('messages');
const rows = new Map();

function step([name, stage, words]) {
  const made = element('li', stage, element('span', 'name', name), element('span', 'words', words || ' '));
  made.append(element('span', 'unseen', { done: 'done', active: 'under way', waiting: 'waiting', failed: 'failed', idle: 'not yet' }[stage]));
  return made;
}

function row(message) {
  const [kind, words] = outcome(message);
  const made = element(
    'li', `message ${kind}`,
    element('p', 'about', element('code', '', short(message.sid)), ` ${heading(message)}`),
    element('p', 'outcome', words),
    element('time', '', clock(message.at)),
    element('ol', 'steps', ...steps(message).map(step)));
  made.dataset.sid = message.sid;
  return made;
}

function showMessages(changed) {
  for (const [sid, made] of rows) {
    if (!state.messages.has(sid)) {
      made.remove();
      rows.delete(sid);
    }
  }

  for (const [sid, message] of state.messages) {
    const before = rows.get(sid);
    if (!before || changed.has(sid)) {
      const made = row(message);
      before ? before.replaceWith(made) : list.prepend(made);
      rows.set(sid, made);
    }
  }

  byId('no-messages').hidden = rows.size > 0;
  list.hidden = rows.size === 0;
}

function showFigures() {
  const messages = [...state.messages.values()];
  const media = messages.flatMap(message => message.media);
  const answered = messages.filter(message => message.webhook && message.status !== undefined);
  const refused = answered.filter(message => !isAccepted(message)).length;
  const last = messages.findLast(message => message.media.some(one => one.stage === 'stored'));
  say(byId('webhook-figure'), `${state.totals.answered}`);
  say(byId('webhook-note'), answered.length === 0 ? 'no message yet' : refused > 0 ? `answered, ${refused} refused` : `answered, last ${duration(answered.at(-1).tookMs)}`);
  say(byId('queue-figure'), `${state.depth?.waiting ?? '–'}`);
  say(byId('queue-note'), `${state.depth?.waiting === 1 ? 'job' : 'jobs'} waiting, ${state.depth?.inFlight ?? 0} in flight`);
  say(byId('worker-figure'), `${media.filter(one => one.stage === 'working').length}`);
  say(byId('worker-note'), state.paused ? 'in work, paused' : 'in work now');
  say(byId('stored-figure'), `${state.totals.stored}`);
  say(byId('stored-note'), last ? `media, last ${duration(Math.max(...last.media.map(one => one.endedAt ?? 0)) - last.at)}` : 'no media yet');
}

function showLines() {
  const log = byId('log');
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  log.replaceChildren(...state.lines.map(line => element(
    'li', line.level.toLowerCase(),
    element('time', '', clock(line.at)), ' ', element('b', '', line.function), ' ', element('span', '', line.text))));
  if (atEnd) {
    log.scrollTop = log.scrollHeight;
  }
}

watch(changed => {
  if (changed.has('messages')) {
    showMessages(changed);
  }

  if (changed.has('lines')) {
    showLines();
  }

  showFigures();
});
