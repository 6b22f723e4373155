// Records the phone of a running Local as an animated WebP. Needs Chromium and img2webp (Debian: chromium, webp).
//   dotnet run --project src/Local -- --data "$(mktemp -d)"
//   node docs/images/phone.mjs [http://127.0.0.1:5080/] [docs/images/phone.webp]
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [url = 'http://127.0.0.1:5080/', output = 'docs/images/phone.webp'] = process.argv.slice(2);
const patienceMs = 30_000;
const maximumBytes = 600_000;
const folder = mkdtempSync(join(tmpdir(), 'phone-'));
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

// The DevTools protocol over two pipes: JSON messages that end with a NUL. Chromium's sandbox does not work for root.
const chromium = spawn(process.env.CHROMIUM_PATH ?? 'chromium', [
  '--headless', '--remote-debugging-pipe', '--no-first-run', '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`,
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
const ended = new Promise(resolve => chromium.once('close', resolve));
const pending = new Map();
let received = '';
let lastId = 0;
chromium.stdio[3].on('error', () => {});
chromium.once('error', error => {
  rmSync(folder, { recursive: true });
  console.error(`Cannot start Chromium (${error.code}): set CHROMIUM_PATH.`);
  process.exit(1);
});
chromium.stdio[4].setEncoding('utf8').on('data', text => {
  const messages = (received + text).split('\0');
  received = messages.pop();
  for (const { id, result, error } of messages.map(message => JSON.parse(message))) {
    const call = pending.get(id);
    pending.delete(id);
    error ? call?.reject(new Error(error.message)) : call?.resolve(result);
  }
});

const send = (method, params = {}, sessionId) => new Promise((resolve, reject) => {
  pending.set(++lastId, { resolve, reject });
  chromium.stdio[3].write(`${JSON.stringify({ id: lastId, method, params, sessionId })}\0`);
});

try {
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const page = (method, params) => send(method, params, sessionId);
  const evaluate = async expression => (await page('Runtime.evaluate', { expression, returnByValue: true })).result.value;
  const click = selector => evaluate(`document.querySelector(${JSON.stringify(selector)}).click()`);
  const until = async condition => {
    for (const end = Date.now() + patienceMs; !await evaluate(condition); await pause(50)) {
      if (Date.now() > end) {
        throw new Error(`Waited ${patienceMs} ms for: ${condition}`);
      }
    }
  };

  await page('Emulation.setDeviceMetricsOverride', { width: 1280, height: 900, deviceScaleFactor: 1, mobile: false });
  await page('Page.navigate', { url });
  await until(`document.querySelector('#connection')?.textContent === 'Live'`);
  const clip = await evaluate(`(({ x, y, width, height }) => ({ x, y, width, height, scale: 1 }))(document.querySelector('#phone').getBoundingClientRect())`);

  const frames = [];
  let recording = true;
  const recorder = (async () => {
    while (recording) {
      const { data } = await page('Page.captureScreenshot', { format: 'png', clip });
      if (data !== frames.at(-1)?.data) {
        frames.push({ data, at: Date.now() });
      }

      await pause(60);
    }
  })();

  // With the worker paused, the card under the reply is visible while it waits.
  await click('#pause[aria-checked=true]');
  await until(`!document.querySelector('#pause[aria-checked=true]')`);
  await pause(800);
  await click('#samples button');
  await until(`document.querySelector('#chosen > li')`);
  await pause(600);
  await evaluate(`document.querySelector('#text').focus()`);
  for (const text of 'Look what I found!') {
    await page('Input.insertText', { text });
    await pause(60);
  }

  await pause(400);
  const before = await evaluate(`document.querySelectorAll('.card').length`);
  await click('#send');
  await until(`document.querySelectorAll('.card').length > ${before}`);
  await pause(1500);
  await click('#pause');
  await until(`[...document.querySelectorAll('.card')].at(-1).dataset.stage === 'stored'`);
  await pause(2500);
  recording = false;
  await recorder;

  const end = Date.now();
  const files = frames.flatMap(({ data, at }, index) => {
    const file = join(folder, `${String(index).padStart(4, '0')}.png`);
    writeFileSync(file, Buffer.from(data, 'base64'));
    return ['-d', String(Math.max((frames[index + 1]?.at ?? end) - at, 20)), file];
  });
  execFileSync('img2webp', ['-loop', '0', '-lossy', '-q', '60', '-m', '6', ...files, '-o', output], { stdio: 'ignore' });
  const bytes = statSync(output).size;
  console.log(`${output}: ${frames.length} frames, ${bytes} bytes`);
  process.exitCode = bytes > maximumBytes ? 1 : 0;
} finally {
  chromium.kill();
  await ended;
  rmSync(folder, { recursive: true, force: true });
}
