import './board.js';
import './composer.js';
import './letters.js';
import { byId, say } from './dom.js';
import { connect, state, watch } from './state.js';

const [pause, down] = [byId('pause'), byId('down')];

async function set(part, name, value) {
  const form = new FormData();
  form.set(name, value);
  await fetch(`/simulator/${part}`, { method: 'POST', body: form });
}

pause.addEventListener('click', () => set('worker', 'paused', !state.paused));
down.addEventListener('click', () => set('webhook', 'state', state.down ? 'up' : 'down'));
watch(changed => {
  if (changed.has('paused')) {
    pause.setAttribute('aria-checked', !state.paused);
    say(byId('pause-note'), state.paused
      ? 'Paused: jobs wait in the queue, and their links show a pending page.'
      : 'Switch off to keep jobs in the queue; their links then show a pending page.');
  }

  if (changed.has('down')) {
    down.setAttribute('aria-checked', state.down);
    say(byId('down-note'), state.down
      ? 'Messages reach Twilio, not us. Switch off to recover those with files within a minute.'
      : 'Switch on to miss messages; the reconciler recovers them afterwards.');
  }
});

connect(live => {
  byId('connection').dataset.state = live;
  say(byId('connection'), live === 'live' ? 'Live' : 'Waiting for Local…');
});

function tick() {
  say(byId('clock'), new Date().toLocaleTimeString([], { hour: 'numeric', minute: '2-digit', hour12: false }));
}

tick();
setInterval(tick, 5000);
