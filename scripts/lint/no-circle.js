const { existsSync, readFileSync } = require("node:fs");
const { dirname, join, relative } = require("node:path");
const { preProcessFile } = require("typescript");

/** The files that each file imports, types included; read once in a run. */
const imported = new Map();

/** The file of ours that an import means; undefined where it means a package. */
function resolve(from, specifier) {
  if (typeof specifier !== "string" || !specifier.startsWith(".")) return undefined;
  const path = join(dirname(from), specifier);
  return [`${path}.ts`, join(path, "index.ts")].find((file) => existsSync(file));
}

function importsOf(file) {
  let files = imported.get(file);
  if (!files) {
    const { importedFiles } = preProcessFile(readFileSync(file, "utf8"), true, true);
    files = importedFiles.flatMap(({ fileName }) => resolve(file, fileName) ?? []);
    imported.set(file, files);
  }
  return files;
}

/** The shortest way from one file to another along imports, both included; undefined where there is none. */
function wayTo(target, start) {
  const cameFrom = new Map([[start, undefined]]);
  for (const file of cameFrom.keys()) {
    if (file === target) {
      const way = [];
      for (let step = file; step !== undefined; step = cameFrom.get(step)) way.unshift(step);
      return way;
    }
    for (const next of importsOf(file)) if (!cameFrom.has(next)) cameFrom.set(next, file);
  }
  return undefined;
}

/**
 * Forbids a file to import itself through others, be it for types alone: who reads one of them must then read all.
 * `import-x/no-cycle` lets circles of types pass.
 */
module.exports = {
  meta: { type: "problem", schema: [], messages: { circle: "a circle: {{way}}; what both need goes below both" } },
  create(context) {
    const check = ({ source }) => {
      const start = source && resolve(context.filename, source.value);
      const way = start && wayTo(context.filename, start);
      if (!way) return;
      const files = [context.filename, ...way].map((file) => relative(context.cwd, file));
      context.report({ node: source, messageId: "circle", data: { way: files.join(" → ") } });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};
