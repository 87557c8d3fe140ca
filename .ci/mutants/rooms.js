/**
 * What is mutated, room by room, and the quick tests that must notice: the room's own, and those beside them that say what
 * it promises.
 */
export const rooms = {
  plan: {
    mutate: ["packages/core/src/plan/*.ts"],
    tests: ["packages/core/src/plan/*.test.ts"],
  },
  baseline: {
    mutate: ["packages/core/src/baseline/*.ts"],
    tests: ["packages/core/src/baseline/*.test.ts"],
  },
  "baseline/stores": {
    mutate: ["packages/core/src/baseline/stores/*.ts"],
    tests: ["packages/core/src/baseline/stores/*.test.ts"],
  },
  client: {
    mutate: ["packages/core/src/client/*.ts"],
    tests: ["packages/core/src/client/*.test.ts"],
  },
  run: {
    mutate: ["packages/core/src/run/owe-and-settle.ts", "packages/core/src/run/finish-plans.ts"],
    tests: ["packages/core/src/run/owe-and-settle.test.ts", "packages/core/src/run/send-plans.test.ts"],
  },
  "build-session": {
    mutate: ["packages/unplugin/src/build-session.ts"],
    tests: ["packages/unplugin/src/build-session.test.ts", "packages/unplugin/src/compiler-group.test.ts"],
  },
};
