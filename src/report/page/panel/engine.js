// The engine: found in the page, unpacked once, and asked in workers, so that nothing here ever waits for it. There are three
// desks: one answers what a hand does and is never kept waiting, one looks for what is best, and one for the bands on the
// sliders, which takes longest.

/** Draws while something is dragged; all of them when it rests. */
const FEW = 1000;

/** Draws of what takes long: bands on the sliders, the frontier, what a belief would have to be. */
const SEARCHED = 2000;

/** Milliseconds after which a question is said to take its time. */
const PATIENCE = 500;

const engine = (() => {
  /** The module: packed, until the first worker has unpacked and compiled it. */
  let module = null;
  let files = null;

  /** Bytes of the module, packed, as they stand in the page in base64. */
  function packed() {
    const letters = atob(document.getElementById("apportion-engine").textContent.trim());
    return Uint8Array.from(letters, (letter) => letter.charCodeAt(0)).buffer;
  }

  /** A worker with the module in it. */
  function hire() {
    const source = document.getElementById("apportion-worker").textContent;
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const worker = new Worker(address);
    return new Promise((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message || "the worker did not start"));
      worker.onmessage = ({ data }) => {
        URL.revokeObjectURL(address);
        if (data.failed) return reject(new Error(data.failed));
        module = data.ready;
        resolve(worker);
      };
      worker.postMessage({ engine: module });
    });
  }

  /** A desk has a worker of its own, from its first question on, which is always for the files to be opened. */
  function desk(opened = () => {}) {
    const waiting = [];
    let worker = null;
    let hiring = null;
    let running = null;
    let asked = 0;
    let patience = 0;

    function next() {
      if (running || waiting.length === 0) return;
      if (!worker) return void begin().catch((error) => refuseAll(String(error)));
      running = { ...waiting.shift(), since: performance.now() };
      asked += 1;
      running.id = asked;
      patience = setTimeout(() => busy(api, true), PATIENCE);
      worker.postMessage({ id: asked, ask: running.question });
    }

    function begin() {
      hiring ??= hire().then((hired) => {
        hired.onmessage = ({ data }) => data.id === running?.id && heard(data);
        hired.onerror = (event) => broken(event.message);
        [worker, hiring] = [hired, null];
        waiting.unshift({ question: { open: files }, resolve: opened });
        next();
      });
      return hiring;
    }

    function heard(data) {
      if (data.broken) broken(data.broken);
      else release({ ...data.answer, ms: data.ms });
    }

    /** The question that runs is over. */
    function release(answer) {
      const { resolve } = running;
      clearTimeout(patience);
      busy(api, false);
      running = null;
      resolve(answer);
      next();
    }

    /** Lets the worker go, whatever it is at; the next question finds a fresh one. */
    function dismiss(answer) {
      worker.terminate();
      worker = null;
      release(answer);
    }

    function broken(message) {
      if (running) dismiss({ refused: { said: "The engine stopped at this question and was started again.", details: [message] } });
    }

    function refuseAll(message) {
      hiring = null;
      for (const { resolve } of waiting.splice(0)) resolve({ refused: { said: "The engine cannot be started again.", details: [message] } });
    }

    const api = {
      ask(question, line) {
        return new Promise((resolve) => {
          const old = line === null ? -1 : waiting.findIndex((one) => one.line === line);
          if (old >= 0) waiting.splice(old, 1)[0].resolve(null);
          waiting.push({ question, line, resolve });
          const isStale = line !== null && running?.line === line && performance.now() - running.since > 2 * PATIENCE;
          if (isStale) dismiss(null);
          next();
        });
      },
      stop() {
        if (running) dismiss({ refused: { said: "Stopped: nothing has moved.", details: [] } });
      },
      begin,
    };
    return api;
  }

  /** What takes its time is said to, except for the bands, which nobody asked for. */
  const late = new Set();
  function busy(at, is) {
    if (is && at !== desks.bands) late.add(at);
    else late.delete(at);
    show(part("busy"), late.size > 0);
  }

  const desks = { search: desk(), bands: desk() };

  return {
    /**
     * The promise holds the answer, or `null` where a newer question on the same `line` took its place: before it was
     * asked, or because it took long.
     */
    ask(question, { line = null, at = "hand" } = {}) {
      return desks[at].ask(question, line);
    },
    /** Opens the files of the page; the promise holds what there is to play with. */
    start(found) {
      files = found;
      module = packed();
      return new Promise((resolve, reject) => {
        desks.hand = desk(resolve);
        desks.hand.begin().catch(reject);
      });
    },
    stop() {
      desks.hand.stop();
      desks.search.stop();
    },
  };
})();
