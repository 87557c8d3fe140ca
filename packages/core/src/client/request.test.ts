import { describe, expect, it } from "vitest";
import { edgesRequest, edgeStatusRequest, profilesRequest, purgeRequest, viewPurgeRequest } from "./request.ts";

describe("the requests of the API", () => {
  it.each([
    ["view a purge", viewPurgeRequest("9223372036854775807"), "/api/v1/purge/9223372036854775807"],
    ["profiles", profilesRequest(), "/api/v1/profiles"],
    ["edges", edgesRequest(1599), "/api/v1/profiles/1599/cdn-edges"],
    ["edge status", edgeStatusRequest(11197), "/api/v1/cdn-edges/11197/status"],
  ])("%s", (_, request, requestTarget) => {
    expect(request).toEqual({ method: "GET", requestTarget });
  });

  it("writes the body as the documentation shows it", () => {
    const targets = ["/src/css/main.css?version=2024"];
    expect(purgeRequest({ edgeId: 11197, type: "URL", targets })).toEqual({
      method: "POST",
      requestTarget: "/api/v1/purge",
      body: '{"edgeId":11197,"purgeType":"URL","purgeTarget":["/src/css/main.css?version=2024"]}',
    });
  });

  it("leaves the targets of ALL out, and keeps every digit of an id", () => {
    const { body } = purgeRequest({ edgeId: "9007199254740993", type: "ALL", targets: [] });
    expect(body).toBe('{"edgeId":9007199254740993,"purgeType":"ALL"}');
  });
});
