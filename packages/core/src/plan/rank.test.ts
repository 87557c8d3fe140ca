import { describe, expect, it } from "vitest";
import { rankOf } from "./order-targets.ts";

describe("rankOf", () => {
  it.each([
    ["app.js", 0],
    ["assets/swiper.js", 0],
    ["swiper/sw.css", 0],
    ["data/manifest.json.txt", 0],
    ["index.html", 1],
    ["docs/Page.HTM", 1],
    ["sw.html", 1],
    ["sw.js", 2],
    ["app/sw.mjs", 2],
    ["service-worker.js", 2],
    ["serviceworker.js", 2],
    ["ngsw-worker.js", 2],
    ["firebase-messaging-sw.js", 2],
    ["site.webmanifest", 2],
    ["manifest.json", 2],
    ["index.html.br", 1],
    ["sw.js.gz", 2],
    ["app.js.zst", 0],
  ])("%s: %i", (assetPath, rank) => {
    expect(rankOf(assetPath)).toBe(rank);
  });
});
