// Compiles stories with inkjs and plays each by chance; prints what was said of each as JSON.
// node player.mjs <folder of inkjs> <runs> <most choices of a run> <story.ink> ...
//
// The compiler is asked for its errors and warnings, as inklecate and Inky show them. The player does what Ink-Tester
// (github.com/wildwinter/Ink-Tester) does: random choices, many runs; errors met on the way; a run that is not over after so
// many choices ends the test; and what no run came to. Visits are ink's own counts.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, runs, most, ...files] = process.argv.slice(2);
const { Compiler, CompilerOptions } = createRequire(join(folder, "package.json"))("inkjs/full");

const compiled = (text, messages) => {
  const note = (message) => messages.push(message);
  try {
    return new Compiler(text, new CompilerOptions(null, [], true, note)).Compile();
  } catch (error) {
    if (!messages.length) note(String(error.message));
    return null;
  }
};

// A small generator with a seed (mulberry32), so that every bench makes the same runs.
const seeded = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

// Every knot, and the words of every choice with its name: { presses: null, "presses.lecture": "..." }.
const places = (text) => {
  const found = {};
  let knot = "";
  for (const line of text.split("\n")) {
    const head = line.match(/^===\s*(\w+)/);
    const choice = line.match(/^\s*[+*]\s*\((\w+)\)[^[]*\[(.*)\]/);
    if (head) found[(knot = head[1])] = null;
    if (choice) found[`${knot}.${choice[1]}`] = choice[2];
  }
  return found;
};

const isOver = (story, chance, shown) => {
  for (let turn = 0; turn <= most; turn += 1) {
    while (story.canContinue) story.Continue();
    const choices = story.currentChoices;
    if (!choices.length) return true;
    for (const choice of choices) shown.add(choice.text);
    story.ChooseChoiceIndex(Math.floor(chance() * choices.length));
  }
  return false;
};

const played = (story, all) => {
  const errors = {};
  const shown = new Set();
  const unmet = new Set(Object.keys(all));
  const chance = seeded(0);
  let wrong = null;
  story.onError = (message) => (wrong ??= message);
  for (let run = 1; run <= runs; run += 1) {
    wrong = null;
    story.ResetState();
    if (!isOver(story, chance, shown)) return { errors, endless: run, unmet: [] };
    if (wrong) errors[wrong] = (errors[wrong] ?? 0) + 1;
    for (const name of unmet) {
      if (all[name] === null ? story.state.VisitCountAtPathString(name) : shown.has(all[name])) unmet.delete(name);
    }
  }
  return { errors, endless: 0, unmet: [...unmet] };
};

const examined = (file) => {
  const text = readFileSync(file, "utf-8");
  const messages = [];
  const story = compiled(text, messages);
  return { messages, played: story && played(story, places(text)) };
};

console.log(JSON.stringify(files.map(examined)));
