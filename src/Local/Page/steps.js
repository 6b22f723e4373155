// The progress of a message: four steps, each with a state and a few words.
import { count, duration, size } from './words.js';

const of = (message, ...stages) => message.media.filter(media => stages.includes(media.stage));
const latest = (media, name) => Math.max(...media.map(one => one[name] ?? 0));

export const isAccepted = message => !message.webhook || (message.status >= 200 && message.status < 300);

function webhook(message) {
  return !message.webhook ? ['idle', 'skipped: sent to the queue']
    : message.missed ? ['waiting', 'not reached']
    : message.status === undefined ? ['active', 'calling']
    : isAccepted(message) ? ['done', duration(message.tookMs)]
    : ['failed', `answered ${message.status}`];
}

function queue(message) {
  const queued = of(message, 'queued');
  const again = of(message, 'waiting');
  const received = message.media.filter(media => media.receivedAt);
  return queued.length > 0 ? ['active', `${queued.length} waiting`]
    : again.length > 0 ? ['waiting', `${again.length} to retry`]
    : received.length > 0 ? ['done', duration(latest(received, 'receivedAt') - Math.min(...received.map(media => media.queuedAt)))]
    : ['idle', ''];
}

function worker(message) {
  const received = message.media.filter(media => media.receivedAt);
  if (received.length === 0) {
    return ['idle', ''];
  }

  const [tries, receives] = [latest(received, 'tries'), latest(received, 'receives')];
  const more = [receives > 1 ? `receive ${receives}` : null, tries > 1 ? `${tries} tries` : null].filter(Boolean);
  const working = of(message, 'working');
  return working.length > 0 ? ['active', [`${working.length} in progress`, ...more].join(', ')]
    : of(message, 'waiting').length > 0 ? ['waiting', `receive ${receives} failed`]
    : ['done', [duration(latest(received, 'endedAt') - latest(received, 'receivedAt')), ...more].join(', ')];
}

function stored(message) {
  const [kept, dead] = [of(message, 'stored'), of(message, 'dead')];
  const all = message.media.length;
  return dead.length > 0 ? ['failed', all === 1 ? dead[0].detail : `${dead.length} dead, ${kept.length} stored`]
    : all > 0 && kept.length === all ? ['done', size(kept.reduce((sum, media) => sum + (media.bytes ?? 0), 0))]
    : kept.length > 0 ? ['active', `${kept.length} of ${all}`]
    : ['idle', ''];
}

export const steps = message => [['webhook', ...webhook(message)], ['queue', ...queue(message)], ['worker', ...worker(message)], ['stored', ...stored(message)]];

/** The status of the message in one or two words. */
export function outcome(message) {
  const ended = message.media.length > 0 && message.media.every(media => media.stage === 'stored');
  return message.missed ? ['waiting', 'reached Twilio, not us']
    : !isAccepted(message) && message.status !== undefined ? ['failed', 'refused']
    : of(message, 'dead').length > 0 ? ['failed', 'dead letter']
    : ended ? ['done', `stored in ${duration(latest(message.media, 'endedAt') - message.at)}`]
    : of(message, 'waiting').length > 0 ? ['waiting', 'to be retried']
    : message.media.length === 0 && message.status !== undefined ? ['done', 'answered']
    : ['active', 'in progress'];
}

export function heading(message) {
  const replays = latest(message.media, 'replays');
  return [message.media.length === 0 ? 'text only' : count(message.media.length, 'file'), message.recovered ? 'recovered' : null, replays > 0 ? count(replays, 'replay') : null].filter(Boolean).join(' · ');
}
