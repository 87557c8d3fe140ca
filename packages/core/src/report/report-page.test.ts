import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyReport } from "../test/empty-report.ts";
import type { PurgeReport } from "./purge-report.ts";
import { environmentOfPage, reportPage } from "./report-page.ts";

/** A report in which every text that comes from elsewhere is this one. */
const full = (text: string): PurgeReport => ({
  ...emptyReport,
  verdict: "partial",
  reason: text,
  environment: text,
  counts: { added: 1, changed: 2, removed: 3, unchanged: 4, unsettled: 1 },
  targets: [{ target: text, type: "URL", edgeIds: [11197], assetPath: text, reason: "changed" }],
  batches: [
    {
      id: text,
      edgeId: 11197,
      type: "URL",
      targets: [text],
      status: "rejected",
      requestIds: [text],
      attempts: 2,
      error: { code: "EDGE_SERVER", message: text, next: text },
    },
  ],
  unsettled: [{ assetPath: text, edgeId: 11197, waitingFor: "accept" }],
  warnings: [{ code: "LONG_WAIT", message: text, next: text }],
  estimate: { requests: 1, seconds: 60 },
});

const tagsOf = (page: string) => [...page.matchAll(/<[^>]*>/gu)].map(([tag]) => tag);

describe("the page of a report", () => {
  it("says what became of it, why each URL is purged, what each request came to, and what is owed", () => {
    const page = reportPage({
      ...full("/docs/a.html"),
      environment: "production",
      targets: [
        { target: "/docs/a.html?v=1", type: "URL", edgeIds: [11197], assetPath: "docs/a.html", reason: "changed" },
        { target: "/", type: "URL", edgeIds: [11197], assetPath: "index.html", reason: "added" },
      ],
    });
    expect(page).toContain('<h1>Global Edge purge: <strong class="partial">partial</strong></h1>');
    expect([...page.matchAll(/<summary><code>(.*?)<\/code> (\d+)/gu)].map(([, ...found]) => found)).toEqual([
      ["/", "1"],
      ["/docs/", "1"],
    ]);
    expect(page).toContain('<th scope="row"><code>/docs/a.html?v=1</code></th><td>changed</td><td>docs/a.html</td>');
    expect(page).toContain('<span class="rejected">rejected</span> EDGE_SERVER: /docs/a.html</td><td>2</td>');
    expect(page).toContain("Still owed: 1");
    expect(page).toContain("The quota makes them take about 60 s.");
  });

  it("leaves out what there is nothing to say of", () => {
    const page = reportPage({ ...emptyReport, verdict: "nothing-to-purge" });
    for (const title of ["To know", "Requests", "Still owed"]) expect(page).not.toContain(title);
    expect(page).toContain("None was to be purged.");
  });

  it("takes nothing from elsewhere, and runs nothing", () => {
    const page = reportPage(full("https://www.example.com/a.png"));
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/<(?:script|link|img|iframe|object)|(?:src|href)=|url\(/u);
  });

  it("is the same page whatever files are called: names are text", () => {
    const plain = tagsOf(reportPage(full("x")));
    const hostile = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "</code><script>",
        '"><img src=x onerror=alert(1)>',
        "--><b>",
        "&lt;",
        "</style>",
        "\u202egpj.exe",
      ),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const page = reportPage(full(text));
        // The first line and the folder's label hold a name, too.
        const bare = (tags: readonly string[]) =>
          tags.map((tag) => tag.replaceAll(/(?<=report of |aria-label=").*/gu, ""));
        expect(bare(tagsOf(page))).toEqual(bare(plain));
        expect(page).not.toMatch(/[\p{Bidi_Control}\u2028\u2029]/u);
        expect(environmentOfPage(page)).toBe(text);
      }),
    );
  });

  it("grows with its targets alone", () => {
    const targets = Array.from({ length: 30_000 }, (_, index) => ({
      target: `/f${index % 100}/${index}.html`,
      type: "URL" as const,
      edgeIds: [11197],
      reason: "changed" as const,
    }));
    const page = reportPage({ ...emptyReport, targets });
    expect(page.match(/<details>/gu)).toHaveLength(100);
    expect(page.length).toBeLessThan(30_000 * 200);
  });
});

describe("environmentOfPage", () => {
  it.each(["", "{}", "<!doctype html>", '<!-- global-edge-purge report of "x" --><p>', "<!-- global-edge-purge -->\n"])(
    "knows no other text: %j",
    (text) => {
      expect(environmentOfPage(text)).toBeUndefined();
    },
  );
});
