// Formats numbers and IDs.

export const short = sid => sid ? `${sid.slice(0, 2)}…${sid.slice(-6)}` : 'invalid job';

export const clock = at => new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });

export function duration(ms) {
  const time = Math.max(0, ms);
  return time < 1000 ? `${Math.round(time)} ms`
    : time < 60_000 ? `${(time / 1000).toFixed(1)} s`
    : `${Math.round(time / 60_000)} min`;
}

export const size = bytes =>
  bytes < 1000 ? `${bytes} B` : bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

export const count = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;
