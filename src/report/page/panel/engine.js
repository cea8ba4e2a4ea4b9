// The engine: found in the page, packed, and asked one question at a time in a worker of its own, so that nothing here
// ever waits for it. What a person does comes before what is worked out in the background.

/** Draws while something is dragged; all of them when it rests. */
const FEW = 1000;

/** Milliseconds after which a question is said to take its time. */
const PATIENCE = 400;

const engine = (() => {
  const waiting = [];
  let worker = null;
  let running = null;
  let bytes = null;
  let asked = 0;
  let patience = 0;
  let afresh = () => [];

  /** Bytes of the module, packed, as they stand in the page in base64. The worker unpacks them. */
  function packed() {
    const letters = atob(document.getElementById("apportion-engine").textContent.trim());
    return Uint8Array.from(letters, (letter) => letter.charCodeAt(0)).buffer;
  }

  /** A fresh worker with the module in it. */
  function launch() {
    const source = document.getElementById("apportion-worker").textContent;
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const fresh = new Worker(address);
    return new Promise((resolve, reject) => {
      fresh.onerror = (event) => reject(new Error(event.message || "the worker did not start"));
      fresh.onmessage = ({ data }) => {
        URL.revokeObjectURL(address);
        if (data.failed) return reject(new Error(data.failed));
        fresh.onmessage = heard;
        fresh.onerror = (event) => restart("The engine stopped at this question and was started again.", [event.message]);
        worker = fresh;
        resolve();
      };
      fresh.postMessage({ engine: bytes });
    });
  }

  function heard({ data }) {
    if (data.id !== running?.id) return;
    if (data.broken) restart("The engine stopped at this question and was started again.", [data.broken]);
    else release({ ...data.answer, ms: data.ms });
  }

  /** The question that runs is over. */
  function release(answer) {
    const { resolve } = running;
    clearTimeout(patience);
    show(part("busy"), false);
    running = null;
    resolve(answer);
    next();
  }

  /** A question that broke the engine, or that somebody stopped, is refused; a fresh engine takes the place of the old. */
  async function restart(said, details) {
    worker.terminate();
    worker = null;
    if (running) release({ refused: { said, details } });
    await launch();
    const again = afresh().map((question) => ({ question, later: false, resolve() {} }));
    waiting.unshift(...again);
    next();
  }

  function next() {
    if (running || !worker || waiting.length === 0) return;
    const soon = waiting.findIndex((one) => !one.later);
    const [one] = waiting.splice(Math.max(soon, 0), 1);
    asked += 1;
    running = { id: asked, resolve: one.resolve };
    patience = setTimeout(() => show(part("busy"), true), PATIENCE);
    worker.postMessage({ id: asked, ask: one.question });
  }

  return {
    /**
     * The promise holds the answer, or `null` where a newer question on the same `line` took its place before it was
     * asked. What is `later` waits until nothing else is asked.
     */
    ask(question, { line = null, later = false } = {}) {
      return new Promise((resolve) => {
        const old = line === null ? -1 : waiting.findIndex((one) => one.line === line);
        if (old >= 0) waiting.splice(old, 1)[0].resolve(null);
        waiting.push({ question, line, later, resolve });
        next();
      });
    },
    async start() {
      bytes = packed();
      await launch();
    },
    /** What a fresh engine is asked before anything else. */
    afresh(questions) {
      afresh = questions;
    },
    stop() {
      if (running) restart("Stopped: nothing has moved.", []);
    },
  };
})();
