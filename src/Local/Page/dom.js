// Everything that is shown comes in as text, and stays text.

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

/** Sets a text only when it is another: a live region would read it again. */
export function say(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** Runs a function in the next frame, however often it is asked to before. */
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
