import { it } from "vitest";
import { World } from "./play-history.ts";
it("x", async () => {
  const o = {edgeIds:[1],mapping:0,purge:["added","changed","removed"] as const,onMissingBaseline:"mutable" as const,excluded:"" as const,also:{}};
  const w = new World();
  await w.play([{"files":{"img/st*r.png":"3"},options:o,"baseline":"lost","isDeployed":true,"answers":[],"crashAt":0,"meanwhile":"twin","visits":0},{"files":{},options:o,"baseline":"kept","isDeployed":true,"answers":[],"crashAt":undefined,"meanwhile":"twin","visits":0}]);
});
