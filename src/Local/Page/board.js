// The pipeline: the figures at the top, and one row for each message.
import { byId, element, say } from './dom.js';
import { limits, state, watch } from './state.js';
import { heading, outcome, steps } from './steps.js';
import { clock, duration, short } from './words.js';

const list = byId('messages');
const rows = new Map();

const stages = { done: 'done', active: 'in progress', waiting: 'waiting', failed: 'failed', idle: 'not yet' };

// With a space and a comma, for screen readers.
function step([name, stage, words]) {
  return element(
    'li', stage,
    element('span', 'name', name), ' ', element('span', 'words', words), element('span', 'unseen', `${words ? ', ' : ''}${stages[stage]}`));
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
  const newest = new Map([...state.messages].slice(-limits.messages));
  for (const [sid, made] of rows) {
    if (!newest.has(sid)) {
      made.remove();
      rows.delete(sid);
    }
  }

  for (const [sid, message] of newest) {
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
  const { answered, refused, stored, working } = state.totals;
  const called = messages.findLast(message => message.webhook && message.status !== undefined);
  const last = messages.findLast(message => message.media.some(one => one.stage === 'stored'));
  const depth = state.depth ?? { waiting: '–', later: '–', dead: '–' };
  const figures = {
    webhook: [answered, state.down ? 'endpoint down' : answered === 0 ? 'no messages yet'
      : refused > 0 ? `answered, ${refused} refused` : called ? `answered, last ${duration(called.tookMs)}` : 'answered'],
    queue: [depth.waiting, `${depth.waiting === 1 ? 'job' : 'jobs'} waiting`],
    worker: [working, state.paused ? 'in progress, paused' : 'in progress'],
    stored: [stored, stored === 0 ? 'no files yet'
      : last ? `files, last ${duration(Math.max(...last.media.map(one => one.endedAt ?? 0)) - last.at)}` : 'files'],
    later: [depth.later, `${depth.later === 1 ? 'job' : 'jobs'} to retry later`],
    dead: [state.depth ? Math.max(state.letters.size, depth.dead) : depth.dead, 'failed'],
  };
  for (const [name, [figure, note]] of Object.entries(figures)) {
    say(byId(`${name}-figure`), `${figure}`);
    say(byId(`${name}-note`), note);
  }

  byId('dead-box').classList.toggle('some', figures.dead[0] > 0);
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
