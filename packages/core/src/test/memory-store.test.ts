import { describeStore } from "./store-contract.ts";
import { createMemoryStore } from "./memory-store.ts";

describeStore("createMemoryStore", async () => {
  const store = createMemoryStore();
  return [store, store];
});
