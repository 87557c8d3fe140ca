/**
 * Prints each URL with what it served before and after, and judges it.
 * @param {string} name
 * @param {{ before: Map<string, string>, after: Map<string, string>, fresh: Map<string, string>, purged: ReadonlySet<string>, reasons: Map<string, string>, immutable: RegExp }} seen
 * @returns {number} how many URLs were stale, or purged without need
 */
export function showTable(name, { before, after, fresh, purged, reasons, immutable }) {
  const urls = [...fresh.keys()].toSorted();
  const width = Math.max(...urls.map((url) => decodeURIComponent(url).length)) + 4;
  let mistakes = 0;
  console.log(`\n${name}: what visitors get\n`);
  console.log(`  ${"URL".padEnd(width)}before   after    purged`);
  for (const url of urls) {
    // Nobody asks any more for a name that carried the digest of what it held: the edge may keep it.
    const isGone = immutable.test(url) && fresh.get(url) === "404";
    const stale = !isGone && after.get(url) !== fresh.get(url);
    const verdict = judge({ stale, needless: purged.has(url) && before.get(url) === fresh.get(url) });
    if (verdict) mistakes++;
    const cells = [before.get(url) ?? "-", after.get(url) ?? "-", purged.has(url) ? `yes: ${reasons.get(url)}` : "no"];
    console.log(`  ${decodeURIComponent(url).padEnd(width)}${cells.map((cell) => cell.padEnd(9)).join("")}${verdict}`);
  }
  for (const target of purged) {
    if (fresh.has(target)) continue;
    mistakes++;
    console.log(`  ${target}: purged, but no visitor knows it`);
  }
  return mistakes;
}

function judge(/** @type {{ stale: boolean, needless: boolean }} */ { stale, needless }) {
  if (stale) return "STALE";
  return needless ? "PURGED WITHOUT NEED" : "";
}
