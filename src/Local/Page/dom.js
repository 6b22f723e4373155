// Everything shown is inserted as text, never as markup.

/** An element with a class, its text or its children. */
export function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }

  made.append(...content.filter(part => part !== null && part !== undefined));
  return made;
}

export const byId = id => document.getElementById(id);

/** Sets a text only if it changed, because a live region would read it again. */
export function say(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** Runs a function once in the next frame, however often it is requested. */
export function onFrame(run) {
  let asked = false;
  return () => {
    if (!asked) {
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        run();
      });
    }
  };
}
