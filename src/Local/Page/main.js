import './board.js';
import './composer.js';
import './letters.js';
import { byId, say } from './dom.js';
import { connect, state, watch } from './state.js';

const pause = byId('pause');
pause.addEventListener('click', async () => {
  const form = new FormData();
  form.set('paused', !state.paused);
  await fetch('/simulator/worker', { method: 'POST', body: form });
});
watch(changed => {
  if (changed.has('paused')) {
    pause.setAttribute('aria-checked', !state.paused);
    say(byId('pause-note'), state.paused
      ? 'Paused: jobs wait in the queue, and their links show a pending page.'
      : 'Switch off to keep jobs in the queue; their links then show a pending page.');
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
