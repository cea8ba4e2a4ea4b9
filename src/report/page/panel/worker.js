// The engine's side of the page. It holds the module, and answers one question after the other.
let engine = null;

/** Writes the question into the module's memory and reads the answer back. Memory may grow, so it is looked up each time. */
function ask(question) {
  const bytes = new TextEncoder().encode(JSON.stringify(question));
  const place = engine.reserve(bytes.length);
  if (place === 0) throw new Error("no room for the question");
  new Uint8Array(engine.memory.buffer).set(bytes, place);
  const length = engine.ask();
  const answer = new Uint8Array(engine.memory.buffer, engine.answer(), length);
  return JSON.parse(new TextDecoder().decode(answer));
}

/** The first worker of a page unpacks and compiles the module, and hands it back for those that come after it. */
async function start(given) {
  try {
    const module = given instanceof WebAssembly.Module ? given : await WebAssembly.compile(unpack(new Uint8Array(given)));
    engine = (await WebAssembly.instantiate(module, {})).exports;
    postMessage({ ready: module });
  } catch (error) {
    postMessage({ failed: String(error) });
  }
}

self.onmessage = ({ data }) => {
  if (data.engine) {
    start(data.engine);
    return;
  }
  const before = performance.now();
  try {
    const answer = ask(data.ask);
    postMessage({ id: data.id, answer, ms: performance.now() - before });
  } catch (error) {
    postMessage({ id: data.id, broken: String(error) });
  }
};
